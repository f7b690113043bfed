/// Whether a rule matches a packet, as far as that can be said.
///
/// The cases stand in the order in which they outweigh each other: a rule with two conditions has
/// the stronger outcome of both.
enum MatchOutcome: Int, Hashable, Comparable, Sendable {
  /// It certainly matches.
  case yes
  /// It matches as long as a rate is not exceeded.
  case quiet
  /// It matches when the sender on this host so chooses.
  case chosen
  /// It matches only when a rate is exceeded.
  case busy
  /// It may match or not.
  case maybe
  /// It certainly does not match.
  case no

  static func < (left: MatchOutcome, right: MatchOutcome) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The outcome of both conditions together.
  func and(_ other: MatchOutcome) -> MatchOutcome { max(self, other) }

  init(_ truth: Bool?) { self = truth.map { $0 ? .yes : .no } ?? .maybe }
}
