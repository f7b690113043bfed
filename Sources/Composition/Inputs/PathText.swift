import FoundationEssentials

/// Paths as text: nothing here asks the file system what stands there.
struct PathText {
  /// The parts of an absolute path, without `.` and `..`.
  private let parts: [Substring]

  /// The absolute path of a path, as its text says it.
  static func absolute(_ path: String) -> PathText {
    let base = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath
    var parts: [Substring] = []
    for part in base.split(separator: "/") + path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return PathText(parts: parts)
  }

  /// Whether it is one of some paths, or lies in one of them.
  func isIn(_ others: [PathText]) -> Bool {
    others.contains { parts.starts(with: $0.parts) }
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path without its last part; empty for a bare name, `/` for what lies in the root.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
