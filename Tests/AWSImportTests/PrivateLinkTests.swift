import PacketSets
import Testing
import Topology

/// Services of other VPCs behind interface endpoints.
struct PrivateLinkTests {
  private static let name = "com.amazonaws.vpce.us-east-1.vpce-svc-1"

  private func account(_ more: [String: String?]) throws -> Imported {
    let endpoint = Base.eni(
      "eni-e", "10.0.2.70", #""InterfaceType": "vpc_endpoint""#, subnet: "subnet-b")
    let lists = Balanced.lists([
      "SecurityGroups": """
      [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
      """,
      "NetworkInterfaces": "[\(Base.eniA), \(endpoint), \(Balanced.nodes)]",
      "VpcEndpoints": """
      [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "VpcId": "vpc-1",
        "NetworkInterfaceIds": ["eni-e"], "ServiceName": "\(Self.name)", "State": "available"}]
      """,
      "ServiceConfigurations": """
      [{"ServiceId": "vpce-svc-1", "ServiceName": "\(Self.name)", "ServiceState": "Available",
        "NetworkLoadBalancerArns": ["\(Balanced.arn)"]}]
      """,
    ])
    return try Imported(lists.merging(more, uniquingKeysWith: { $1 }))
  }

  private static func target(from peers: String) -> String {
    """
    [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
      "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "\(peers)"}]}],
      "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
     {"GroupId": "sg-end", "GroupName": "end", "VpcId": "vpc-1",
      "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.1.0/24"}]}],
      "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
    """
  }

  private static let client = Base.eni("eni-c", "10.0.1.77", groups: ["sg-end"])
  private static let door = Base.eni(
    "eni-e", "10.0.2.70", #""InterfaceType": "vpc_endpoint""#, subnet: "subnet-b",
    groups: ["sg-end"])

  @Test func `AWS-VPE-04: an endpoint answers what a target of its provider answers`() throws {
    let imported = try account([
      "LoadBalancerAttributes": """
      [{"LoadBalancerArn": "\(Balanced.arn)", "Attributes": [
        {"Key": "load_balancing.cross_zone.enabled", "Value": "true"}]}]
      """
    ])
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 80) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 443) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", .icmp) == .isBlocked)
    #expect(try imported.fate(from: "eni-e", to: "eni-a", port: 80) == .isBlocked)
    #expect(!imported.topology.assumptions.contains { $0.statement.contains("service behind") })
  }

  @Test func `AWS-VPE-04: the node of the endpoint's zone passes on to targets of its zone`() throws
  {
    // The target stands in the zone of subnet-a, the endpoint in that of subnet-b.
    #expect(try account([:]).fate(from: "eni-a", to: "eni-e", port: 80) == .isBlocked)
  }

  @Test(arguments: [("10.0.2.50/32", Fate.passes), ("10.0.1.77/32", .isBlocked)])
  func `AWS-VPE-04: the provider sees the address of its load balancer`(
    peers: String, fate: Fate
  ) throws {
    let imported = try account([
      "SecurityGroups": Self.target(from: peers),
      "NetworkInterfaces": "[\(Base.eniA), \(Self.client), \(Self.door), \(Balanced.nodes)]",
      "LoadBalancerAttributes": """
      [{"LoadBalancerArn": "\(Balanced.arn)", "Attributes": [
        {"Key": "load_balancing.cross_zone.enabled", "Value": "true"}]}]
      """,
    ])
    #expect(try imported.fate(from: "eni-c", to: "eni-e", port: 80) == fate)
  }

  @Test(arguments: [
    ("10.0.1.77/32", "on", Fate.passes), ("10.0.9.9/32", "on", .isBlocked),
    ("10.0.9.9/32", "off", .passes),
  ])
  func `AWS-VPE-04: the groups of the load balancer see the client, where they are asked`(
    peers: String, enforced: String, fate: Fate
  ) throws {
    let node = Base.eni(
      "eni-n2", "10.0.2.50", Balanced.type, subnet: "subnet-b", groups: ["sg-node"])
    let groups =
      Self.target(from: "10.0.2.0/24").dropLast() + """
        , {"GroupId": "sg-node", "GroupName": "node", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "\(peers)"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
        """
    let imported = try account([
      "SecurityGroups": String(groups),
      "NetworkInterfaces": "[\(Base.eniA), \(Self.client), \(Self.door), \(node)]",
      "LoadBalancers": """
      [{"LoadBalancerArn": "\(Balanced.arn)", "LoadBalancerName": "nlb", "Type": "network",
        "VpcId": "vpc-1", "AvailabilityZones": [{"SubnetId": "subnet-b"}, {"SubnetId": "subnet-a"}],
        "SecurityGroups": ["sg-node"],
        "EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic": "\(enforced)"}]
      """,
      "LoadBalancerAttributes": """
      [{"LoadBalancerArn": "\(Balanced.arn)", "Attributes": [
        {"Key": "load_balancing.cross_zone.enabled", "Value": "true"}]}]
      """,
    ])
    #expect(try imported.fate(from: "eni-c", to: "eni-e", port: 80) == fate)
  }

  @Test(arguments: [
    ("ServiceConfigurations", "describe-vpc-endpoint-service-configurations"),
    ("Listeners", "describe-listeners --load-balancer-arn \(Balanced.arn)"),
  ])
  func `AWS-VPE-04: what is missing of a provider is named`(key: String, remedy: String) throws {
    var missing: [String: String?] = [:]
    missing.updateValue(nil, forKey: key)
    let imported = try account(missing)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 443) == .isUndecided)
    #expect(
      imported.topology.assumptions.contains {
        $0.statement.contains("the service behind") && $0.remedy.contains(remedy)
      })
  }
}
