import Topology

/// How the numbers of a graph become numbers of another one.
struct TopologyShift {
  private let networks: Renumbering
  private let subnets: Renumbering
  private let resources: Renumbering
  private let endpoints: Renumbering
  private let groups: Renumbering
  private let filters: Renumbering
  private let bindings: Renumbering
  private let routeTables: Renumbering
  private let gateways: Renumbering
  private let assumptions: Renumbering
  private let worlds: Renumbering

  /// How the numbers of one kind of elements change.
  private enum Renumbering {
    /// By as many as stand before them.
    case behind(Int)
    /// To those of a table; an element that goes has the number that the next one gets.
    case table([Int])

    func callAsFunction(_ number: Int) -> Int {
      switch self {
      case .behind(let count): number + count
      case .table(let numbers): numbers[number]
      }
    }

    /// The numbers without some of them.
    static func without<Element>(_ gone: Set<ID<Element>>, of count: Int) -> Renumbering {
      var numbers: [Int] = []
      var next = 0
      for number in 0..<count {
        numbers.append(next)
        if !gone.contains(ID(number)) { next += 1 }
      }
      return .table(numbers)
    }
  }

  /// The shift that places a fragment behind what a graph holds already.
  init(behind topology: Topology, worlds: [ID<World>]) {
    networks = .behind(topology.networks.count)
    subnets = .behind(topology.subnets.count)
    resources = .behind(topology.resources.count)
    endpoints = .behind(topology.endpoints.count)
    groups = .behind(topology.groups.count)
    filters = .behind(topology.filters.count)
    bindings = .behind(topology.bindings.count)
    routeTables = .behind(topology.routeTables.count)
    gateways = .behind(topology.gateways.count)
    assumptions = .behind(topology.assumptions.count)
    self.worlds = .table(worlds.map(\.index))
  }

  /// The shift that closes the gaps that elements leave.
  init(
    without topology: Topology, networks: Set<ID<Network>>, subnets: Set<ID<Subnet>>,
    resources: Set<ID<Resource>>, endpoints: Set<ID<Endpoint>>, gateways: Set<ID<Gateway>>,
    worlds: Set<ID<World>>
  ) {
    self.networks = .without(networks, of: topology.networks.count)
    self.subnets = .without(subnets, of: topology.subnets.count)
    self.resources = .without(resources, of: topology.resources.count)
    self.endpoints = .without(endpoints, of: topology.endpoints.count)
    self.gateways = .without(gateways, of: topology.gateways.count)
    self.worlds = .without(worlds, of: topology.worlds.count)
    groups = .behind(0)
    filters = .behind(0)
    bindings = .behind(0)
    routeTables = .behind(0)
    assumptions = .behind(0)
    gone = Gone(
      networks: networks, subnets: subnets, resources: resources, endpoints: endpoints,
      gateways: gateways, worlds: worlds)
  }

  /// What leaves a graph.
  private struct Gone {
    var networks: Set<ID<Network>> = []
    var subnets: Set<ID<Subnet>> = []
    var resources: Set<ID<Resource>> = []
    var endpoints: Set<ID<Endpoint>> = []
    var gateways: Set<ID<Gateway>> = []
    var worlds: Set<ID<World>> = []
  }

  private var gone = Gone()

  /// The graph without what leaves it.
  func applied(to topology: Topology) -> Topology {
    var result = topology
    func left<Element>(_ elements: [Element], _ gone: Set<ID<Element>>) -> [Element] {
      zip(elements.ids, elements).filter { !gone.contains($0.0) }.map { $0.1 }
    }
    result.networks = left(topology.networks, gone.networks)
    result.subnets = left(topology.subnets, gone.subnets).map { shifted($0) }
    result.resources = left(topology.resources, gone.resources)
    result.endpoints = left(topology.endpoints, gone.endpoints).map { shifted($0) }
    result.gateways = left(topology.gateways, gone.gateways).map { shifted($0) }
    result.worlds = left(topology.worlds, gone.worlds)
    result.groups = topology.groups.map { shifted($0) }
    result.filters = topology.filters.map { shifted($0) }
    result.bindings = topology.bindings.map { shifted($0) }
    result.routeTables = topology.routeTables.map { shifted($0) }
    result.proxies = topology.proxies.map { shifted($0) }
    result.forwardings = topology.forwardings.map { shifted($0) }
    return result
  }

  func callAsFunction(_ id: ID<Network>) -> ID<Network> { ID(networks(id.index)) }
  func callAsFunction(_ id: ID<Subnet>) -> ID<Subnet> { ID(subnets(id.index)) }
  func callAsFunction(_ id: ID<Resource>) -> ID<Resource> { ID(resources(id.index)) }
  func callAsFunction(_ id: ID<Endpoint>) -> ID<Endpoint> { ID(endpoints(id.index)) }
  func callAsFunction(_ id: ID<IdentityGroup>) -> ID<IdentityGroup> { ID(groups(id.index)) }
  func callAsFunction(_ id: ID<Filter>) -> ID<Filter> { ID(filters(id.index)) }
  func callAsFunction(_ id: ID<FilterBinding>) -> ID<FilterBinding> { ID(bindings(id.index)) }
  func callAsFunction(_ id: ID<RouteTable>) -> ID<RouteTable> { ID(routeTables(id.index)) }
  func callAsFunction(_ id: ID<Gateway>) -> ID<Gateway> { ID(gateways(id.index)) }
  func callAsFunction(_ id: ID<Assumption>) -> ID<Assumption> { ID(assumptions(id.index)) }
  func callAsFunction(_ id: ID<World>) -> ID<World> { ID(worlds(id.index)) }
}
