public import Documents

/// A policy held against a graph: who is in which tier, and what came of each rule and waiver.
public struct PolicyReview: Hashable, Sendable {
  /// The system's name; empty where the policy gives none.
  public var system: String
  /// Where the policy comes from.
  public var source: PolicySource
  /// The day on which waivers were judged.
  public var asOf: CalendarDate
  /// The tiers with their members; built-in ones only where a rule speaks of them.
  public var tiers: [TierReview]
  /// The full membership of the same tiers, in the same order.
  public var memberships: [TierMembership]
  /// What came of each rule, in the order of the policy.
  public var rules: [RuleResult]
  /// Rules of the baseline that were not asked, because a tier of theirs has no members.
  public var skipped: [SkippedRule]
  /// What came of each waiver, in the order of the policy.
  public var waivers: [WaiverResult]
  /// The register of flows that are allowed on purpose.
  public var flows: [AllowedFlow]
  /// Remarks about the policy, by place.
  public var notes: [Diagnostic]

  /// A rule that was not asked.
  public struct SkippedRule: Hashable, Sendable {
    /// The rule.
    public var rule: PolicyRule
    /// Why it was not asked.
    public var reason: String

    /// Creates the account of a rule that was not asked.
    public init(rule: PolicyRule, reason: String) {
      self.rule = rule
      self.reason = reason
    }
  }

  /// Waivers that still hold and except nothing that breaks their rule.
  public var unusedWaivers: [WaiverResult] {
    waivers.filter { $0.state != .expired && !$0.isUsed }
  }

  /// Waivers whose last day is past.
  public var expiredWaivers: [WaiverResult] { waivers.filter { $0.state == .expired } }

  /// Waivers that end within 30 days of the review.
  public var expiringWaivers: [WaiverResult] { waivers.filter { $0.state == .expiring } }

  /// How many rules have a verdict, the waived ones not counted.
  public func count(of verdict: Verdict) -> Int {
    rules.count { $0.verdict == verdict && !$0.isWaived }
  }

  /// How many rules hold only because of waivers.
  public var waivedCount: Int { rules.count(where: \.isWaived) }
}
