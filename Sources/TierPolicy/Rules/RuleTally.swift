import Reachability
import Topology

/// The sum of several answers, seen with the eyes of a rule.
struct RuleTally {
  var counts = PairCounts()
  var violations: [RuleExample] = []
  var doubts: [RuleExample] = []
  var witnesses: [RuleExample] = []
  var assumptions: Set<ID<Assumption>> = []

  static let exampleLimit = 20

  init() {}

  /// Reads an answer: for a requirement the pairs that are not connected break the rule, for a
  /// prohibition those that are.
  init(_ answer: FlowAnswer, mode: FlowMode, legs: [FlowExample] = []) {
    let connected = answer.connected.map { RuleExample(flow: $0, legs: legs) }
    let blocked = answer.blocked.map { RuleExample(flow: $0, legs: legs) }
    let unconnected = answer.pairsChecked - answer.pairsConnected - answer.pairsUndecided
    switch mode {
    case .anyOf:
      violations = connected
      witnesses = blocked
    case .allOf:
      violations = blocked
      witnesses = connected
    }
    counts = PairCounts(
      checked: answer.pairsChecked,
      violating: mode == .anyOf ? answer.pairsConnected : unconnected,
      undecided: answer.pairsUndecided)
    doubts = answer.undecided.map { RuleExample(flow: $0, legs: legs) }
    assumptions = Set(answer.assumptions)
  }

  /// Adds another tally; at most as many examples are kept as are shown.
  mutating func add(_ other: RuleTally) {
    counts = counts + other.counts
    violations = Array((violations + other.violations).prefix(Self.exampleLimit))
    doubts = Array((doubts + other.doubts).prefix(Self.exampleLimit))
    witnesses = Array((witnesses + other.witnesses).prefix(Self.exampleLimit))
    assumptions.formUnion(other.assumptions)
  }

  /// The pairs that certainly or possibly break the rule.
  var suspects: Int { counts.violating + counts.undecided }
}
