public import PacketSets
public import Topology

/// The answer to a `FlowQuestion`: exact counts, and examples to show.
///
/// A pair is two different endpoints, or a set of addresses outside and an endpoint.
public struct FlowAnswer: Hashable, Sendable {
  /// How many pairs the question covers.
  public var pairsChecked: Int
  /// How many of them are certainly connected.
  public var pairsConnected: Int
  /// How many of them may or may not be connected.
  public var pairsUndecided: Int
  /// Connected pairs to show, the most telling first; each stands for a group of alike pairs.
  public var connected: [FlowExample]
  /// Undecided pairs to show.
  public var undecided: [FlowExample]
  /// Pairs that are certainly not connected, to show what stops them.
  public var blocked: [FlowExample]
  /// What is missing to decide the undecided pairs, sorted.
  public var assumptions: [ID<Assumption>]

  /// Creates an answer.
  public init(
    pairsChecked: Int = 0, pairsConnected: Int = 0, pairsUndecided: Int = 0,
    connected: [FlowExample] = [], undecided: [FlowExample] = [], blocked: [FlowExample] = [],
    assumptions: [ID<Assumption>] = []
  ) {
    self.pairsChecked = pairsChecked
    self.pairsConnected = pairsConnected
    self.pairsUndecided = pairsUndecided
    self.connected = connected
    self.undecided = undecided
    self.blocked = blocked
    self.assumptions = assumptions
  }
}

/// A pair of parties that stands for a group of alike pairs.
public struct FlowExample: Hashable, Sendable {
  /// The party that opens the connection; for a set of addresses outside, one of them.
  public var source: Party
  /// The name of the set of addresses outside from which the source comes, if it does.
  public var sourceName: String?
  /// The party to which it is opened.
  public var destination: Party
  /// The connections of the question that are possible between them.
  public var connection: Connection
  /// The addresses outside for which the same holds; empty for endpoints.
  public var sourceAddresses: AddressSet
  /// How many pairs are alike.
  public var pairCount: Int

  /// Creates an example.
  public init(
    source: Party, sourceName: String? = nil, destination: Party, connection: Connection,
    sourceAddresses: AddressSet = .empty, pairCount: Int = 1
  ) {
    self.source = source
    self.sourceName = sourceName
    self.destination = destination
    self.connection = connection
    self.sourceAddresses = sourceAddresses
    self.pairCount = pairCount
  }
}
