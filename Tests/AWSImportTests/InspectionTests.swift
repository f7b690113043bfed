import Documents
import PacketSets
import Testing
import Topology

/// Networks that meet at a transit gateway past the firewall or the appliances of another VPC.
@Suite struct InspectionTests {
  private static let firewall = Inspected.firewall
    .replacing("vpc-1", with: "vpc-3").replacing("subnet-f", with: "subnet-f")

  private static func subnet(_ id: String, _ vpc: Int, _ range: String, _ zone: String = "a")
    -> String
  {
    """
    {"SubnetId": "subnet-\(id)", "VpcId": "vpc-\(vpc)", "CidrBlock": "\(range)",
     "AvailabilityZone": "us-east-1\(zone)", "OwnerId": "123456789012"}
    """
  }

  private static func table(
    _ name: String, _ vpc: Int, _ subnets: [String], _ target: (String, String)
  ) -> String {
    let associations = subnets.map { "{\"SubnetId\": \"subnet-\($0)\"}" }.joined(separator: ", ")
    let range = vpc == 1 ? "10.0.0.0/16" : "10.\(vpc).0.0/16"
    return """
      {"RouteTableId": "rtb-\(name)", "VpcId": "vpc-\(vpc)", "Associations": [\(associations)],
       "Routes": [\(Base.route("DestinationCidrBlock", range, "GatewayId", "local")),
         \(Base.route("DestinationCidrBlock", "0.0.0.0/0", target.0, target.1))]}
      """
  }

  private static func interface(_ id: String, _ vpc: Int, _ subnet: String, _ address: String)
    -> String
  {
    """
    {"NetworkInterfaceId": "\(id)", "SubnetId": "subnet-\(subnet)", "VpcId": "vpc-\(vpc)",
     "OwnerId": "123456789012", "Status": "in-use", "Groups": [{"GroupId": "sg-web"}],
     "PrivateIpAddress": "\(address)", "Description": "",
     "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "\(address)"}]}
    """
  }

  private static func door(_ number: Int, _ subnets: [String], appliance: Bool) -> String {
    let list = subnets.map { "\"subnet-\($0)\"" }.joined(separator: ", ")
    return """
      {"TransitGatewayAttachmentId": "tgw-attach-\(number)", "TransitGatewayId": "tgw-1",
       "VpcId": "vpc-\(number)", "VpcOwnerId": "123456789012", "State": "available",
       "SubnetIds": [\(list)],
       "Options": {"ApplianceModeSupport": "\(appliance ? "enable" : "disable")"}}
      """
  }

