/// The kinds of records that are lowered to the graph, by the key under which they are exported.
enum RecordKind: String, CaseIterable, Hashable, Sendable {
  case vpcs = "Vpcs"
  case subnets = "Subnets"
  case routeTables = "RouteTables"
  case networkAcls = "NetworkAcls"
  case securityGroups = "SecurityGroups"
  case securityGroupRules = "SecurityGroupRules"
  case networkInterfaces = "NetworkInterfaces"
  case reservations = "Reservations"
  case internetGateways = "InternetGateways"
  case egressOnlyInternetGateways = "EgressOnlyInternetGateways"
  case natGateways = "NatGateways"
  case addresses = "Addresses"
  case vpcPeeringConnections = "VpcPeeringConnections"
  case prefixLists = "PrefixLists"
  case prefixListEntries = "Entries"
  case vpcEndpoints = "VpcEndpoints"
  case loadBalancers = "LoadBalancers"
  case classicLoadBalancers = "LoadBalancerDescriptions"
  case listeners = "Listeners"
  case listenerRules = "Rules"
  case targetGroups = "TargetGroups"
  case targetHealth = "TargetHealthDescriptions"
  case attributes = "Attributes"
  case wrappedListeners = "LoadBalancerListeners"
  case wrappedTargetHealth = "LoadBalancerTargetHealth"
  case wrappedAttributes = "LoadBalancerAttributes"
  case transitGateways = "TransitGateways"
  case transitGatewayAttachments = "TransitGatewayAttachments"
  case transitGatewayVpcAttachments = "TransitGatewayVpcAttachments"
  case transitGatewayPeeringAttachments = "TransitGatewayPeeringAttachments"
  case transitGatewayConnects = "TransitGatewayConnects"
  case transitGatewayRouteTables = "TransitGatewayRouteTables"
  case transitGatewayRoutes = "Routes"
  case transitGatewayStaticRoutes = "TransitGatewayStaticRoutes"
  case transitGatewayPrefixListReferences = "TransitGatewayPrefixListReferences"
  case transitGatewayPropagations = "TransitGatewayPropagations"
  case transitGatewayRouteTablePropagations = "TransitGatewayRouteTablePropagations"
  case transitGatewayAssociations = "Associations"
  case vpnGateways = "VpnGateways"
  case vpnConnections = "VpnConnections"
  case customerGateways = "CustomerGateways"
  case directConnectGateways = "directConnectGateways"
  case directConnectAssociations = "directConnectGatewayAssociations"
  case virtualInterfaces = "virtualInterfaces"
  case coreAttachments = "Attachments"
  case coreVpcAttachments = "VpcAttachment"
  case coreRoutes = "NetworkRoutes"
  case endpointServices = "ServiceConfigurations"
  case networkFirewalls = "Firewall"
  case firewallPolicies = "FirewallPolicy"
  case firewallRuleGroups = "RuleGroup"

  /// The operation whose answer has this key.
  var operation: String {
    switch self {
    case .reservations: "DescribeInstances"
    case .prefixLists: "DescribeManagedPrefixLists"
    case .prefixListEntries: "GetManagedPrefixListEntries"
    case .targetHealth, .wrappedTargetHealth: "DescribeTargetHealth"
    case .classicLoadBalancers: "DescribeLoadBalancers"
    case .wrappedListeners: "DescribeListeners"
    case .attributes, .wrappedAttributes: "DescribeLoadBalancerAttributes"
    case .loadBalancers, .listeners, .listenerRules, .targetGroups, .vpcs, .subnets, .routeTables,
      .networkAcls, .securityGroups, .securityGroupRules,
      .networkInterfaces, .internetGateways, .egressOnlyInternetGateways, .natGateways,
      .addresses, .vpcPeeringConnections, .vpcEndpoints, .transitGateways,
      .transitGatewayAttachments, .transitGatewayVpcAttachments,
      .transitGatewayPeeringAttachments, .transitGatewayConnects, .transitGatewayRouteTables,
      .vpnGateways, .vpnConnections, .customerGateways:
      "Describe\(rawValue)"
    case .transitGatewayRoutes, .transitGatewayStaticRoutes: "SearchTransitGatewayRoutes"
    case .transitGatewayPrefixListReferences: "GetTransitGatewayPrefixListReferences"
    case .transitGatewayPropagations, .transitGatewayRouteTablePropagations:
      "GetTransitGatewayRouteTablePropagations"
    case .transitGatewayAssociations: "GetTransitGatewayRouteTableAssociations"
    case .directConnectGateways: "DescribeDirectConnectGateways"
    case .directConnectAssociations: "DescribeDirectConnectGatewayAssociations"
    case .virtualInterfaces: "DescribeVirtualInterfaces"
    case .coreAttachments: "ListAttachments"
    case .coreVpcAttachments: "GetVpcAttachment"
    case .coreRoutes: "GetNetworkRoutes"
    case .endpointServices: "DescribeVpcEndpointServiceConfigurations"
    case .networkFirewalls, .firewallPolicies, .firewallRuleGroups: "Describe\(rawValue)"
    }
  }

