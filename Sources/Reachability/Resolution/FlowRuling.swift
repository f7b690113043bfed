public import PacketSets
public import Topology

/// A row of a list of connections that are asked about.
public struct FlowRow: Hashable, Sendable {
  /// The word for the party that opens the connection.
  public var source: String
  /// The word for the party to which it is opened.
  public var destination: String
  /// Which connections are meant.
  public var traffic: TrafficRequest

  /// Creates a row.
  public init(from source: String, to destination: String, _ traffic: TrafficRequest) {
    self.source = source
    self.destination = destination
    self.traffic = traffic
  }
}

/// What was found out about a row.
public struct FlowRuling: Hashable, Sendable {
  /// Whether the connections succeed, answer included.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// All of them certainly do, from every source port that a client usually has.
    case delivered
    /// Not all of them do, from whichever source port from 1024.
    case blocked
    /// It depends on what the exports do not hold, or on the source port.
    case undecided
  }

  /// Which way a packet went that was stopped.
  public enum Direction: String, Hashable, Sendable {
    /// The first packet did not arrive.
    case forward
    /// The answer did not come back.
    case answer
  }

  /// Whether the connections succeed.
  public var verdict: Verdict
  /// Which packet was stopped, where one was.
  public var direction: Direction?
  /// The layer and the id of what stopped it, such as `subnet-filter:acl-1`.
  public var blockedBy: String?
  /// What is missing to decide, sorted.
  public var assumptions: [ID<Assumption>]
  /// A sentence about the verdict; empty when there is nothing to add.
  public var message: String
  /// The client outside that gets through, when the question names none.
  public var client: IPAddress?

  /// Creates a ruling.
  public init(
    _ verdict: Verdict, direction: Direction? = nil, blockedBy: String? = nil,
    assumptions: [ID<Assumption>] = [], message: String = "", client: IPAddress? = nil
  ) {
    self.verdict = verdict
    self.direction = direction
    self.blockedBy = blockedBy
    self.assumptions = assumptions
    self.message = message
    self.client = client
  }
}
