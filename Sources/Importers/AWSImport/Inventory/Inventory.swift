import Documents
import PacketSets
import Topology

/// Everything that the exports hold, merged over all files and accounts.
struct Inventory: Sendable {
  var vpcs = Catalogue<Exported.Vpc>()
  var subnets = Catalogue<Exported.Subnet>()
  var routeTables = Catalogue<Exported.RouteTable>()
  var networkAcls = Catalogue<Exported.NetworkAcl>()
  var securityGroups = Catalogue<Exported.SecurityGroup>()
  var securityGroupRules = Catalogue<Exported.SecurityGroupRule>()
  var networkInterfaces = Catalogue<Exported.NetworkInterface>()
  var instances = Catalogue<Exported.Instance>()
  var internetGateways = Catalogue<Exported.InternetGateway>()
  var natGateways = Catalogue<Exported.NatGateway>()
  var addresses = Catalogue<Exported.ElasticAddress>()
  var peerings = Catalogue<Exported.VpcPeeringConnection>()
  var prefixLists = Catalogue<Exported.PrefixList>()
  var vpcEndpoints = Catalogue<Exported.VpcEndpoint>()
  var loadBalancers = Catalogue<Exported.LoadBalancer>()
  var classicLoadBalancers = Catalogue<Exported.ClassicLoadBalancer>()
  var listeners = Catalogue<Exported.Listener>()
  var listenerRules = Catalogue<Exported.ListenerRule>()
  var targetGroups = Catalogue<Exported.TargetGroup>()
  /// Answers about load balancers that do not name their subject.
  var balancerAnswers = BalancerAnswers()
  var transitGateways = Catalogue<Exported.TransitGateway>()
  var transitAttachments = Catalogue<Exported.TransitGatewayAttachment>()
  var transitVpcAttachments = Catalogue<Exported.TransitGatewayVpcAttachment>()
  var transitPeerings = Catalogue<Exported.TransitGatewayPeeringAttachment>()
  var transitConnects = Catalogue<Exported.TransitGatewayConnect>()
  var transitTables = Catalogue<Exported.TransitGatewayRouteTable>()
  var vpnGateways = Catalogue<Exported.VpnGateway>()
  var vpnConnections = Catalogue<Exported.VpnConnection>()
  var customerGateways = Catalogue<Exported.CustomerGateway>()
  var directConnectGateways = Catalogue<Exported.DirectConnectGateway>()
  var directConnectAssociations = Catalogue<Exported.DirectConnectAssociation>()
  var virtualInterfaces = Catalogue<Exported.VirtualInterface>()
  var coreAttachments = Catalogue<Exported.CoreNetworkAttachment>()
  var coreVpcAttachments = Catalogue<Exported.CoreNetworkVpcAttachment>()
  var coreRoutes = Catalogue<Exported.CoreNetworkRoutes>()
  var endpointServices = Catalogue<Exported.EndpointService>()
  var networkFirewalls = Catalogue<Exported.NetworkFirewall>()
  var firewallPolicies = Catalogue<Exported.FirewallPolicy>()
  var firewallRuleGroups = Catalogue<Exported.FirewallRuleGroup>()
  /// The routes of tables of transit gateways by the id of the table.
  var transitRoutes: [String: Exported.TransitGatewayRoutes] = [:]
  /// The tables of transit gateways with which attachments are associated, by attachment, as
  /// `get-transit-gateway-route-table-associations` tells them.
  var transitAssociations: [String: Set<String>] = [:]
  /// The entries of prefix lists by the id of the list, with the page that holds them.
  var prefixListEntries: [String: [Prefix]] = [:]
  /// The entries of which nothing tells the prefix list.
  var namelessEntries: [JSONValue] = []
  /// The files of which the name told the list of some entries.
  var namedEntryFiles: Set<Int> = []
  /// The account and region of every file.
  var scopes = ScopeTable()
  /// The account and region of every file, as all the files together tell them.
  var fileScopes: [Scope] = []
  /// The files that hold a kind of records, be it an empty list.
  var filesOfKind: [RecordKind: [Int]] = [:]
  /// The kinds of which records are known to be missing: more pages exist, or some were refused.
  var incompleteKinds: Set<RecordKind> = []
  /// The objects of which two exports of unknown or equal age disagree.
  var contradictions: [(id: String, kind: RecordKind, location: SourceLocation)] = []
  /// The account of every file.
  var files: [FileCoverage] = []
  /// The managed services, with the page of each.
  var services: [(service: Exported.Service, kind: ServiceKind, page: Int)] = []
  /// The groups of subnets that services name, with the page of each.
  var subnetGroups: [(group: Exported.SubnetGroup, page: Int)] = []
  /// Clusters of databases, which stand for members that are not exported.
  var databaseClusters: [(value: JSONValue, page: Int)] = []
  /// How many records of services a file holds, and how many of them have no place in a VPC.
  var serviceCounts: [(kind: ServiceKind, count: Int, outside: Int, file: Int)] = []
  /// The mode of VPC Block Public Access by account and region, and what it leaves out.
  var publicAccess = PublicAccessSettings()
  /// The records that are counted only.
  var unmodelled: [(kind: UnmodelledKind, count: Int, file: Int)] = []
  /// How many records of each kind a file holds.
  var counts: [(kind: RecordKind, count: Int, file: Int)] = []
  /// The pages in the order in which they were read.
  var pages: [ExportPage] = []
  /// The documents in which the values stand.
  var documents: [JSONDocument] = []
  /// What was noticed while reading.
  var diagnostics = Diagnostics()

  /// Whether a kind of records was exported for an account and region, as far as both are known.
  func isExported(_ kind: RecordKind, for scope: Scope) -> Bool {
    (filesOfKind[kind] ?? []).contains { file in
      let other = fileScopes[file]
      return (other.account.isEmpty || scope.account.isEmpty || other.account == scope.account)
        && (other.region.isEmpty || scope.region.isEmpty || other.region == scope.region)
    }
  }

  /// The account and region of a record on a page.
  func scope(page: Int, owner: String?, zone: String? = nil, region: String? = nil) -> Scope {
    var scope = fileScopes[pages[page].file]
    if let owner { scope.account = owner }
    if let region = region ?? zone.flatMap({ ExportPath.region(ofZone: $0) }) {
      scope.region = region
    }
    return scope
  }
}
