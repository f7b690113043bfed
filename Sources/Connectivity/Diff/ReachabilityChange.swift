public import Documents
public import Topology

/// A change of who can reach whom, with the rule that made it.
public struct ReachabilityChange: Hashable, Sendable {
  /// Who opens the connections.
  public var source: DiffParty
  /// To whom.
  public var destination: DiffParty
  /// What changed.
  public var change: ConnectionChange
  /// How many pairs changed so; a set of addresses counts as one party.
  public var pairCount: Int
  /// What made it, shown by one packet; nil where no single packet shows it.
  public var cause: ChangeCause?

  /// Creates a change.
  public init(
    source: DiffParty, destination: DiffParty, change: ConnectionChange, pairCount: Int,
    cause: ChangeCause? = nil
  ) {
    self.source = source
    self.destination = destination
    self.change = change
    self.pairCount = pairCount
    self.cause = cause
  }
}

/// What lets a packet pass in one graph and what stops it in the other.
public struct ChangeCause: Hashable, Sendable {
  /// The packet, as text.
  public var packet: String
  /// The step that lets it pass where it passes.
  public var passes: Step?
  /// The step that stops it where it does not.
  public var stops: Step?

  /// A step in one of the graphs.
  public struct Step: Hashable, Sendable {
    /// Whether it stands in the new graph.
    public var isNew: Bool
    /// The layer that decides.
    public var layer: Layer
    /// What people call what decides.
    public var name: String
    /// The rule; empty when none matches.
    public var rule: String
    /// Why the packet ends; empty where it passes.
    public var reason: String
    /// Where the rule stands in the exports of its graph.
    public var location: SourceLocation
  }
}

/// All changes between two graphs.
public struct ReachabilityDiff: Hashable, Sendable {
  /// The changes, by source and destination in the order of the graphs; worlds come last.
  public var changes: [ReachabilityChange]
  /// The endpoints that are only in the new graph.
  public var added: [ID<Endpoint>]
  /// The endpoints that were only in the old graph.
  public var removed: [ID<Endpoint>]

  /// Whether anybody can reach anybody as before.
  public var isEmpty: Bool { changes.isEmpty }
}
