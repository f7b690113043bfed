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
  /// - Parameters:
  ///   - entries: The entries of an inventory.
  ///   - others: Files and folders that are no inputs.
  /// - Returns: The entries that are inputs.
  /// - Complexity: O(*n*) in the number of entries, for few others.
  public static func inputs(
    among entries: [FileEntry], besides others: [String] = []
  ) -> [FileEntry] {
    let excluded = others.map { PathText.absolute($0) }
    let samples = Set(
      entries.compactMap { entry -> String? in
        policyNames.contains(PathText.name(of: entry.path)) ? PathText.folder(of: entry.path) : nil
      })
    return entries.filter { entry in
      !isBesides(PathText.name(of: entry.path)) && !isExpectation(entry.path, samples: samples)
        && (excluded.isEmpty || !PathText.absolute(entry.path).isIn(excluded))
    }
  }

  /// Whether a file of this name is for people or for other tools.
  private static func isBesides(_ name: String) -> Bool {
    if policyNames.contains(name) || name.hasPrefix(".") && name != ".env" { return true }
    let lowercased = name.lowercased()
    let stem = lowercased.split(separator: ".").first.map(String.init) ?? lowercased
    return ["readme", "license", "licence", "notice", "changelog"].contains(stem)
      || [".md", ".markdown", ".rst", ".adoc"].contains(where: lowercased.hasSuffix)
  }

  /// Whether a file lies in the folder `expected` beside a policy.
  private static func isExpectation(_ path: String, samples: Set<String>) -> Bool {
    var parent = PathText.folder(of: path)
    while !parent.isEmpty {
      if PathText.name(of: parent) == "expected", samples.contains(PathText.folder(of: parent)) {
        return true
      }
      let next = PathText.folder(of: parent)
      if next == parent { return false }
      parent = next
    }
    return false
  }
}
