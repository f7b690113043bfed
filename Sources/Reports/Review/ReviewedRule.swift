public import TierPolicy

/// What came of a rule.
public struct ReviewedRule: Hashable, Sendable {
  /// The name by which it is cited.
  public var id: String
  /// The rule as a sentence without a full stop.
  public var title: String
  /// What it demands of its sources.
  public var form: PolicyRule.Form
  /// The traffic that it is about.
  public var traffic: String
  /// How much it matters.
  public var severity: Severity
  /// Why it is there, in the owner's words.
  public var why: String
  /// The requirements that it gives evidence for.
  public var references: [String]
  /// Where it stands, as `path:line:column`; empty for a rule of the baseline.
  public var place: String
  /// What is known about it, with what active waivers except left out.
  public var verdict: Verdict
  /// What is known about it, waivers aside.
  public var verdictWithoutWaivers: Verdict
  /// Whether it holds only because of waivers.
  public var isWaived: Bool
  /// The pairs behind the verdict, with what active waivers except left out.
  public var pairs: PairCounts
  /// The pairs, waivers aside.
  public var pairsWithoutWaivers: PairCounts
  /// Remarks for people.
  public var notes: [String]
  /// The findings against it.
  public var findings: [String]
  /// The gaps on which it hangs.
  public var gaps: [String]
  /// A packet of a pair that may break it, when there is one.
  public var doubt: PacketPath?
  /// A packet of a pair that keeps it: the attempt that came nearest, or one that gets through.
  public var evidence: PacketPath?
}

/// A tier with its members.
public struct ReviewedTier: Hashable, Sendable {
  /// The name by which rules speak of it.
  public var name: String
  /// How many endpoints belong to it.
  public var endpointCount: Int
  /// The addresses outside that belong to it, such as `office: 203.0.113.0/24`.
  public var outside: [String]
  /// Why its members are its members.
  public var reasons: [String]
  /// The first members, by name.
  public var sample: [String]
  /// Why nobody belongs to it; empty when somebody does.
  public var emptiness: String
  /// Whether it is one of the tiers that every policy has.
  public var isBuiltIn: Bool
}

/// An exception from a rule.
public struct ReviewedWaiver: Hashable, Sendable {
  /// The rule from which it excepts.
  public var rule: String
  /// What it lets pass, and until when.
  public var title: String
  /// Why there is an exception.
  public var reason: String
  /// Who answers for it.
  public var owner: String
  /// Who approved it.
  public var approvedBy: String
  /// Where it was discussed.
  public var ticket: String
  /// The last day on which it holds.
  public var expires: CalendarDate
  /// The days that are left; negative when the last one is past.
  public var daysLeft: Int
  /// Whether it holds.
  public var state: WaiverResult.State
  /// Whether anything in it breaks the rule or may break it.
  public var isUsed: Bool
  /// The pairs that it excepts.
  public var pairs: PairCounts
}
