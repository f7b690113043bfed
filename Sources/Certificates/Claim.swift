public import PacketSets
public import Topology

/// That nobody of some parties can open any connection of some traffic to others.
public struct Claim: Hashable, Sendable {
  /// The name of the rule that says so.
  public var rule: String
  /// The endpoints that might open connections, sorted.
  public var sources: [ID<Endpoint>]
  /// The addresses outside that might.
  public var outsideSources: [OutsideAddresses]
  /// The endpoints to which they might be opened, sorted.
  public var destinations: [ID<Endpoint>]
  /// The addresses outside to which they might.
  public var outsideDestinations: [OutsideAddresses]
  /// The connections.
  public var traffic: TrafficSet
  /// Whether those count as well that balancers and proxies open on behalf of the sources.
  public var countsProxies: Bool

  /// Addresses of a world.
  public struct OutsideAddresses: Hashable, Sendable {
    /// The world.
    public var world: ID<World>
    /// The addresses.
    public var addresses: AddressSet

    /// Creates a set.
    public init(world: ID<World>, addresses: AddressSet) {
      self.world = world
      self.addresses = addresses
    }
  }

  /// Creates a claim.
  public init(
    rule: String, sources: [ID<Endpoint>], outsideSources: [OutsideAddresses],
    destinations: [ID<Endpoint>], outsideDestinations: [OutsideAddresses], traffic: TrafficSet,
    countsProxies: Bool
  ) {
    self.rule = rule
    self.sources = sources.sorted()
    self.outsideSources = outsideSources
    self.destinations = destinations.sorted()
    self.outsideDestinations = outsideDestinations
    self.traffic = traffic
    self.countsProxies = countsProxies
  }
}
