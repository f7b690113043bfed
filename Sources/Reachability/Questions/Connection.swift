public import PacketSets
public import Topology

/// Which new connections are possible from one party to another, as two bounds.
public struct Connection: Hashable, Sendable {
  /// The connections that certainly succeed, answer included, by their first packet.
  public var certain: TrafficSet
  /// The connections that may succeed; every certain one is among them.
  public var possible: TrafficSet
  /// What is missing to know the difference, sorted.
  public var assumptions: [ID<Assumption>]

  /// Creates a pair of bounds.
  public init(certain: TrafficSet, possible: TrafficSet, assumptions: [ID<Assumption>] = []) {
    self.certain = certain
    self.possible = possible
    self.assumptions = assumptions
  }

  /// No connection at all.
  public static let none = Connection(certain: .empty, possible: .empty)

  /// Whether both bounds are the same.
  public var isDecided: Bool { certain == possible }
}
