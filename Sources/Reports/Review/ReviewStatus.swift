public import TierPolicy

/// The exit status of a review.
///
/// That the tool broke, or was asked the wrong way, is not among them: status 1 never means that.
public enum ReviewStatus: Int32, Hashable, Sendable, CaseIterable {
  /// Every rule is proven, or waived.
  case proven = 0
  /// A rule is violated, or a waiver has expired.
  case violated = 1
  /// Something could not be decided, or could not be read.
  case undecided = 3

  /// Judges a review.
  ///
  /// - Parameters:
  ///   - review: The review.
  ///   - failOn: The least severity of a violated rule that counts.
  ///   - newOnly: Whether only findings count that an earlier review did not have, or that opened
  ///     less then; a review that was not compared has nothing but new ones.
  ///   - allowIncomplete: Whether undecided and vacuous rules and incomplete input are forgiven;
  ///     that nothing was read never is.
  public init(
    of review: Review, failOn: Severity = .low, newOnly: Bool = false, allowIncomplete: Bool = false
  ) {
    let isViolated = review.rules.contains {
      !$0.isWaived && $0.verdict == .violated && $0.severity >= failOn
        && (!newOnly || Self.hasNew($0, review))
    }
    let hasExpired = review.waivers.contains { $0.state == .expired }
    let isOpen =
      review.rules.isEmpty || !review.isComplete
      || review.rules.contains {
        !$0.isWaived && ($0.verdict == .undecided || $0.verdict == .vacuous)
      }
    if isViolated || hasExpired {
      self = .violated
    } else if review.sizes.endpoints == 0 || (isOpen && !allowIncomplete) {
      self = .undecided
    } else {
      self = .proven
    }
  }

  /// Whether something breaks the rule that the earlier review did not have.
  private static func hasNew(_ rule: ReviewedRule, _ review: Review) -> Bool {
    guard let changes = review.changes else { return true }
    let findings = review.findings.filter { $0.rule == rule.id && !$0.isWaived }
    return findings.isEmpty || changes.grownRules.contains(rule.id)
      || findings.contains { $0.baseline == .new || $0.baseline == .grown }
  }
}
