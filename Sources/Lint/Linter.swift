public import Topology

/// Looks for rules, routes and filters that a person would mend, each exactly.
public struct Linter {
  private let context: LintContext

  /// Prepares to look at a graph.
  ///
  /// - Complexity: O(*n*) in the number of endpoints and rules.
  public init(_ topology: Topology) { context = LintContext(topology) }

  private static let rules: [any LintRule] = [
    CoveredRules(), UnusedRules(), StaleRules(), OverWideRules(), BlockedAnswers(),
    UnattachedParts(), RoutesToNowhere(),
  ]

  /// Returns what was found, by holder, place and kind.
  public func findings() -> [LintFinding] {
    Self.sorted(Self.rules.flatMap { $0.findings(in: context) })
  }

  /// Returns the rules without which everybody would reach exactly whom he reaches with them.
  ///
  /// Every rule is taken out by itself, and who can reach whom is compared.
  ///
  /// - Complexity: a comparison for each rule.
  public func ineffectiveRules() -> [LintFinding] {
    Self.sorted(IneffectiveRules().findings(in: context))
  }

  /// Returns the rules without which their filters decide alike, each by itself, by filter and number.
  public func coveredRules() -> [(filter: ID<Filter>, rule: Int)] {
    context.filters.flatMap { id -> [(filter: ID<Filter>, rule: Int)] in
      let filter = context.topology.filters[id]
      guard CoveredRules.applies(to: filter) else { return [] }
      return CoveredRules.covered(filter).map { (id, $0.rule) }
    }
  }

  private static func sorted(_ findings: [LintFinding]) -> [LintFinding] {
    func place(_ finding: LintFinding) -> (String, String, Int) {
      (
        finding.holder, finding.holderID,
        LintKind.allCases.firstIndex(of: finding.kind) ?? 0
      )
    }
    return findings.enumerated().sorted {
      let left = (place($0.element), $0.element.location, $0.offset)
      let right = (place($1.element), $1.element.location, $1.offset)
      return left.0 != right.0 ? left.0 < right.0 : (left.1, left.2) < (right.1, right.2)
    }.map(\.element)
  }
}
