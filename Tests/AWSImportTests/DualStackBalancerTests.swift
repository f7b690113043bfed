import PacketSets
import Testing
import Topology

/// Network load balancers whose nodes have addresses of both families.
struct DualStackBalancerTests {
  /// A dual-stack node in subnet-b, a target in subnet-a, a client in subnet-c that has both families.
  private func account(
    target: String = "ipv4", proto: String = "TCP",
    targetPeers: String = #""IpRanges": [{"CidrIp": "10.0.2.50/32"}]"#
  ) throws -> Imported {
    func subnet(_ name: String, _ number: Int) -> String {
      """
      {"SubnetId": "subnet-\(name)", "VpcId": "vpc-1", "CidrBlock": "10.0.\(number).0/24",
       "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2600:1:0:\(number)::/64",
         "Ipv6CidrBlockState": {"State": "associated"}}]}
      """
    }
    func six(_ address: String) -> String { #""Ipv6Addresses": [{"Ipv6Address": "\#(address)"}]"# }
    let subnets = [subnet("a", 1), subnet("b", 2), subnet("c", 3)].joined(separator: ", ")
    return try Imported(
      Balanced.lists([
        "Vpcs": """
        [{"VpcId": "vpc-1", "OwnerId": "123456789012", "CidrBlock": "10.0.0.0/16",
          "Ipv6CidrBlockAssociationSet": [
            {"Ipv6CidrBlock": "2600:1::/56", "Ipv6CidrBlockState": {"State": "associated"}}]}]
        """,
        "Subnets": "[\(subnets)]",
        "RouteTables": Base.tables(
          Base.local, Base.route("DestinationIpv6CidrBlock", "2600:1::/56", "GatewayId", "local")),
        "NetworkAcls": """
        [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
          "Associations": [{"SubnetId": "subnet-a"}, {"SubnetId": "subnet-b"},
            {"SubnetId": "subnet-c"}],
          "Entries": [\(entries)]}]
        """,
        "LoadBalancers": """
        [{"LoadBalancerArn": "\(Balanced.arn)", "LoadBalancerName": "nlb", "Type": "network",
          "IpAddressType": "dualstack", "VpcId": "vpc-1",
          "AvailabilityZones": [{"SubnetId": "subnet-b"}]}]
        """,
        "Listeners": "[\(Balanced.listener(proto))]",
        "TargetGroups": """
        [{"TargetGroupArn": "\(Balanced.groupARN)", "TargetGroupName": "web",
          "TargetType": "instance", "Protocol": "\(proto)", "Port": 8080, "VpcId": "vpc-1",
          "IpAddressType": "\(target)"}]
        """,
        "SecurityGroups": """
        [{"GroupId": "sg-target", "GroupName": "target", "VpcId": "vpc-1",
          "IpPermissions": [{"IpProtocol": "-1", \(targetPeers)}], "IpPermissionsEgress": []},
         {"GroupId": "sg-open", "GroupName": "open", "VpcId": "vpc-1", "IpPermissions": [],
          "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
            "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}]}]
        """,
        "NetworkInterfaces": """
        [\(Base.eni("eni-a", "10.0.1.10",
          #""Attachment": {"InstanceId": "i-web"}, "# + six("2600:1:0:1::10"),
          groups: ["sg-target"])),
         \(Base.eni("eni-node", "10.0.2.50", Balanced.type + ", " + six("2600:1:0:2::50"),
          subnet: "subnet-b", groups: [])),
         \(Base.eni("eni-client", "10.0.3.7", six("2600:1:0:3::7"), subnet: "subnet-c",
          groups: ["sg-open"]))]
        """,
      ]))
  }

  private var entries: String {
    [false, true].flatMap { isEgress in
      [#""CidrBlock": "0.0.0.0/0""#, #""Ipv6CidrBlock": "::/0""#].enumerated().map {
        """
        {"RuleNumber": \(100 + $0), "Egress": \(isEgress), "Protocol": "-1",
         "RuleAction": "allow", \($1)}
        """
      }
    }.joined(separator: ", ")
  }

  private func sixFate(_ imported: Imported) throws -> Fate {
    try imported.fate(
      at6: "2600:1:0:2::50", from: "eni-client", "2600:1:0:3::7", to: "eni-node", port: 80)
  }

  @Test func `AWS-ELB-05: IPv6 clients reach targets of IPv4 from the address of the node`() throws
  {
    let imported = try account()
    #expect(try sixFate(imported) == .passes)
    // The client of IPv4 stays visible, and the target admits the node alone.
    #expect(try imported.fate(from: "eni-client", to: "eni-node", port: 80) == .isBlocked)
    #expect(!imported.codes.contains("aws.loadBalancer.undecided"))
  }

  @Test func `AWS-ELB-05: a rule for the IPv6 client does not admit it over IPv4`() throws {
    let client = #""Ipv6Ranges": [{"CidrIpv6": "2600:1:0:3::/64"}]"#
    #expect(try sixFate(account(targetPeers: client)) == .isBlocked)
    #expect(try sixFate(account(target: "ipv6", targetPeers: client)) == .passes)
  }

  @Test func `AWS-ELB-05: IPv4 clients reach targets of IPv6 from the address of the node`() throws
  {
    let node = #""Ipv6Ranges": [{"CidrIpv6": "2600:1:0:2::50/128"}]"#
    let imported = try account(target: "ipv6", targetPeers: node)
    #expect(try imported.fate(from: "eni-client", to: "eni-node", port: 80) == .passes)
    #expect(try sixFate(imported) == .isBlocked)
  }

  @Test func `what is carried by UDP between the families is undecided`() throws {
    let imported = try account(proto: "UDP")
    #expect(imported.codes.contains("aws.loadBalancer.undecided"))
    #expect(imported.endpoint("eni-node")?.offers == .udp(80...80))
  }
}
