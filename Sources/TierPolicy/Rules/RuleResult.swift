import Reachability
public import Topology

/// What came of a rule: its verdict, the numbers behind it, and examples to show.
public struct RuleResult: Hashable, Sendable {
  /// The rule.
  public var rule: PolicyRule
  /// What is known about it, waivers aside.
  public var verdict: Verdict
  /// The pairs behind the verdict, waivers aside.
  public var counts: PairCounts
  /// What is known about it when everything that active waivers except is left out.
  ///
  /// It is the verdict where no waiver applies.
  public var remainingVerdict: Verdict
  /// The pairs behind the remaining verdict.
  ///
  /// A set of addresses of which a waiver excepts a part counts as two sets, and so does a proxy
  /// that sources of both parts use.
  public var remaining: PairCounts
  /// Pairs that break the rule and that no waiver excepts, or that waivers except if all are.
  public var violations: [RuleExample]
  /// Pairs that may break the rule.
  public var doubts: [RuleExample]
  /// Pairs that keep the rule, to show what stops or carries them.
  public var witnesses: [RuleExample]
  /// What is missing to decide the doubtful pairs, sorted.
  public var assumptions: [ID<Assumption>]
  /// How deep a rule is defended that asks for a depth; nil for others and for those that are broken.
  public var depth: DefenceDepth?
  /// Remarks for people: why it is vacuous, which waivers have expired.
  public var notes: [String]

  /// The name by which the rule is cited.
  public var id: String { rule.id }

  /// The rule as a sentence without a full stop.
  public var title: String { rule.title }

  /// How much it matters.
  public var severity: Severity { rule.severity }

  /// Whether the rule would not hold without waivers and holds with them.
  public var isWaived: Bool {
    (verdict == .violated || verdict == .undecided) && remainingVerdict == .proven
  }

  init(_ rule: PolicyRule, _ tally: RuleTally, verdict: Verdict, notes: [String] = []) {
    self.rule = rule
    self.verdict = verdict
    counts = tally.counts
    remainingVerdict = verdict
    remaining = tally.counts
    violations = tally.violations
    doubts = tally.doubts
    witnesses = tally.witnesses
    assumptions = tally.assumptions.sorted()
    self.notes = notes
  }
}
