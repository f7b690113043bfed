/// The kinds of records that are lowered to the graph.
enum RecordKind: String, CaseIterable, Hashable, Sendable {
  case virtualNetworks = "microsoft.network/virtualnetworks"
  case subnets = "microsoft.network/virtualnetworks/subnets"
  case peerings = "microsoft.network/virtualnetworks/virtualnetworkpeerings"
  case securityGroups = "microsoft.network/networksecuritygroups"
  case securityRules = "microsoft.network/networksecuritygroups/securityrules"
  case applicationGroups = "microsoft.network/applicationsecuritygroups"
  case interfaces = "microsoft.network/networkinterfaces"
  case publicAddresses = "microsoft.network/publicipaddresses"
  case publicPrefixes = "microsoft.network/publicipprefixes"
  case routeTables = "microsoft.network/routetables"
  case routes = "microsoft.network/routetables/routes"
  case natGateways = "microsoft.network/natgateways"
  case machines = "microsoft.compute/virtualmachines"
  case scaleSets = "microsoft.compute/virtualmachinescalesets"
  case privateEndpoints = "microsoft.network/privateendpoints"
  case loadBalancers = "microsoft.network/loadbalancers"
  case applicationGateways = "microsoft.network/applicationgateways"
  case firewalls = "microsoft.network/azurefirewalls"
  case bastions = "microsoft.network/bastionhosts"
  case firewallPolicies = "microsoft.network/firewallpolicies"
  case firewallGroups = "microsoft.network/firewallpolicies/rulecollectiongroups"
  case networkGateways = "microsoft.network/virtualnetworkgateways"
  case siteGateways = "microsoft.network/localnetworkgateways"
  case connections = "microsoft.network/connections"
  case dataServices = "data services"
  case serviceRules = "firewall rules of data services"
  case serviceTags = "service tags"
  case effectiveGroups = "effective security rules"
  case effectiveRoutes = "effective routes"
  case adminRules = "effective admin rules"
  case connectivity = "effective connectivity"

  /// The words of the command that lists these records, without `az` and `list`.
  var command: String {
    switch self {
    case .virtualNetworks: "network vnet"
    case .subnets: "network vnet subnet"
    case .peerings: "network vnet peering"
    case .securityGroups: "network nsg"
    case .securityRules: "network nsg rule"
    case .applicationGroups: "network asg"
    case .interfaces: "network nic"
    case .publicAddresses: "network public-ip"
    case .publicPrefixes: "network public-ip prefix"
    case .routeTables: "network route-table"
    case .routes: "network route-table route"
    case .natGateways: "network nat gateway"
    case .machines: "vm"
    case .scaleSets: "vmss"
    case .privateEndpoints: "network private-endpoint"
    case .loadBalancers: "network lb"
    case .applicationGateways: "network application-gateway"
    case .firewalls: "network firewall"
    case .bastions: "network bastion"
    case .firewallPolicies: "network firewall policy"
    case .firewallGroups: "network firewall policy rule-collection-group"
    case .networkGateways: "network vnet-gateway"
    case .siteGateways: "network local-gateway"
    case .connections: "network vpn-connection"
    case .dataServices: "resource"
    case .serviceRules: "sql server firewall-rule"
    case .serviceTags: "network list-service-tags"
    case .effectiveGroups: "network nic list-effective-nsg"
    case .effectiveRoutes: "network nic show-effective-route-table"
    case .adminRules: "network manager list-effective-security-admin-rule"
    case .connectivity: "network manager list-effective-connectivity-config"
    }
  }

  /// The command that exports these records whole.
  var export: String {
    switch self {
    case .serviceTags: "az network list-service-tags --location REGION"
    case .effectiveGroups, .effectiveRoutes: "az \(command) --name NIC --resource-group GROUP"
    case .adminRules, .connectivity:
      "az \(command) --virtual-network-name NETWORK --resource-group GROUP"
    default: "az \(command) list"
    }
  }

  /// What people call these records.
  var title: String {
    switch self {
    case .serviceTags, .effectiveGroups, .effectiveRoutes, .dataServices, .serviceRules,
      .adminRules, .connectivity:
      rawValue
    default: "az \(command)"
    }
  }

  /// The kind of a resource type, in any case.
  init?(type: String) {
    let type = type.lowercased()
    if let kind = RecordKind(rawValue: type), type.contains("/") {
      self = kind
    } else if DataService.isService(type) {
      self = .dataServices
    } else if DataService.isRule(type) {
      self = .serviceRules
    } else if type == "microsoft.compute/virtualmachinescalesets/virtualmachines" {
      self = .machines
    } else if type.hasPrefix("microsoft.compute/virtualmachinescalesets/"),
      type.hasSuffix("/networkinterfaces")
    {
      self = .interfaces
    } else {
      return nil
    }
  }
}
