public import PacketSets
public import Topology

/// Builds small graphs in few lines, for tests.
///
///     var build = TopologyBuilder()
///     let network = build.network("main", "10.0.0.0/16")
///     let front = build.subnet("front", "10.0.1.0/24", in: network)
///     let web = build.securityGroup("web", inbound: [.allow(.tcp(443))])
///     let server = build.endpoint("server", "10.0.1.5", in: front, groups: [web])
///
/// Text that is not an address or a prefix ends the program: it is the test's own mistake.
public struct TopologyBuilder: Sendable {
  /// The graph as far as it is built.
  public var topology = Topology()

  /// Starts with an empty graph.
  public init() {}

  /// Adds a network with the given prefixes.
  public mutating func network(_ name: String, _ prefixes: String...) -> ID<Network> {
    topology.add(Network(id: name, prefixes: prefixes.map(TestText.prefix)))
  }

  /// Adds a subnet with a route table of its own, which has the local routes of its network.
  ///
  /// Without prefixes of the network nothing is routed; `route` adds further routes.
  public mutating func subnet(
    _ name: String, _ prefixes: String..., in network: ID<Network>, inbound: ID<Filter>? = nil,
    outbound: ID<Filter>? = nil
  ) -> ID<Subnet> {
    let local = topology.networks[network].prefixes.map {
      Route(destinations: [$0], target: .local)
    }
    let table = topology.add(RouteTable(id: "\(name)-routes", routes: local))
    return topology.add(
      Subnet(
        id: name, network: network, prefixes: prefixes.map(TestText.prefix), routeTable: table,
        inbound: inbound, outbound: outbound))
  }

  /// Adds a machine with one interface.
  ///
  /// The public address stands for the first address. Without groups nothing is filtered.
  public mutating func endpoint(
    _ name: String, _ addresses: String..., in subnet: ID<Subnet>, publicAddress: String? = nil,
    groups: [SecurityGroup] = [], initiates: Bool = true, offers: TrafficSet = .all
  ) -> ID<Endpoint> {
    var binding = FilterBinding.open
    if !groups.isEmpty {
      binding = FilterBinding(
        groups: groups.map(\.group),
        inbound: [FilterStage(groups.map(\.inbound), layer: .instanceFilter)],
        outbound: [FilterStage(groups.map(\.outbound), layer: .instanceFilter)])
    }
    return endpoint(
      name, addresses, in: subnet, publicAddress: publicAddress, binding: binding,
      initiates: initiates, offers: offers)
  }

  /// Adds a machine with one interface that carries a binding of its own.
  public mutating func endpoint(
    _ name: String, _ addresses: [String], in subnet: ID<Subnet>, publicAddress: String? = nil,
    binding: FilterBinding, initiates: Bool = true, offers: TrafficSet = .all
  ) -> ID<Endpoint> {
    var own = addresses.map { EndpointAddress(TestText.address($0)) }
    if let publicAddress, !own.isEmpty { own[0].publicAddress = TestText.address(publicAddress) }
    let resource = topology.add(Resource(id: name, kind: .instance))
    return topology.add(
      Endpoint(
        id: "\(name)-interface", resource: resource, subnet: subnet, addresses: own,
        binding: topology.add(binding), initiates: initiates, offers: offers))
  }

  /// Adds something that is not known.
  public mutating func assumption(_ statement: String) -> ID<Assumption> {
    topology.add(Assumption(statement: statement, remedy: "export it"))
  }

  /// Adds a world outside.
  public mutating func world(_ name: String, _ prefixes: String...) -> ID<World> {
    let addresses = AddressSet(prefixes.map(TestText.prefix))
    return topology.add(World(id: name, name: name, kind: .onPremises, addresses: addresses))
  }
}

/// The text of tests, read as the values it stands for.
public enum TestText {
  /// Reads an address.
  public static func address(_ text: String) -> IPAddress {
    guard let address = IPAddress(text) else { preconditionFailure("no address: \(text)") }
    return address
  }

  /// Reads a prefix.
  public static func prefix(_ text: String) -> Prefix {
    guard let prefix = Prefix(text) else { preconditionFailure("no prefix: \(text)") }
    return prefix
  }
}
