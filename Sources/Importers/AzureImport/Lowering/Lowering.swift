import Documents
import PacketSets
import Topology

/// Makes the neutral graph of an inventory, step by step.
struct Lowering: GraphLowering {
  /// What the exports hold.
  let inventory: Inventory
  /// The resources by their ids.
  let index: InventoryIndex
  /// The graph, as far as it is made.
  var topology = Topology()
  /// What was noticed on the way.
  var diagnostics = Diagnostics()

  /// The networks by the ids of their virtual networks.
  var networks: [AzureID: ID<Network>] = [:]
  /// The application security groups.
  var groups: [AzureID: ID<IdentityGroup>] = [:]
  /// The links of each network to others.
  var links: [AzureID: [PeerLink]] = [:]
  /// The admin rules that hold for each network of which they are exported.
  var adminRules: [AzureID: [Exported.AdminRule]] = [:]
  /// The admin rules that stand before those of security groups, each list once.
  var adminPreludes: [[FilterRule]: Int] = [[]: 0]
  /// The gateways to sites that each network uses.
  var sites: [AzureID: [SiteReach]] = [:]
  /// What `VirtualNetwork` and `Internet` mean in each subnet, by the index into `tagSets`.
  var tagsOfSubnets: [AzureID: Int] = [:]
  /// The different meanings, each once.
  var tagSets: [TagSet] = []
  /// The filters of security groups that exist already.
  var groupFilters: [GroupFilterKey: ID<Filter>] = [:]
  /// The filters beside the security groups, by what they are about.
  var specialFilters: [String: FilterPair] = [:]
  /// The bindings that exist already.
  var bindings: [FilterBinding: ID<FilterBinding>] = [:]
  /// What load balancers do for backends, by the address configuration of the backend.
  var published: [AzureID: Publication] = [:]
  /// The rules of load balancers with their backends.
  var plans: [ForwardingPlan] = []
  /// The endpoints of the frontends of each load balancer.
  var frontends: [AzureID: [ID<Endpoint>]] = [:]
  /// The endpoints of the placed interfaces, by their index.
  var endpointOfStation: [Int: ID<Endpoint>] = [:]
  /// The interfaces with their places, before they are endpoints.
  var stations: [Station] = []
  /// The parts of subnets by subnet and variant.
  var parts: [SubnetPart: ID<Subnet>] = [:]
  /// The tables that are still to be filled with routes.
  var pendingTables: [(number: ID<RouteTable>, part: SubnetPart)] = []
  /// The resources by their ids.
  var resources: [AzureID: ID<Resource>] = [:]
  /// The endpoints by network and private address.
  var endpointsByAddress: [PlacedAddress: ID<Endpoint>] = [:]
  /// The gateways by their ids.
  var gateways: [String: ID<Gateway>] = [:]
  /// The assumptions by what they are about.
  var assumptions: [String: ID<Assumption>] = [:]
  /// The codes and subjects that were diagnosed, so that each is told once.
  var told: Set<String> = []
  /// Subnets whose own traffic a route leads elsewhere, with the reason.
  var divertedSubnets: [AzureID: ID<Assumption>] = [:]

  /// Prepares the lowering of an inventory.
  init(_ inventory: Inventory) {
    self.inventory = inventory
    index = InventoryIndex(inventory)
  }

  /// Makes the whole graph.
  mutating func run() {
    addNetworks()
    addApplicationGroups()
    findAdminRules()
    addPeerings()
    addConnectedGroups()
    addNetworkGateways()
    findDiversions()
    findPublications()
    addResources()
    placeInterfaces()
    placePrivateEndpoints()
    placeAppliances()
    placeIntegrations()
    addSubnetParts()
    addEndpoints()
    addBalancers()
    addAppliances()
    addMembersOfGroups()
    addDataServices()
    fillRouteTables()
    addPlatformAddresses()
    noteGaps()
    shortenIDs()
  }

  /// Two filters, one for each direction.
  struct FilterPair {
    var inbound: ID<Filter>
    var outbound: ID<Filter>
  }

  /// An address in a network.
  struct PlacedAddress: Hashable {
    var network: AzureID
    var address: IPAddress
  }
}
