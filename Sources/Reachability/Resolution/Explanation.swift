public import PacketSets

/// Everything that can be told about the connections from one party to another.
public struct Explanation: Hashable, Sendable {
  /// The party that opens them, for people.
  public var source: String
  /// The party to which they are opened, for people.
  public var destination: String
  /// The address from which they are opened, when it is known.
  public var sourceAddress: IPAddress?
  /// The address that is asked for, when it is known.
  public var destinationAddress: IPAddress?
  /// All connections that are possible between the two addresses; nil when nobody has the second.
  public var connection: Connection?
  /// The verdict about the asked connections; nil when no ports were asked about.
  public var ruling: FlowRuling?
  /// The way of one of the asked packets, and of its answer.
  public var trace: Trace?
  /// What does not pass, by protocol, with what stops it; only when no ports were asked about.
  public var blocked: [BlockedTraffic]

  /// Creates an explanation.
  public init(
    source: String, destination: String, sourceAddress: IPAddress? = nil,
    destinationAddress: IPAddress? = nil, connection: Connection? = nil, ruling: FlowRuling? = nil,
    trace: Trace? = nil, blocked: [BlockedTraffic] = []
  ) {
    self.source = source
    self.destination = destination
    self.sourceAddress = sourceAddress
    self.destinationAddress = destinationAddress
    self.connection = connection
    self.ruling = ruling
    self.trace = trace
    self.blocked = blocked
  }
}

/// Traffic that does not pass, and the way of one of its packets.
public struct BlockedTraffic: Hashable, Sendable {
  /// The traffic.
  public var traffic: TrafficSet
  /// The way of one of its packets; nil when there is no such packet.
  public var trace: Trace?

  /// Creates a part of what does not pass.
  public init(traffic: TrafficSet, trace: Trace?) {
    self.traffic = traffic
    self.trace = trace
  }
}
