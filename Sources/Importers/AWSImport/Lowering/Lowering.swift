import Documents
import PacketSets
import Topology

/// Makes the neutral graph of an inventory, step by step.
struct Lowering {
  /// What the exports hold.
  let inventory: Inventory
  /// The graph, as far as it is made.
  var topology = Topology()
  /// What was noticed on the way.
  var diagnostics = Diagnostics()

  /// The networks by the id of their VPC.
  var networks: [String: ID<Network>] = [:]
  /// The subnets by their ids.
  var subnets: [String: ID<Subnet>] = [:]
  /// The groups by their ids, with the filters that their rules make.
  var groups: [String: GroupFilters] = [:]
  /// The inbound and outbound filters of network ACLs by their ids.
  var aclFilters: [String: FilterPair] = [:]
  /// The filters of subnets whose ACL is not known, by VPC.
  var unknownACLFilters: [String: FilterPair] = [:]
  /// The route tables by their ids, and for subnets behind a policy by id and policy.
  var routeTables: [String: ID<RouteTable>] = [:]
  /// The tables that are still to be filled with routes, in the order of their numbers.
  var pendingTables: [PendingTable] = []
  /// The resources by their ids.
  var resources: [String: ID<Resource>] = [:]
  /// The endpoints of interfaces that are not exported themselves, by their ids.
  var endpoints: [String: ID<Endpoint>] = [:]
  /// The endpoints of the exported network interfaces, by the index of the interface.
  var endpointsByIndex: [ID<Endpoint>?] = []
  /// The bindings that exist already.
  var bindings: [BindingKey: ID<FilterBinding>] = [:]
  /// The gateways by their ids.
  var gateways: [String: ID<Gateway>] = [:]
  /// The reasons by which routes to gateways that carry nothing are dropped, by gateway.
  var deadGateways: [String: String] = [:]
  /// The assumptions by what they are about.
  var assumptions: [String: ID<Assumption>] = [:]
  /// The codes and subjects that were diagnosed, so that each is told once.
  var told: Set<String> = []
  /// Whether it was said that instances are missing.
  var hasNotedInstances = false
  /// How many records of each kind became part of the graph, where not all did.
  var skipped: [RecordKind: [Int: Int]] = [:]
  /// The subnets in which internet traffic of interfaces is not certain, by ids.
  var guardedSubnets: Set<String> = []
  /// The subnets to which a gateway route table leads through something else, by id, with why.
  var redirectedSubnets: [String: ID<Assumption>] = [:]
  /// The firewall past whose endpoints a gateway route table leads what goes to a subnet, by id.
  var inspectedSubnets: [String: String] = [:]
  /// What firewalls do with packets, by their id.
  var firewallLayers: [String: (layers: [InspectionLayer], missing: String?)] = [:]
  /// Filters at interfaces beside their groups, by what they are about.
  var specialFilters: [String: FilterPair] = [:]
  /// The interfaces of balancers by the id of the balancer.
  var balancerNodes: [String: [BalancerNode]] = [:]
  /// Who stands behind the targets of balancers.
  var targetIndex = TargetIndex()
  /// The accounts and regions of which interfaces are known.
  var interfaceScopes: Set<Scope> = []
  /// The ids of the NAT gateway or endpoint behind an interface, by the id of the interface.
  var serviceOfInterface: [String: String] = [:]
  /// The interface endpoints whose service is exported as well.
  var privateLinks: [PrivateLink] = []
  /// The nodes of network load balancers of which it is known what they pass on.
  var settledNodes: Set<ID<Endpoint>> = []
  /// The numbers of the attachments of transit gateways, by the id of the gateway.
  var transits: [String: TransitNumbers] = [:]
  /// The places behind private lines, by their ids.
  var siteWorlds: [String: ID<World>] = [:]
  /// The addresses to which routes over private lines lead, by place.
  var siteAddresses: [ID<World>: AddressSet] = [:]
  /// The commands for what is missing of core networks, by their ARN.
  var coreNetworkGaps: [String: String] = [:]
  /// The ways past the endpoints of firewalls and appliances, by the id of the endpoint.
  var inspections: [String: ID<Gateway>] = [:]
  /// The tables of subnets in which something answers at a public address.
  var publishingTables: Set<ID<RouteTable>> = []
  /// The table whose routes are being made.
  var tableAtHand: ID<RouteTable>?

  /// The managed services and how their interfaces are known.
  var services = ServiceIndex()
  /// The scopes of interfaces, of which there are few.
  var knownScopes: [ScopeKey: Scope] = [:]

  /// What decides the scope of an interface.
  struct ScopeKey: Hashable {
    var page: Int
    var owner: String?
    var zone: String?
  }

  /// Prepares the lowering of an inventory.
  init(_ inventory: Inventory) { self.inventory = inventory }

  /// Makes the whole graph.
  mutating func run() {
    addNetworks()
    addGroups()
    addACLs()
    reserveRouteTables()
    addSubnets()
    addResources()
    addEndpoints()
    addServicesWithoutInterfaces()
    addElasticAddresses()
    addGroupMembers()
    addGateways()
    addTransitGateways()
    addVpnGateways()
    addCoreNetworks()
    fillSites()
    addInspections()
    fillRouteTables()
    addBalancers()
    joinPrivateLinks()
    checkOverlaps()
    checkRanges()
    checkRuleNumbers()
    noteGaps()
  }

  /// Two filters, one for each direction.
  struct FilterPair {
    var inbound: ID<Filter>
    var outbound: ID<Filter>
  }

  /// A group with the filters of its rules.
  struct GroupFilters {
    var group: ID<IdentityGroup>
    var inbound: ID<Filter>
    var outbound: ID<Filter>
  }

  /// A route table whose number is known and whose routes are not made yet.
  struct PendingTable {
    var number: ID<RouteTable>
    var table: Exported.RouteTable
    var policy: RoutePolicy
  }
}
