public import TierPolicy

/// Whether an earlier review had a finding.
public enum BaselineState: String, Hashable, Sendable, CaseIterable {
  /// The earlier review did not have it.
  case new
  /// The earlier review had it, and it opens more now.
  case grown
  /// The earlier review had it, and it opens less now.
  case shrunk
  /// The earlier review had it as it is now.
  case unchanged
}

/// What changed since an earlier review.
public struct ReviewChanges: Hashable, Sendable {
  /// The day of the earlier review.
  public var since: CalendarDate
  /// The version of the program that made it.
  public var toolVersion: String
  /// Whether the policy was another one.
  public var hasOtherPolicy: Bool
  /// The findings of the earlier review that are gone.
  public var fixed: [EarlierFinding]
  /// The rules of which the verdict is another one, and the rules that came or went.
  public var verdicts: [VerdictChange]
  /// The machines and services that came, by name and id; nil when the earlier review lists none.
  public var added: [String]?
  /// The machines and services that went.
  public var removed: [String]?
  /// The files that came, went or have other bytes, each with what became of it.
  public var inputs: [String]
  /// The violated rules with more violating pairs than before that no finding shows.
  public var grownRules: Set<String>

  /// A rule of which the verdict is another one.
  public struct VerdictChange: Hashable, Sendable {
    /// The rule.
    public var rule: String
    /// The verdict of the earlier review; empty when it did not ask the rule.
    public var before: String
    /// The verdict now; empty when the rule is not asked any more.
    public var now: String
  }
}

/// A finding of an earlier review.
public struct EarlierFinding: Hashable, Sendable {
  /// The name by which it was cited.
  public var id: String
  /// Its whole hash; empty in reports that had none.
  public var fingerprint: String
  /// The rule that was broken.
  public var rule: String
  /// What was wrong.
  public var title: String
  /// How much it mattered.
  public var severity: String
  /// Whether waivers excepted it.
  public var isWaived: Bool
  /// How many pairs it had.
  public var pairs: Int
  /// Everything that it opened.
  public var whole: WholeSet
  /// The day of the first review that had it.
  public var firstSeen: CalendarDate?
}