  /// Two VPCs and a third one with the firewall, which all their traffic passes.
  private func account(
    _ policy: String? = Inspected.policy(), _ group: String? = nil, firewall: String? = firewall,
    secondDoor: Bool = false, appliance: Bool = true, direct: Bool = false,
    lists more: [String: String?] = [:]
  ) throws -> Imported {
    let (spokes, inner) = ("tgw-rtb-00000001", "tgw-rtb-00000002")
    var ways = [TransitBase.route("0.0.0.0/0", "tgw-attach-3")]
    if direct { ways.append(TransitBase.route("10.0.0.0/16", "tgw-attach-1")) }
    let anyone = #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#
    let doors = ["d"] + (secondDoor ? ["e"] : [])
    let lists: [String: String?] = [
      "Vpcs": """
      [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}, {"VpcId": "vpc-2", "CidrBlock": "10.2.0.0/16"},
       {"VpcId": "vpc-3", "CidrBlock": "10.3.0.0/16"}]
      """,
      "Subnets": """
      [\(Self.subnet("a", 1, "10.0.1.0/24")), \(Self.subnet("z", 2, "10.2.1.0/24")),
       \(Self.subnet("d", 3, "10.3.1.0/24")), \(Self.subnet("e", 3, "10.3.2.0/24", "b")),
       \(Self.subnet("f", 3, "10.3.9.0/24"))]
      """,
      "RouteTables": """
      [\(Self.table("1", 1, ["a"], ("TransitGatewayId", "tgw-1"))),
       \(Self.table("2", 2, ["z"], ("TransitGatewayId", "tgw-1"))),
       \(Self.table("d", 3, ["d", "e"], ("GatewayId", "vpce-fw"))),
       \(Self.table("f", 3, ["f"], ("TransitGatewayId", "tgw-1")))]
      """,
      "NetworkAcls": "[\([1, 2, 3].map(Self.acl).joined(separator: ", "))]",
      "SecurityGroups": """
      [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1", "IpPermissions": [\(anyone)],
        "IpPermissionsEgress": [\(anyone)]}]
      """,
      "NetworkInterfaces": """
      [\(Self.interface("eni-a", 1, "a", "10.0.1.10")), \(Self.interface("eni-z", 2, "z", "10.2.1.5"))]
      """,
      "TransitGatewayAttachments": """
      [\(TransitBase.attachment("tgw-attach-1", "vpc", "vpc-1", table: spokes)),
       \(TransitBase.attachment("tgw-attach-2", "vpc", "vpc-2", table: spokes)),
       \(TransitBase.attachment("tgw-attach-3", "vpc", "vpc-3", table: inner))]
      """,
      "TransitGatewayVpcAttachments": """
      [\(Self.door(1, ["a"], appliance: false)), \(Self.door(2, ["z"], appliance: false)),
       \(Self.door(3, doors, appliance: appliance))]
      """,
      "TransitGatewayRouteTables": """
      [{"TransitGatewayRouteTableId": "\(spokes)", "TransitGatewayId": "tgw-1"},
       {"TransitGatewayRouteTableId": "\(inner)", "TransitGatewayId": "tgw-1"}]
      """,
      "TransitGatewayStaticRoutes": """
      [{"TransitGatewayRouteTableId": "\(spokes)", "Routes": [\(ways.joined(separator: ", "))]},
       {"TransitGatewayRouteTableId": "\(inner)", "Routes": [
         \(TransitBase.route("10.0.0.0/16", "tgw-attach-1")),
         \(TransitBase.route("10.2.0.0/16", "tgw-attach-2"))]}]
      """,
      "TransitGatewayPropagations": """
      [{"TransitGatewayRouteTableId": "\(spokes)", "TransitGatewayRouteTablePropagations": []},
       {"TransitGatewayRouteTableId": "\(inner)", "TransitGatewayRouteTablePropagations": []}]
      """,
    ]
    let folder = "exports/123456789012/us-east-1"
    var files: [String: String] = [
      "\(folder)/network-firewall-describe-firewall.json": firewall ?? "{}"
    ]
    files["\(folder)/network-firewall-describe-firewall-policy.json"] = policy
    files["\(folder)/network-firewall-describe-rule-group-1.json"] =
      group
      ?? Inspected.group([Inspected.rule("PASS", from: "10.0.0.0/16", to: "10.2.0.0/16", "443")])
    return try Imported.transit(lists.merging(more) { $1 }, more: files)
  }

  private static func acl(_ vpc: Int) -> String {
    let entries = [false, true].map {
      """
      {"RuleNumber": 100, "Egress": \($0), "Protocol": "-1", "RuleAction": "allow",
       "CidrBlock": "0.0.0.0/0"}
      """
    }
    return """
      {"NetworkAclId": "acl-\(vpc)", "VpcId": "vpc-\(vpc)", "IsDefault": true, "Associations": [],
       "Entries": [\(entries.joined(separator: ", "))]}
      """
  }

  @Test func `AWS-NFW-01: a firewall between networks decides both directions`() throws {
    let imported = try account()
    #expect(imported.diagnostic("aws.firewall.asymmetric")?.message == nil)
    #expect(imported.codes == [])
    #expect(try imported.fate(from: "eni-a", to: "eni-z", port: 443) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-z", port: 22) == .isBlocked)
    #expect(try imported.fate(from: "eni-z", to: "eni-a", port: 443) == .isBlocked)
  }

  @Test func `AWS-NFW-01: in appliance mode answers come by the zone of the first packet`() throws {
    let without = try account(secondDoor: true, appliance: false)
    #expect(without.diagnostic("aws.firewall.asymmetric") != nil)
    #expect(try without.fate(from: "eni-a", to: "eni-z", port: 443) == .isUndecided)
    #expect(try without.fate(from: "eni-a", to: "eni-z", port: 22) == .isBlocked)
    let with = try account(secondDoor: true, appliance: true)
    #expect(try with.fate(from: "eni-a", to: "eni-z", port: 443) == .passes)
  }

