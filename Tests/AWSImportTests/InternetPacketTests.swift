import PacketSets
import Testing

/// Packets through internet and NAT gateways, followed to their end.
struct InternetPacketTests {
  private static let open = """
    [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
      "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
      "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
    """

  /// Two tables: subnet-a to the internet gateway, subnet-b to the NAT gateway in subnet-a.
  private static func tables(ofB target: String = "nat-1", key: String = "NatGatewayId") -> String {
    """
    [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
      "Routes": [\(Base.local), \(Base.igw)]},
     {"RouteTableId": "rtb-b", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-b"}],
      "Routes": [\(Base.local), \(Base.route("DestinationCidrBlock", "0.0.0.0/0", key, target))]}]
    """
  }

  private static func acl(_ subnet: String, _ entries: String) -> String {
    """
    [{"NetworkAclId": "acl-x", "VpcId": "vpc-1", "Associations": [{"SubnetId": "\(subnet)"}],
      "Entries": [\(entries)]},
     {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
      "Associations": [{"SubnetId": "\(subnet == "subnet-a" ? "subnet-b" : "subnet-a")"}],
      "Entries": [\(entry(100, "allow", "0.0.0.0/0", isEgress: false)),
        \(entry(100, "allow", "0.0.0.0/0", isEgress: true))]}]
    """
  }

  private static func entry(
    _ number: Int, _ action: String, _ range: String, isEgress: Bool
  ) -> String {
    """
    {"RuleNumber": \(number), "Egress": \(isEgress), "Protocol": "-1", "RuleAction": "\(action)",
     "CidrBlock": "\(range)"}
    """
  }

  private static func interfaces(publicOfB: String? = nil) -> String {
    let b = Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b", publicAddress: publicOfB)
    return "[\(Base.eniA), \(b)]"
  }

  private func account(_ lists: [String: String?]) throws -> Imported {
    try Imported(
      ["SecurityGroups": Self.open, "NatGateways": NatTests.nat()].merging(
        lists, uniquingKeysWith: { $1 }))
  }

  @Test func `AWS-IGW-02: a public address behind a NAT route receives and cannot answer`() throws {
    let imported = try account([
      "NetworkInterfaces": Self.interfaces(publicOfB: "192.0.2.2"), "RouteTables": Self.tables(),
    ])
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-b", at: "192.0.2.2") == .isBlocked)
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == .passes)
    #expect(try imported.fate(from: "eni-b", to: "8.8.8.8") == .passes)
  }

  @Test func `AWS-IGW-03: without a public address nothing leaves by an internet gateway`() throws {
    let imported = try account([
      "NetworkInterfaces": Self.interfaces(),
      "RouteTables": Self.tables(ofB: "igw-1", key: "GatewayId"),
    ])
    #expect(try imported.fate(from: "eni-b", to: "8.8.8.8") == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == .passes)
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-b") == .isBlocked)
  }

  @Test func `AWS-IGW-05: a public address of a neighbour is met from outside, without groups`()
    throws
  {
    let groups = """
      [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-web"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
      """
    let lists = [
      "NetworkInterfaces": Self.interfaces(publicOfB: "192.0.2.2"),
      "RouteTables": Self.tables(ofB: "igw-1", key: "GatewayId"),
    ]
    let referring = try account(lists.merging(["SecurityGroups": groups]) { $1 })
    #expect(try referring.fate(from: "eni-a", to: "eni-b") == .passes)
    #expect(try referring.fate(from: "eni-a", to: "eni-b", at: "192.0.2.2") == .isBlocked)
    let byRange = try account(lists)
    #expect(try byRange.fate(from: "eni-a", to: "eni-b", at: "192.0.2.2") == .passes)
  }

  @Test func `AWS-ACL-10: the list of a NAT gateway's subnet is met on the way in and out`() throws
  {
    let lists = ["NetworkInterfaces": Self.interfaces(), "RouteTables": Self.tables()]
    let open = try account(lists)
    #expect(try open.fate(from: "eni-b", to: "8.8.8.8") == .passes)
    for (range, isEgress) in [("10.0.2.0/24", false), ("8.8.8.0/24", true)] {
      let other = Self.entry(100, "allow", "0.0.0.0/0", isEgress: !isEgress)
      let entries =
        Self.entry(90, "deny", range, isEgress: isEgress) + ", "
        + Self.entry(100, "allow", "0.0.0.0/0", isEgress: isEgress) + ", " + other
      let closed = try account(
        lists.merging(["NetworkAcls": Self.acl("subnet-a", entries)]) { $1 })
      #expect(try closed.fate(from: "eni-b", to: "8.8.8.8") == .isBlocked, "\(range)")
    }
  }

  @Test func `AWS-ACL-06: the list of a subnet does not judge what stays inside it`() throws {
    let neighbour = Base.eni("eni-c", "10.0.1.11")
    let closed = Self.acl("subnet-a", Self.entry(100, "deny", "0.0.0.0/0", isEgress: true))
    let imported = try account([
      "NetworkInterfaces": "[\(Base.eniA), \(neighbour), \(Base.eniB)]", "NetworkAcls": closed,
    ])
    #expect(try imported.fate(from: "eni-a", to: "eni-c") == .passes)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == .isBlocked)
  }

  @Test func `AWS-NAT-03 and AWS-PCX-03: beyond a peering are its instances, not its gateways`()
    throws
  {
    let imported = try account([
      "Vpcs": """
      [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"},
       {"VpcId": "vpc-2", "CidrBlock": "10.50.0.0/16"}]
      """,
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"},
       {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24"},
       {"SubnetId": "subnet-z", "VpcId": "vpc-2", "CidrBlock": "10.50.1.0/24"}]
      """,
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local),
          \(Base.route("DestinationCidrBlock", "0.0.0.0/0", "NatGatewayId", "nat-1")),
          \(Base.route("DestinationCidrBlock", "10.50.0.0/16", "VpcPeeringConnectionId", "pcx-1"))]},
       {"RouteTableId": "rtb-z", "VpcId": "vpc-2", "Associations": [{"Main": true}],
        "Routes": [\(Base.route("DestinationCidrBlock", "10.50.0.0/16", "GatewayId", "local")),
          \(Base.route("DestinationCidrBlock", "0.0.0.0/0", "VpcPeeringConnectionId", "pcx-1"))]}]
      """,
      "VpcPeeringConnections": """
      [{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "active"},
        "RequesterVpcInfo": {"VpcId": "vpc-1", "CidrBlockSet": [{"CidrBlock": "10.0.0.0/16"}]},
        "AccepterVpcInfo": {"VpcId": "vpc-2", "CidrBlockSet": [{"CidrBlock": "10.50.0.0/16"}]}}]
      """,
      "NetworkAcls": Self.acl(
        "subnet-z",
        Self.entry(100, "allow", "0.0.0.0/0", isEgress: false) + ", "
          + Self.entry(100, "allow", "0.0.0.0/0", isEgress: true)),
      "NetworkInterfaces": """
      [\(Base.eniA), {"NetworkInterfaceId": "eni-z", "SubnetId": "subnet-z", "VpcId": "vpc-2",
        "Status": "in-use", "Groups": [{"GroupId": "sg-web"}],
        "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.50.1.5"}]}]
      """,
    ])
    #expect(try imported.fate(from: "eni-z", to: "8.8.8.8") == .isBlocked)
    // The far VPC's groups are asked, its tables only for the answer.
    #expect(try imported.fate(from: "eni-z", to: "eni-a") == .passes)
  }
}
