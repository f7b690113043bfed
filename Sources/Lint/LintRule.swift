/// One thing that is looked for in a graph.
protocol LintRule: Sendable {
  /// Returns what was found.
  func findings(in context: LintContext) -> [LintFinding]
}
