import Topology

/// What came of one way of a packet, or of several ways of which one is taken.
struct Finding {
  /// How sure it is that the connection exists.
  var chance: Chance
  /// What is missing to be sure.
  var assumptions: [ID<Assumption>]
  /// The way to show.
  var shown: Journey

  /// What came of one way that has ended.
  init(_ journey: Journey) {
    chance = journey.chance
    assumptions = journey.assumptions
    shown = journey
  }

  /// What comes of several ways of which one is taken and it is not known which.
  ///
  /// The way to show is the first that has the common result, or else the first that may pass.
  init(oneOf ways: [Finding], or nothing: Journey) {
    self.init(nothing)
    guard
      let best = ways.first(where: { $0.chance == .always }) ?? ways.first(where: {
        $0.chance == .maybe
      }) ?? ways.first
    else { return }
    chance = Chance.ofOne(ways.map(\.chance))
    assumptions = ways.flatMap(\.assumptions)
    shown = best.shown
  }
}
