/// What is known about a rule.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The rule certainly holds.
  case proven
  /// The rule is certainly broken, by at least one pair.
  case violated
  /// The rule may hold and may be broken: it hangs on what the exports do not hold.
  case undecided
  /// The rule says nothing: a tier of it matched nothing.
  case vacuous
}

/// How many pairs a rule looked at, and what came of them.
///
/// A pair is two different endpoints, or a named set of addresses outside and an endpoint.
public struct PairCounts: Hashable, Sendable {
  /// All pairs that the rule covers.
  public var checked: Int
  /// The pairs that certainly break it.
  public var violating: Int
  /// The pairs that may break it.
  public var undecided: Int

  /// Creates counts.
  public init(checked: Int = 0, violating: Int = 0, undecided: Int = 0) {
    self.checked = checked
    self.violating = violating
    self.undecided = undecided
  }

  /// The verdict that follows from the counts.
  public var verdict: Verdict {
    violating > 0 ? .violated : undecided > 0 ? .undecided : .proven
  }

  /// The counts of both.
  static func + (left: PairCounts, right: PairCounts) -> PairCounts {
    PairCounts(
      checked: left.checked + right.checked, violating: left.violating + right.violating,
      undecided: left.undecided + right.undecided)
  }
}
