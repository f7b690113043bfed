extension FileReader {
  /// Lists the files behind paths, folders with all that is in them, by the bytes of their paths.
  ///
  /// A path that the user gives may be a symbolic link. Inside a folder, a link is followed only
  /// to a regular file of the same folder. `.git` is left out. What is refused is diagnosed, and
  /// the rest is listed.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, or `-` for standard input.
  ///   - limits: How deep and how many.
  ///   - diagnostics: Where refusals go.
  /// - Returns: The files, each path once.
  public static func inventory(
    _ paths: [String], limits: FileLimits = .standard, into diagnostics: inout Diagnostics
  ) -> [FileEntry] {
    var walk = FolderWalk(limits: limits)
    for path in paths {
      walk.visit(root: path)
    }
    diagnostics.append(contentsOf: walk.diagnostics)
    var result: [FileEntry] = []
    for entry in walk.entries.sorted() where entry.path != result.last?.path {
      result.append(entry)
    }
    return result
  }
}

/// A walk over the folders of an inventory.
private struct FolderWalk {
  let limits: FileLimits
  var entries: [FileEntry] = []
  var diagnostics = Diagnostics()

  init(limits: FileLimits) {
    self.limits = limits
  }

  /// Visits a path that the user gave.
  mutating func visit(root given: String) {
    let path = Self.normalized(given)
    guard path != "-" else {
      entries.append(FileEntry(path: "-"))
      return
    }
    switch FileSystem.kind(of: path, followsLinks: true) {
    case .regular: entries.append(FileEntry(path: path))
    case .folder: visit(folder: path)
    case .special(let name): refuse(.special, path, "expected a file or folder, this is \(name)")
    case .link: refuse(.link, path, "the symbolic link cannot be followed")
    case .failure(let code): diagnostics.append(SystemError(code: code).fileError(path).diagnostic)
    }
  }

  /// Visits all that is in a folder that the user gave.
  private mutating func visit(folder root: String) {
    let resolvedRoot: String
    do throws(SystemError) {
      resolvedRoot = try FileSystem.resolve(root)
    } catch {
      diagnostics.append(error.fileError(root).diagnostic)
      return
    }
    let before = entries.count
    let refusals = diagnostics.count
    var folders = [(path: root, depth: 1)]
    while let (folder, depth) = folders.popLast() {
      for name in names(in: folder) {
        let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
        switch FileSystem.kind(of: path, followsLinks: false) {
        case .regular: add(FileEntry(path: path))
        case .folder where name == ".git": continue
        case .folder where depth >= limits.maximumDepth:
          refuse(.limit, path, "folders nest deeper than \(limits.maximumDepth) levels")
        case .folder: folders.append((path, depth + 1))
        case .link: follow(path, inside: resolvedRoot)
        case .special(let kind): refuse(.special, path, "expected a file, this is \(kind)")
        case .failure(let code):
          diagnostics.append(SystemError(code: code).fileError(path).diagnostic)
        }
      }
      guard entries.count < limits.maximumEntries else {
        refuse(.limit, root, "has more than \(limits.maximumEntries) files")
        return
      }
    }
    if entries.count == before, diagnostics.count == refusals {
      diagnostics.append(
        Diagnostic(
          .error, "file.emptyFolder", "expected exported files, the folder is empty", path: root,
          effect: .assumedOpen))
    }
  }

  private mutating func names(in folder: String) -> [String] {
    do throws(SystemError) {
      let names = try FileSystem.names(in: folder)
      let unreadable = names.count { $0 == nil }
      if unreadable > 0 {
        refuse(.unreadable, folder, "\(unreadable) names in this folder are not UTF-8")
      }
      return names.compactMap { $0 }
    } catch {
      diagnostics.append(error.fileError(folder).diagnostic)
      return []
    }
  }

  private mutating func add(_ entry: FileEntry) {
    guard entries.count < limits.maximumEntries else { return }
    entries.append(entry)
  }

  /// Adds the regular file behind a symbolic link, when it is inside the root.
  private mutating func follow(_ path: String, inside root: String) {
    let target: String
    do throws(SystemError) {
      target = try FileSystem.resolve(path)
    } catch {
      var failure = error.fileError(path)
      if failure.kind == .missing { failure.message = "the symbolic link leads to nothing" }
      failure.kind = .link
      diagnostics.append(failure.diagnostic)
      return
    }
    guard target.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
      refuse(.link, path, "the symbolic link leads out of the folder")
      return
    }
    guard case .regular = FileSystem.kind(of: target, followsLinks: false) else {
      refuse(.link, path, "the symbolic link leads to what is no regular file")
      return
    }
    add(FileEntry(path: path, resolvedPath: target))
  }

  private mutating func refuse(_ kind: FileError.Kind, _ path: String, _ message: String) {
    diagnostics.append(FileError(kind, path: path, message).diagnostic)
  }

  /// Returns the path without `./` in front, doubled slashes and a slash at the end.
  private static func normalized(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    let parts = path.split(separator: "/").filter { $0 != "." }
    guard !parts.isEmpty else { return isAbsolute ? "/" : "." }
    return (isAbsolute ? "/" : "") + parts.joined(separator: "/")
  }
}
