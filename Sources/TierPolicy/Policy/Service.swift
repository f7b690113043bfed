public import Documents
public import PacketSets

/// A name for traffic.
public struct Service: Hashable, Sendable {
  /// The name by which rules speak of it.
  public var name: String
  /// The traffic that it stands for.
  public var traffic: TrafficSet
  /// Where it stands in the file.
  public var location: SourceLocation

  /// Creates a service.
  public init(name: String, traffic: TrafficSet, location: SourceLocation = .unknown) {
    self.name = name
    self.traffic = traffic
    self.location = location
  }
}
