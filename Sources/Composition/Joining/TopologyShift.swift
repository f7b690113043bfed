import Topology

/// How the numbers of a fragment become numbers of the joined graph.
struct TopologyShift {
  private let networks: Int
  private let subnets: Int
  private let resources: Int
  private let endpoints: Int
  private let groups: Int
  private let filters: Int
  private let bindings: Int
  private let routeTables: Int
  private let gateways: Int
  private let assumptions: Int
  /// The number in the joined graph of each world of the fragment.
  private let worlds: [ID<World>]

  /// The shift that places a fragment behind what a graph holds already.
  init(behind topology: Topology, worlds: [ID<World>]) {
    networks = topology.networks.count
    subnets = topology.subnets.count
    resources = topology.resources.count
    endpoints = topology.endpoints.count
    groups = topology.groups.count
    filters = topology.filters.count
    bindings = topology.bindings.count
    routeTables = topology.routeTables.count
    gateways = topology.gateways.count
    assumptions = topology.assumptions.count
    self.worlds = worlds
  }

  func callAsFunction(_ id: ID<Network>) -> ID<Network> { ID(id.index + networks) }
  func callAsFunction(_ id: ID<Subnet>) -> ID<Subnet> { ID(id.index + subnets) }
  func callAsFunction(_ id: ID<Resource>) -> ID<Resource> { ID(id.index + resources) }
  func callAsFunction(_ id: ID<Endpoint>) -> ID<Endpoint> { ID(id.index + endpoints) }
  func callAsFunction(_ id: ID<IdentityGroup>) -> ID<IdentityGroup> { ID(id.index + groups) }
  func callAsFunction(_ id: ID<Filter>) -> ID<Filter> { ID(id.index + filters) }
  func callAsFunction(_ id: ID<FilterBinding>) -> ID<FilterBinding> { ID(id.index + bindings) }
  func callAsFunction(_ id: ID<RouteTable>) -> ID<RouteTable> { ID(id.index + routeTables) }
  func callAsFunction(_ id: ID<Gateway>) -> ID<Gateway> { ID(id.index + gateways) }
  func callAsFunction(_ id: ID<Assumption>) -> ID<Assumption> { ID(id.index + assumptions) }
  func callAsFunction(_ id: ID<World>) -> ID<World> { worlds[id.index] }
}
