public import PacketSets
public import Topology

/// A set of parties: endpoints of the graph and addresses of worlds outside.
public struct PartySet: Hashable, Sendable {
  /// The endpoints, one claim for each endpoint of the graph.
  public var endpoints: EndpointSet
  /// The addresses outside, by world; a world without addresses is not listed.
  public var outside: [OutsideSet]

  /// Creates a set.
  public init(endpoints: EndpointSet, outside: [OutsideSet] = []) {
    self.endpoints = endpoints
    self.outside = outside
  }

  /// Whether nobody is in the set.
  public var isEmpty: Bool { endpoints.isEmpty && outside.isEmpty }
}

/// Addresses of one world.
public struct OutsideSet: Hashable, Sendable {
  /// The world.
  public var world: ID<World>
  /// The addresses; those that do not live in the world are ignored.
  public var addresses: AddressSet
  /// The name by which the set goes in answers, such as `internet` or `office`.
  public var name: String

  /// Creates a set of addresses outside.
  public init(world: ID<World>, addresses: AddressSet, name: String) {
    self.world = world
    self.addresses = addresses
    self.name = name
  }
}
