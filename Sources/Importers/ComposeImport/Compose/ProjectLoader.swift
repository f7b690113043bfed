import Documents

/// Reads the compose files of a project into one tree, as Compose does (CMP-1.2): variables, then
/// `include`, then `extends`, then each file onto those before it.
struct ProjectLoader {
  /// The files that were given, by their normalised paths.
  let files: [String: SourceFile]
  /// The environments by the paths of their files.
  let environments: [String: Environment]
  /// What was noticed on the way.
  var diagnostics: [Diagnostic] = []
  /// The variables that a scalar was made of, by its place.
  var uses: [SourceLocation: [Template.Use]] = [:]
  /// The files that were read, by their paths.
  var read: Set<String> = []
  /// The files that a file names and that were not given.
  var missing: [(path: String, location: SourceLocation)] = []
  /// The trees that were read already, by path and environment folder.
  private var trees: [String: YAMLNode] = [:]
  private var steps = 0

  init(files: [String: SourceFile], environments: [String: Environment]) {
    self.files = files
    self.environments = environments
  }

  /// The tree of several files, each merged onto those before it.
  mutating func load(_ paths: [String]) throws(ComposeFault) -> YAMLNode {
    let folder = FilePath.folder(of: paths.first ?? "")
    var result: YAMLNode?
    for path in paths {
      guard let tree = try load(path, environment: environment(of: folder), chain: []) else {
        continue
      }
      result = result.map { Merge.merge($0, tree, at: []) } ?? tree
    }
    return Merge.stripped(result ?? YAMLNode(.mapping([])))
  }

  /// The variables that are set for compose files of a folder.
  func environment(of folder: String) -> Environment {
    environments[folder.isEmpty ? ".env" : "\(folder)/.env"] ?? Environment()
  }

  /// The tree of one file with what it includes and extends; nil when it was not given.
  mutating func load(
    _ path: String, environment: Environment, chain: [String]
  ) throws(ComposeFault) -> YAMLNode? {
    let folder = FilePath.folder(of: path)
    guard var tree = try tree(path, environment) else { return nil }
    for include in tree["include"]?.elements ?? [] {
      guard let included = try self.include(include, from: path, environment, chain) else {
        continue
      }
      // The including file wins (CMP-1.11).
      tree = Merge.merge(included, without(tree, "include"), at: [])
    }
    tree = without(tree, "include")
    return try extended(tree, path: path, folder: folder, environment)
  }

  /// The interpolated tree of one file alone.
  mutating func tree(
    _ path: String, _ environment: Environment
  ) throws(ComposeFault) -> YAMLNode? {
    if let known = trees[path] { return known }
    guard let file = files[path] else { return nil }
    read.insert(path)
    let documents: [YAMLNode]
    do throws(YAMLError) { documents = try YAML.load(file) } catch { throw ComposeFault(error) }
    var result: YAMLNode?
    for document in documents where !document.isNull {
      guard document.kind == .mapping else {
        throw ComposeFault(
          "compose.syntax", "a compose file is a mapping, found \(document.kind.phrase)",
          at: document.location)
      }
      try SchemaKeys.check(document, SchemaKeys.file, at: "")
      let tree = try interpolated(document, environment)
      result = result.map { Merge.merge($0, tree, at: []) } ?? tree
    }
    guard let result else {
      throw ComposeFault(
        "compose.syntax", "the compose file is empty", at: file.location(ofByte: 0))
    }
    for section in ["services", "networks"] {
      guard let node = result[section], !node.isNull, node.kind != .mapping else { continue }
      throw ComposeFault(
        "compose.schema", "\(section) must be a mapping, found \(node.kind.phrase)",
        at: node.location)
    }
    for service in result["services"]?.members ?? []
    where !service.value.isNull && service.value.kind != .mapping {
      throw ComposeFault(
        "compose.schema",
        "services.\(Escape.terminal(service.name)) must be a mapping, found "
          + "\(service.value.kind.phrase)", at: service.value.location)
    }
    trees[path] = result
    return result
  }

  /// What an entry of `include` brings, or nil when it was not given.
  private mutating func include(
    _ entry: YAMLNode, from path: String, _ environment: Environment, _ chain: [String]
  ) throws(ComposeFault) -> YAMLNode? {
    let folder = FilePath.folder(of: path)
    let node = entry.kind == .mapping ? entry["path"] : entry
    var paths: [YAMLNode] = node?.elements ?? []
    if let node, node.text != nil { paths = [node] }
    guard !paths.isEmpty else {
      throw ComposeFault(
        "compose.schema", "an entry of include names no path", at: entry.location)
    }
    var result: YAMLNode?
    var own = environment
    for (number, node) in paths.enumerated() {
      guard let text = node.text else {
        throw ComposeFault(
          "compose.schema", "a path of include is \(node.kind.phrase)", at: node.location)
      }
      let included = FilePath.joined(folder, text)
      guard included != path, !chain.contains(included) else {
        throw ComposeFault(
          "compose.include.cycle", "\(Escape.terminal(text)) includes itself",
          at: node.location)
      }
      if number == 0 {
        let project = entry["project_directory"]?.text.map { FilePath.joined(folder, $0) }
        let inner = self.environment(of: project ?? FilePath.folder(of: included))
        own = environment.merging(inner)
        for file in entry.list("env_file").compactMap(\.text) {
          guard let given = environments[FilePath.joined(folder, file)] else { continue }
          own = environment.merging(given)
        }
      }
      guard let tree = try load(included, environment: own, chain: chain + [path]) else {
        noteMissing(included, named: text, by: "include", at: node.location)
        continue
      }
      result = result.map { Merge.merge($0, tree, at: []) } ?? tree
    }
    return result
  }

  /// Notes a file that is named and was not given.
  mutating func noteMissing(
    _ path: String, named text: String, by key: String, at location: SourceLocation
  ) {
    missing.append((path, location))
    diagnostics.append(
      Diagnostic(
        .warning, "compose.missingFile",
        "\(key) names \(Escape.terminal(text)), which was not given: what it holds is missing.",
        at: location, effect: .assumedClosed, advice: "Give that file as well."))
  }

  private func without(_ tree: YAMLNode, _ key: String) -> YAMLNode {
    YAMLNode(
      .mapping(tree.members.filter { $0.name != key }), tag: tree.tag, location: tree.location)
  }

  /// Counts a step of work, so that files that name each other many times end.
  mutating func spend(at location: SourceLocation) throws(ComposeFault) {
    steps += 1
    guard steps <= 100_000 else {
      throw ComposeFault("compose.limit", "the files extend each other too often", at: location)
    }
  }
}
