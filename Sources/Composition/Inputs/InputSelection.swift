public import Documents

/// Tells the files of exports from those that lie beside them.
///
/// Policies, notes for people and the expected outputs of a sample are no inputs, and say nothing
/// about the completeness of what was read.
public enum InputSelection {
  /// The names under which a policy is found.
  public static let policyNames = ["bailey.yaml", "bailey.yml"]

  /// Returns the entries that are inputs, in their order.
  ///
  /// - Complexity: O(*n*) in the number of entries.
  public static func inputs(among entries: [FileEntry]) -> [FileEntry] {
    let samples = Set(
      entries.compactMap { entry -> String? in
        policyNames.contains(Self.name(of: entry.path)) ? Self.folder(of: entry.path) : nil
      })
    return entries.filter { entry in
      !isBesides(Self.name(of: entry.path)) && !isExpectation(entry.path, samples: samples)
    }
  }

  /// Whether a file of this name is for people or for other tools.
  private static func isBesides(_ name: String) -> Bool {
    if policyNames.contains(name) || name.hasPrefix(".") { return true }
    let lowercased = name.lowercased()
    let stem = lowercased.split(separator: ".").first.map(String.init) ?? lowercased
    return ["readme", "license", "licence", "notice", "changelog"].contains(stem)
      || [".md", ".markdown", ".rst", ".adoc"].contains(where: lowercased.hasSuffix)
  }

  /// Whether a file lies in the folder `expected` beside a policy.
  private static func isExpectation(_ path: String, samples: Set<String>) -> Bool {
    var parent = folder(of: path)
    while !parent.isEmpty {
      if name(of: parent) == "expected", samples.contains(folder(of: parent)) { return true }
      let next = folder(of: parent)
      if next == parent { return false }
      parent = next
    }
    return false
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
