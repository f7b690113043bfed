public import PacketSets
public import Topology

/// Gateways and the routes to them.
extension TopologyBuilder {
  /// Adds a route to the table of a subnet.
  public mutating func route(
    _ subnet: ID<Subnet>, _ prefix: String, to target: RouteTarget, rank: Int = 0
  ) {
    let table = topology.subnets[subnet].routeTable
    topology.routeTables[table].routes.append(
      Route(destinations: [TestText.prefix(prefix)], rank: rank, target: target))
  }

  /// Adds a route to the table of a subnet of which the destinations are not known.
  public mutating func possibleRoute(
    _ subnet: ID<Subnet>, _ prefix: String, to target: RouteTarget, because: ID<Assumption>
  ) {
    let possible = PossiblePeers(AddressSet(TestText.prefix(prefix)), because: because)
    let table = topology.subnets[subnet].routeTable
    topology.routeTables[table].routes.append(
      Route(text: "unknown list", destinations: [], possible: possible, target: target))
  }

  /// Makes the routes of a subnet unknown.
  public mutating func forgetRoutes(of subnet: ID<Subnet>, because assumption: ID<Assumption>) {
    topology.routeTables[topology.subnets[subnet].routeTable].unknown = assumption
  }

  /// Adds a gateway to a world that translates IPv4 one to one.
  public mutating func internetGateway(
    _ name: String, _ networks: ID<Network>..., world: ID<World> = Topology.internet
  ) -> ID<Gateway> {
    topology.add(Gateway(id: name, kind: .internet(world), networks: networks))
  }

  /// Adds a gateway that lets only answers in, over IPv6.
  public mutating func egressOnlyGateway(
    _ name: String, _ networks: ID<Network>..., world: ID<World> = Topology.internet
  ) -> ID<Gateway> {
    topology.add(Gateway(id: name, kind: .egressOnly(world), networks: networks))
  }

  /// Adds a gateway to services that are asked for at public addresses from private ones.
  public mutating func serviceGateway(
    _ name: String, _ networks: ID<Network>..., world: ID<World> = Topology.internet,
    traffic: TrafficSet
  ) -> ID<Gateway> {
    topology.add(
      Gateway(
        id: name, kind: .service(ServiceGateway(world: world, traffic: traffic)),
        networks: networks))
  }

  /// Adds a source translation that stands in the subnets of its interfaces.
  public mutating func sourceTranslation(
    _ name: String, _ interfaces: [ID<Endpoint>], networks: ID<Network>...,
    traffic: TrafficSet = TrafficSet(.tcp).union(TrafficSet(.udp)).union(TrafficSet(.icmp)),
    ports: ClosedRange<UInt16> = 1024...65535, reachesInternet: Bool = true
  ) -> ID<Gateway> {
    let translation = SourceTranslation(
      endpoints: interfaces, traffic: traffic, ports: ports, reachesInternet: reachesInternet)
    return topology.add(
      Gateway(id: name, kind: .sourceTranslation(translation), networks: networks))
  }

  /// Adds a peering that carries the prefixes of its two networks.
  public mutating func peering(
    _ name: String, _ first: ID<Network>, _ second: ID<Network>, keepsIdentity: Bool = true,
    isActive: Bool = true
  ) -> ID<Gateway> {
    let sides = [first, second].map { network in
      PeeringSide(
        network: network, id: topology.networks[network].id,
        prefixes: AddressSet(topology.networks[network].prefixes))
    }
    let peering = Peering(sides: sides, keepsIdentity: keepsIdentity, isActive: isActive)
    return topology.add(Gateway(id: name, kind: .peering(peering), networks: [first, second]))
  }

  /// Adds a peering to a network that is not in the exports.
  public mutating func peering(
    _ name: String, _ network: ID<Network>, toUnknown prefix: String, because: ID<Assumption>
  ) -> ID<Gateway> {
    let here = PeeringSide(
      network: network, id: topology.networks[network].id,
      prefixes: AddressSet(topology.networks[network].prefixes))
    let there = PeeringSide(
      network: nil, id: "unknown", prefixes: AddressSet(TestText.prefix(prefix)),
      unknown: because)
    return topology.add(
      Gateway(
        id: name, kind: .peering(Peering(sides: [here, there], keepsIdentity: true)),
        networks: [network]))
  }

  /// Adds a gateway of which it is only known that packets go there.
  public mutating func opaqueGateway(
    _ name: String, _ networks: ID<Network>..., mayTranslate: Bool = false,
    because assumption: ID<Assumption>, world: ID<World>? = nil
  ) -> ID<Gateway> {
    let opaque = OpaqueGateway(
      title: name, mayTranslate: mayTranslate, assumption: assumption, world: world)
    return topology.add(Gateway(id: name, kind: .opaque(opaque), networks: networks))
  }
}
