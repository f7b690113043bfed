public import PacketSets

/// A question about many pairs at once, such as whether any source can reach a destination.
public struct FlowQuestion: Hashable, Sendable {
  /// Who might open the connection.
  public var sources: PartySet
  /// To whom.
  public var destinations: PartySet
  /// Which connections are asked about, by their first packet.
  public var traffic: TrafficSet
  /// What makes a pair count as connected.
  public var mode: FlowMode
  /// How many examples are wanted at most.
  public var exampleLimit: Int

  /// Creates a question.
  public init(
    sources: PartySet, destinations: PartySet, traffic: TrafficSet, mode: FlowMode = .anyOf,
    exampleLimit: Int = 20
  ) {
    self.sources = sources
    self.destinations = destinations
    self.traffic = traffic
    self.mode = mode
    self.exampleLimit = exampleLimit
  }
}

/// What makes a pair count as connected.
public enum FlowMode: Hashable, Sendable {
  /// At least one connection of the traffic is possible: what a prohibition asks.
  case anyOf
  /// Every connection of the traffic is possible for a client with usual source ports; for a set
  /// of addresses outside, from at least one of them: what a requirement asks.
  case allOf
}
