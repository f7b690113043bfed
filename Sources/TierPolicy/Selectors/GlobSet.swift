/// Patterns of which any may match, with one look-up for all that have no star.
struct GlobSet {
  private let literals: Set<String>
  private let patterns: [Glob]

  init(_ globs: [Glob]) {
    literals = Set(globs.lazy.filter(\.isLiteral).map(\.description))
    patterns = globs.filter { !$0.isLiteral }
  }

  /// Whether a name fits one of the patterns.
  ///
  /// - Complexity: O(*p*) in the number of patterns with a star.
  func matches(_ name: String) -> Bool {
    literals.contains(name) || patterns.contains { $0.matches(name) }
  }
}
