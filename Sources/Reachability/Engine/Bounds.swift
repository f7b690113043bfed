import PacketSets

/// Two traffic sets, what certainly passes and what may pass, and why they differ.
struct Bounds: Hashable {
  /// What certainly passes.
  var certain: TrafficID
  /// What may pass; it holds everything certain.
  var possible: TrafficID
  /// What is missing to know the difference.
  var reasons: ReasonID

  /// Bounds that are equal, so that nothing is open.
  @inline(__always)
  static func exactly(_ traffic: TrafficID) -> Bounds {
    Bounds(certain: traffic, possible: traffic, reasons: .none)
  }

  /// Nothing passes.
  static let nothing = Bounds.exactly(.empty)
  /// Everything passes.
  static let everything = Bounds.exactly(.all)

  /// Whether certainly nothing passes.
  @inline(__always) var isNothing: Bool { possible == .empty }
}
