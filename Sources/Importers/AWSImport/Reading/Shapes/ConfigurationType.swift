/// A type of resources of AWS Config and the key of the command line under which they are read.
struct ConfigurationType: Sendable {
  /// The name of the type, such as `AWS::EC2::VPC`.
  var name: String
  /// The key under which the records are exported.
  var key: String
  /// How the keys of the configuration are turned into those of the command line.
  var shape: Shape

  /// The forms in which AWS Config writes a configuration.
  enum Shape: Sendable {
    /// The members of the describe call in camel case.
    case described
    /// The properties of CloudFormation, of which some have other names there.
    case properties([String: String])
    /// The members of a call that writes camel case itself.
    case lowercased
  }

  init(_ name: String, _ key: String, _ shape: Shape = .described) {
    self.name = "AWS::\(name)"
    self.key = key
    self.shape = shape
  }

  /// Every type that is read.
  static let all: [ConfigurationType] = [
    .init("EC2::VPC", "Vpcs"),
    .init("EC2::Subnet", "Subnets"),
    .init("EC2::RouteTable", "RouteTables"),
    .init("EC2::NetworkAcl", "NetworkAcls"),
    .init("EC2::SecurityGroup", "SecurityGroups"),
    .init("EC2::NetworkInterface", "NetworkInterfaces"),
    .init("EC2::Instance", "Reservations"),
    .init("EC2::InternetGateway", "InternetGateways"),
    .init("EC2::EgressOnlyInternetGateway", "EgressOnlyInternetGateways"),
    .init("EC2::NatGateway", "NatGateways"),
    .init("EC2::EIP", "Addresses"),
    .init("EC2::VPCPeeringConnection", "VpcPeeringConnections"),
    .init("EC2::VPCEndpoint", "VpcEndpoints"),
    .init("EC2::VPNGateway", "VpnGateways"),
    .init("EC2::VPNConnection", "VpnConnections"),
    .init("EC2::CustomerGateway", "CustomerGateways"),
    .init("EC2::PrefixList", "PrefixLists", .properties([:])),
    .init(
      "EC2::TransitGateway", "TransitGateways", .properties(["Id": "TransitGatewayId"])),
    .init(
      "EC2::TransitGatewayAttachment", "TransitGatewayVpcAttachments",
      .properties(["Id": "TransitGatewayAttachmentId"])),
    .init(
      "EC2::TransitGatewayRouteTable", "TransitGatewayRouteTables",
      .properties(["Id": "TransitGatewayRouteTableId"])),
    .init("ElasticLoadBalancing::LoadBalancer", "LoadBalancerDescriptions"),
    .init("ElasticLoadBalancingV2::LoadBalancer", "LoadBalancers"),
    .init("ElasticLoadBalancingV2::Listener", "Listeners", .properties([:])),
    .init("RDS::DBInstance", "DBInstances"),
    .init("RDS::DBCluster", "DBClusters"),
    .init("RDS::DBSubnetGroup", "DBSubnetGroups"),
    .init("Redshift::Cluster", "Clusters"),
    .init("Redshift::ClusterSubnetGroup", "ClusterSubnetGroups"),
    .init("Elasticsearch::Domain", "DomainStatusList"),
    .init("OpenSearch::Domain", "DomainStatusList", .properties([:])),
    .init("Lambda::Function", "Functions"),
    .init("EKS::Cluster", "cluster", .lowercased),
  ]

  /// The types by their names.
  static let byName: [String: ConfigurationType] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
