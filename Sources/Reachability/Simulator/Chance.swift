/// How sure it is that a packet passes.
///
/// What the exports do not hold can neither stop a packet for certain nor let it pass for certain.
/// The least of several chances is the chance of passing all of them one after another; the
/// greatest is the chance of passing any of them.
enum Chance: Comparable, Sendable {
  /// It certainly does not pass.
  case never
  /// It may pass.
  case maybe
  /// It certainly passes.
  case always

  /// What comes of several ways of which one is taken and it is not known which; none is never.
  static func ofOne(_ ways: [Chance]) -> Chance {
    guard let least = ways.min(), let greatest = ways.max() else { return .never }
    return least == greatest ? least : .maybe
  }
}
