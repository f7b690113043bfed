public import PacketSets

/// A gateway to services of a world that are asked for at public addresses from private ones.
///
/// Connections go out under the source's own address; only their answers come back.
public struct ServiceGateway: Hashable, Sendable {
  /// Where the services live.
  public var world: ID<World>
  /// What it carries, by the packets that go out.
  public var traffic: TrafficSet

  /// Creates a gateway to services.
  public init(world: ID<World>, traffic: TrafficSet) {
    self.world = world
    self.traffic = traffic
  }
}
