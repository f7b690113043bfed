public import PacketSets

/// Who of one group can open which connections to whom of another.
public struct MatrixCell: Hashable, Sendable {
  /// The number of the group that opens connections.
  public var source: Int
  /// The number of the group to which they are opened.
  public var destination: Int
  /// How many pairs there are; a set of addresses outside counts as one party.
  public var pairsChecked: Int
  /// How many of them are certainly connected.
  public var pairsConnected: Int
  /// How many of them may or may not be connected.
  public var pairsUndecided: Int
  /// What certainly succeeds between at least one pair.
  public var certain: TrafficSet
  /// What may succeed between at least one pair; it holds everything certain.
  public var possible: TrafficSet

  /// Creates a cell.
  public init(
    source: Int, destination: Int, pairsChecked: Int, pairsConnected: Int, pairsUndecided: Int,
    certain: TrafficSet, possible: TrafficSet
  ) {
    self.source = source
    self.destination = destination
    self.pairsChecked = pairsChecked
    self.pairsConnected = pairsConnected
    self.pairsUndecided = pairsUndecided
    self.certain = certain
    self.possible = possible
  }
}
