import Documents
import PacketSets
import Topology

/// Makes the neutral graph of an inventory, step by step.
struct Lowering: GraphLowering {
  /// What the exports hold.
  let inventory: Inventory
  /// The time against which permissions that expire are held.
  let time: String
  /// The graph, as far as it is made.
  var topology = Topology()
  /// What was noticed on the way.
  var diagnostics = Diagnostics()

  /// The networks by their full names.
  var networks: [String: ID<Network>] = [:]
  /// The subnets of every network.
  var subnetsOfNetwork: [String: [Exported.Subnetwork]] = [:]
  /// The secure tags that are known to be bound to machines.
  var secureTags: [String: [String]] = [:]
  /// The groups of tags and service accounts by network and word.
  var groups: [GroupKey: ID<IdentityGroup>] = [:]
  /// The firewall of a network in a region.
  var plans: [PlanKey: FirewallPlan] = [:]
  /// The bindings that exist already.
  var bindings: [BindingKey: ID<FilterBinding>] = [:]
  /// The filters that exist already.
  var filters: [FilterKey: ID<Filter>] = [:]
  /// The subnets of the graph by the exported subnet and the table of their machines.
  var subnets: [SubnetKey: ID<Subnet>] = [:]
  /// The route tables by what tells them apart.
  var routeTables: [TableKey: ID<RouteTable>] = [:]
  /// The gateways by their ids.
  var gateways: [String: ID<Gateway>] = [:]
  /// The endpoints of machines by network and primary address.
  var owners: [OwnerKey: ID<Endpoint>] = [:]
  /// The first endpoint of a machine in a network.
  var endpointsOfInstance: [String: [(network: String, endpoint: ID<Endpoint>)]] = [:]
  /// The parts of machines by their endpoints.
  var pieceOfEndpoint: [ID<Endpoint>: Int] = [:]
  /// The fronts of load balancers by network and address.
  var fronts: [OwnerKey: ID<Endpoint>] = [:]
  /// The places from which balancers hand packets on as they are, by network.
  var passingPlaces: [String: (subnet: ID<Subnet>, table: ID<RouteTable>)] = [:]
  /// Addresses outside all subnets that are delivered in a network.
  var deliveredAddresses: [String: [Prefix]] = [:]
  /// The prefixes by which rules and routes of a network tell addresses apart.
  var knownBoundaries: [String: [Prefix]] = [:]
  /// The tags that routes of a network name.
  var knownRouteTags: [String: Set<String>] = [:]
  /// The parts of machines that still need their place.
  var pieces: [Piece] = []
  /// The assumptions by what they are about.
  var assumptions: [String: ID<Assumption>] = [:]
  /// The codes and subjects that were diagnosed, so that each is told once.
  var told: Set<String> = []
  /// The tables of networks of private services, with those networks.
  var serviceTables: [(table: ID<RouteTable>, network: String)] = []
  /// The addresses of control planes beyond peerings.
  var controlPlanes: Set<OwnerKey> = []
  /// How many inner addresses were made up for parts of machines that have none of their own.
  var innerAddressCount: UInt32 = 0
  /// The networks into which front ends of Google open connections.
  var networksWithFrontEnds: Set<String> = []
  /// The binding of what no rule filters.
  var knownOpenBinding: ID<FilterBinding>?
  /// The kinds of which records were left out of the graph, with how many.
  var skipped: [RecordKind: Int] = [:]

  /// Prepares the lowering of an inventory.
  init(_ inventory: Inventory, asOf time: String) {
    self.inventory = inventory
    self.time = time
  }

  /// Makes the whole graph.
  mutating func run() {
    addWorlds()
    addNetworks()
    bindSecureTags()
    planFirewalls()
    collectPieces()
    addSubnets()
    addEndpoints()
    addGateways()
    addServices()
    addBalancers()
    fillRouteTables()
    fillServiceTables()
    fillPassingPlaces()
    noteGaps()
  }

  /// A network and the word of a tag or account in it.
  struct GroupKey: Hashable {
    var network: String
    var word: String
  }

  /// A network and the region whose policies hold; empty where regions make no difference.
  struct PlanKey: Hashable {
    var network: String
    var region: String
  }

  /// An address in a network.
  struct OwnerKey: Hashable {
    var network: String
    var address: IPAddress
  }

  /// An exported subnet and the table of its machines.
  struct SubnetKey: Hashable {
    var subnetwork: String
    var table: TableKey
  }

  /// What tells apart the route tables of a network.
  struct TableKey: Hashable {
    /// The network.
    var network: String
    /// The region, where learned routes differ by region (GCP-6.13).
    var region = ""
    /// The tags of the machine that routes name (GCP-6.1).
    var tags: [String] = []
    /// The NAT gateway that speaks for the machine (GCP-6.10).
    var nat: String?
    /// Whether a NAT gateway may speak for the machine, as no routers are exported.
    var mayHaveNat = false
    /// Whether Private Google Access leads to the interfaces of Google (GCP-6.11).
    var reachesGoogle = false
  }
}
