public import Documents
public import PacketSets

/// An entry of the register of flows that are allowed on purpose.
public struct AllowedFlow: Hashable, Sendable {
  /// The tiers from which the flow comes.
  public var sources: [String]
  /// The tiers to which it goes.
  public var destinations: [String]
  /// The services as the file names them; empty for any traffic.
  public var services: [String]
  /// The traffic that the services stand for.
  public var traffic: TrafficSet
  /// Who answers for it.
  public var owner: String
  /// What it is for.
  public var why: String
  /// Where it stands in the file.
  public var location: SourceLocation

  /// Creates an entry.
  public init(
    sources: [String], destinations: [String], services: [String] = [],
    traffic: TrafficSet = .all, owner: String = "", why: String = "",
    location: SourceLocation = .unknown
  ) {
    self.sources = sources
    self.destinations = destinations
    self.services = services
    self.traffic = traffic
    self.owner = owner
    self.why = why
    self.location = location
  }
}
