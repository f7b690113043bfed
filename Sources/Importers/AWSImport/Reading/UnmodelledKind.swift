import Documents

/// A kind of records that is recognised and counted, and not lowered to the graph.
struct UnmodelledKind: Sendable {
  /// The key under which the records are exported.
  var key: String
  /// The operation whose answer has this key.
  var operation: String
  /// A key that each record has, for the keys that other programs use as well (AWS-IO-09).
  var marker: String?
  /// What leaving the records out does to proofs.
  var effect: ProofEffect
  /// What is said about it.
  var note: String

  init(
    _ key: String, _ operation: String, marker: String? = nil, _ effect: ProofEffect,
    _ note: String
  ) {
    self.key = key
    self.operation = operation
    self.marker = marker
    self.effect = effect
    self.note = note
  }

  private static let site =
    "read, not modelled: a route to such a gateway may lead anywhere, so what depends on it is"
    + " undecided"
  private static let role =
    "read; its members are read as cache clusters"
  private static let other = "read, not modelled: another way in, which no proof here covers"
  private static let modes =
    "read; what it does is taken from the modes of the VPCs and subnets themselves, and from here"
    + " where they tell none"
  private static let harmless = "read; it decides no packet"
  private static let names = "read; it concerns names, not packets"

  /// Every such kind.
  static let all: [UnmodelledKind] = [
    // Cloud WAN, carrier and local gateways.
    .init("CoreNetworkPolicy", "GetCoreNetworkPolicy", .assumedOpen, site),
    .init("CoreNetwork", "GetCoreNetwork", marker: "CoreNetworkId", .assumedOpen, site),
    .init("CarrierGateways", "DescribeCarrierGateways", .assumedOpen, site),
    .init("LocalGateways", "DescribeLocalGateways", .assumedOpen, site),
    // Attributes of Classic Load Balancers.
    .init("LoadBalancerAttributes", "DescribeLoadBalancerAttributes", .exact, harmless),
    // Caches as groups, of which the members are read.
    .init("ReplicationGroups", "DescribeReplicationGroups", .exact, role),
    // Further ways in.
    .init("InstanceConnectEndpoints", "DescribeInstanceConnectEndpoints", .assumedClosed, other),
    .init("ClientVpnEndpoints", "DescribeClientVpnEndpoints", .assumedClosed, other),
    .init("Accelerators", "ListAccelerators", marker: "AcceleratorArn", .assumedClosed, other),
    .init(
      "VpcEncryptionControls", "DescribeVpcEncryptionControls", .exact,
      "read; whether one stops what is not encrypted is taken from the VPCs themselves"),
    .init("VpcBlockPublicAccessOptions", "DescribeVpcBlockPublicAccessOptions", .exact, modes),
    .init(
      "VpcBlockPublicAccessExclusions", "DescribeVpcBlockPublicAccessExclusions", .exact,
      modes),
    // What decides no packet.
    .init("AvailabilityZones", "DescribeAvailabilityZones", .exact, harmless),
    .init("Regions", "DescribeRegions", marker: "RegionName", .exact, harmless),
    .init("AccountAttributes", "DescribeAccountAttributes", .exact, harmless),
    .init("FlowLogs", "DescribeFlowLogs", .exact, harmless),
    .init("ServiceNames", "DescribeVpcEndpointServices", .exact, harmless),
    .init("ServiceDetails", "DescribeVpcEndpointServices", .exact, harmless),
    .init("SecurityGroupReferenceSet", "DescribeSecurityGroupReferences", .exact, harmless),
    .init(
      "SecurityGroupVpcAssociations", "DescribeSecurityGroupVpcAssociations", .exact,
      harmless),
    .init("StaleSecurityGroupSet", "DescribeStaleSecurityGroups", .exact, harmless),
    .init("Snapshots", "DescribeSnapshots", marker: "SnapshotId", .exact, harmless),
    .init("Volumes", "DescribeVolumes", marker: "VolumeId", .exact, harmless),
    .init("AccountAliases", "ListAccountAliases", .exact, harmless),
    .init("DhcpOptions", "DescribeDhcpOptions", .exact, names),
    .init("EnableDnsHostnames", "DescribeVpcAttribute", .exact, names),
    .init("EnableDnsSupport", "DescribeVpcAttribute", .exact, names),
  ]

  /// The kinds by their keys.
  static let byKey: [String: UnmodelledKind] = Dictionary(
    all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}
