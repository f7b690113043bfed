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
  ///   - allowIncomplete: Whether undecided and vacuous rules and incomplete input are forgiven;
  ///     that nothing was read never is.
  public init(of review: Review, failOn: Severity = .low, allowIncomplete: Bool = false) {
    let isViolated = review.rules.contains {
      !$0.isWaived && $0.verdict == .violated && $0.severity >= failOn
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
}