  @Test func `AWS-NFW-01: an answer that a table leads past the firewall is not certain`() throws {
    let imported = try account(direct: true)
    #expect(
      imported.diagnostic("aws.firewall.asymmetric")?.message.contains("one direction") == true)
    #expect(try imported.fate(from: "eni-a", to: "eni-z", port: 443) == .isUndecided)
  }

  @Test(arguments: [false, true])
  func `AWS-VPE-05: appliances hand packets back to their endpoint, which go on from its subnet`(
    isFirewall: Bool
  ) throws {
    let tags =
      isFirewall ? #"[{"Key": "AWSNetworkFirewallManaged", "Value": "true"}]"# : "[]"
    let endpoint = """
      [{"VpcEndpointId": "vpce-fw", "VpcEndpointType": "GatewayLoadBalancer", "VpcId": "vpc-3",
        "ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-1", "State": "available",
        "SubnetIds": ["subnet-f"], "Tags": \(tags)}]
      """
    let imported = try account(nil, firewall: nil, lists: ["VpcEndpoints": endpoint])
    #expect(try imported.fate(from: "eni-a", to: "eni-z") == .isUndecided)
    let told = try #require(imported.diagnostic("aws.route.inspection"))
    #expect(told.effect == .assumedOpen)
    #expect(
      told.advice?.contains("aws network-firewall describe-firewall") == (isFirewall ? true : nil))
    // Where nothing leads on from the endpoint's subnet, nothing gets any further.
    let ended = try account(
      nil, firewall: nil,
      lists: [
        "VpcEndpoints": endpoint,
        "RouteTables": """
        [\(Self.table("1", 1, ["a"], ("TransitGatewayId", "tgw-1"))),
         \(Self.table("2", 2, ["z"], ("TransitGatewayId", "tgw-1"))),
         \(Self.table("d", 3, ["d", "e"], ("GatewayId", "vpce-fw"))),
         \(Self.table("f", 3, ["f"], ("GatewayId", "local")))]
        """,
      ])
    #expect(try ended.fate(from: "eni-a", to: "eni-z") == .isBlocked)
  }

  @Test func `AWS-IGW-06: what the rules of a firewall drop does not arrive from the internet`()
    throws
  {
    let edge = """
      {"RouteTableId": "rtb-edge", "VpcId": "vpc-1", "Associations": [{"GatewayId": "igw-1"}],
       "Routes": [\(Base.local), \(Inspected.to("10.0.1.0/24")), \(Inspected.to("10.0.2.0/24"))]}]
      """
    let tables = Inspected.tables(f: [Base.igw]).dropLast() + ", " + edge
    let imported = try Inspected.account(
      Inspected.policy(),
      Inspected.group([
        Inspected.rule("DROP", from: "8.8.8.0/24"),
        Inspected.rule("PASS", to: "10.0.1.0/24", "443"),
        Inspected.rule("PASS", to: "10.0.2.0/24", "22"),
      ]),
      lists: [
        "NetworkInterfaces":
          "[\(Base.eniA), \(Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b"))]",
        "RouteTables": String(tables),
      ])
    func fate(_ from: String, _ port: UInt16) throws -> Fate {
      try imported.fate(from: from, to: "eni-a", at: "192.0.2.1", port: port)
    }
    #expect(try fate("9.9.9.9", 443) == .isUndecided)
    #expect(try fate("8.8.8.8", 443) == .isBlocked)
    #expect(try fate("9.9.9.9", 22) == .isBlocked)
    // Between private addresses the routes of the subnets decide.
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .passes)
    #expect(try imported.fate(from: "eni-b", to: "eni-a", port: 22) == .isBlocked)
  }

  @Test func `answers of a public address past an endpoint are undecided`() throws {
    let lists = Inspected.lists([
      "NetworkInterfaces": "[\(Base.eniA), \(Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b"))]",
      "RouteTables": Inspected.tables(f: [Base.igw]),
    ])
    let imported = try Inspected.account(
      Inspected.policy(), Inspected.group([Inspected.rule("PASS", "IP")]), lists: lists)
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == .isUndecided)
  }
}