  /// The command that exports these records whole.
  var command: String {
    switch self {
    case .reservations: "aws ec2 describe-instances"
    case .prefixLists: "aws ec2 describe-managed-prefix-lists"
    case .prefixListEntries: "aws ec2 get-managed-prefix-list-entries --prefix-list-id ID"
    case .vpcs: "aws ec2 describe-vpcs"
    case .subnets: "aws ec2 describe-subnets"
    case .routeTables: "aws ec2 describe-route-tables"
    case .networkAcls: "aws ec2 describe-network-acls"
    case .securityGroups: "aws ec2 describe-security-groups"
    case .securityGroupRules: "aws ec2 describe-security-group-rules"
    case .networkInterfaces: "aws ec2 describe-network-interfaces"
    case .internetGateways: "aws ec2 describe-internet-gateways"
    case .egressOnlyInternetGateways: "aws ec2 describe-egress-only-internet-gateways"
    case .natGateways: "aws ec2 describe-nat-gateways"
    case .addresses: "aws ec2 describe-addresses"
    case .vpcPeeringConnections: "aws ec2 describe-vpc-peering-connections"
    case .vpcEndpoints: "aws ec2 describe-vpc-endpoints"
    case .loadBalancers: "aws elbv2 describe-load-balancers"
    case .classicLoadBalancers: "aws elb describe-load-balancers"
    case .listeners, .wrappedListeners: "aws elbv2 describe-listeners --load-balancer-arn ARN"
    case .listenerRules: "aws elbv2 describe-rules --listener-arn ARN"
    case .targetGroups: "aws elbv2 describe-target-groups"
    case .targetHealth, .wrappedTargetHealth:
      "aws elbv2 describe-target-health --target-group-arn ARN"
    case .attributes, .wrappedAttributes:
      "aws elbv2 describe-load-balancer-attributes --load-balancer-arn ARN"
    case .transitGateways: "aws ec2 describe-transit-gateways"
    case .transitGatewayAttachments: "aws ec2 describe-transit-gateway-attachments"
    case .transitGatewayVpcAttachments: "aws ec2 describe-transit-gateway-vpc-attachments"
    case .transitGatewayPeeringAttachments: "aws ec2 describe-transit-gateway-peering-attachments"
    case .transitGatewayConnects: "aws ec2 describe-transit-gateway-connects"
    case .transitGatewayRouteTables: "aws ec2 describe-transit-gateway-route-tables"
    case .transitGatewayRoutes, .transitGatewayStaticRoutes: Self.routeSearch(of: "ID")
    case .transitGatewayPrefixListReferences:
      "aws ec2 get-transit-gateway-prefix-list-references --transit-gateway-route-table-id ID"
    case .transitGatewayPropagations, .transitGatewayRouteTablePropagations:
      "aws ec2 get-transit-gateway-route-table-propagations --transit-gateway-route-table-id ID"
    case .transitGatewayAssociations:
      "aws ec2 get-transit-gateway-route-table-associations --transit-gateway-route-table-id ID"
    case .vpnGateways: "aws ec2 describe-vpn-gateways"
    case .vpnConnections: "aws ec2 describe-vpn-connections"
    case .customerGateways: "aws ec2 describe-customer-gateways"
    case .directConnectGateways: "aws directconnect describe-direct-connect-gateways"
    case .directConnectAssociations:
      "aws directconnect describe-direct-connect-gateway-associations"
    case .virtualInterfaces: "aws directconnect describe-virtual-interfaces"
    case .coreAttachments: "aws networkmanager list-attachments"
    case .coreVpcAttachments: "aws networkmanager get-vpc-attachment --attachment-id ID"
    case .coreRoutes:
      "aws networkmanager get-network-routes --global-network-id ID --route-table-identifier "
        + "CoreNetworkSegmentEdge={CoreNetworkId=ID,SegmentName=NAME,EdgeLocation=REGION}"
    case .endpointServices: "aws ec2 describe-vpc-endpoint-service-configurations"
    case .networkFirewalls: "aws network-firewall describe-firewall --firewall-arn ARN"
    case .firewallPolicies:
      "aws network-firewall describe-firewall-policy --firewall-policy-arn ARN"
    case .firewallRuleGroups:
      "aws network-firewall describe-rule-group --rule-group-arn ARN"
    }
  }

  /// The member that makes the whole answer one record, where it is no list (AWS-IO-09).
  var wholeAnswerMarker: StaticString? {
    switch self {
    case .coreVpcAttachments: "VpcAttachment"
    case .coreRoutes: "CoreNetworkSegmentEdge"
    case .networkFirewalls: "Firewall"
    case .firewallPolicies: "FirewallPolicyResponse"
    case .firewallRuleGroups: "RuleGroupResponse"
    default: nil
    }
  }

  /// The command that exports all routes of a table of a transit gateway (AWS-TGW-07).
  static func routeSearch(of tableID: String) -> String {
    "aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id \(tableID) "
      + "--filters Name=state,Values=active,blackhole > routes-\(tableID).json"
  }
}
