import Composition
import Documents
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// A VPC without a gateway of its own, whose internet traffic leaves by a transit gateway and the
/// NAT gateway of another VPC.
struct `Central egress` {
  private static func subnet(_ id: String, _ vpc: String, _ range: String, _ zone: String) -> String
  {
    """
    {"SubnetId": "subnet-\(id)", "VpcId": "vpc-\(vpc)", "CidrBlock": "\(range)",
     "AvailabilityZone": "us-east-1\(zone)", "OwnerId": "123456789012"}
    """
  }

  private static func table(
    _ id: String, _ vpc: String, _ subnets: [String], _ routes: [(String, String, String)]
  ) -> String {
    let associations = subnets.map { "{\"SubnetId\": \"subnet-\($0)\"}" }.joined(separator: ", ")
    let list = routes.map {
      "{\"DestinationCidrBlock\": \"\($0.0)\", \"\($0.1)\": \"\($0.2)\", \"State\": \"active\"}"
    }
    return """
      {"RouteTableId": "rtb-\(id)", "VpcId": "vpc-\(vpc)", "Associations": [\(associations)],
       "Routes": [\(list.joined(separator: ", "))]}
      """
  }

  private static func interface(_ id: String, _ vpc: String, _ subnet: String, _ address: String)
    -> String
  {
    """
    {"NetworkInterfaceId": "eni-\(id)", "VpcId": "vpc-\(vpc)", "SubnetId": "subnet-\(subnet)",
     "OwnerId": "123456789012", "Groups": [{"GroupId": "sg-1", "GroupName": "all"}],
     "PrivateIpAddress": "\(address)", "Status": "in-use",
     "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "\(address)"}]}
    """
  }

  private static func acl(_ vpc: String, _ subnets: [String], _ entries: String = open) -> String {
    let associations = subnets.map { "{\"SubnetId\": \"subnet-\($0)\"}" }.joined(separator: ", ")
    return """
      {"NetworkAclId": "acl-\(subnets.joined())", "VpcId": "vpc-\(vpc)",
       "Associations": [\(associations)], "Entries": [\(entries)]}
      """
  }

  private static func entry(_ number: Int, _ egress: Bool, _ action: String, _ range: String)
    -> String
  {
    """
    {"RuleNumber": \(number), "Egress": \(egress), "Protocol": "-1", "RuleAction": "\(action)",
     "CidrBlock": "\(range)"}
    """
  }

  private static let open =
    entry(100, false, "allow", "0.0.0.0/0") + ", " + entry(100, true, "allow", "0.0.0.0/0")

  private static func attachment(_ number: Int, _ vpc: String) -> String {
    """
    {"TransitGatewayAttachmentId": "tgw-attach-\(number)", "TransitGatewayId": "tgw-1",
     "TransitGatewayOwnerId": "123456789012", "ResourceType": "vpc", "ResourceId": "vpc-\(vpc)",
     "State": "available", "Association": {"State": "associated",
       "TransitGatewayRouteTableId": "tgw-rtb-0000000\(number)"}}
    """
  }

  private static func door(_ number: Int, _ vpc: String, _ subnet: String) -> String {
    """
    {"TransitGatewayAttachmentId": "tgw-attach-\(number)", "TransitGatewayId": "tgw-1",
     "VpcId": "vpc-\(vpc)", "VpcOwnerId": "123456789012", "State": "available",
     "SubnetIds": ["subnet-\(subnet)"], "Options": {"ApplianceModeSupport": "disable"}}
    """
  }

  private static func routes(_ number: Int, _ routes: [(String, Int)]) -> String {
    let list = routes.map {
      """
      {"DestinationCidrBlock": "\($0.0)", "Type": "\($0.0 == "0.0.0.0/0" ? "static" : "propagated")",
       "State": "active", "TransitGatewayAttachments": [
         {"TransitGatewayAttachmentId": "tgw-attach-\($0.1)", "ResourceType": "vpc"}]}
      """
    }
    return """
      {"TransitGatewayRouteTableId": "tgw-rtb-0000000\(number)",
       "Routes": [\(list.joined(separator: ", "))]}
      """
  }

  /// The exports: `spoke` 10.1/16 and `egress` 10.9/16 at a transit gateway.
  private static func exports(
    publicRoutes: [(String, String, String)] = [("10.1.0.0/16", "TransitGatewayId", "tgw-1")],
    spokeZone: String = "a", doorACL: String = open
  ) -> [String: String] {
    let spokeLocal = ("10.1.0.0/16", "GatewayId", "local")
    let egressLocal = ("10.9.0.0/16", "GatewayId", "local")
    let lists: [String: [String]] = [
      "Vpcs": ["spoke 10.1.0.0/16", "egress 10.9.0.0/16"].map {
        let words = $0.split(separator: " ")
        return "{\"VpcId\": \"vpc-\(words[0])\", \"OwnerId\": \"123456789012\", "
          + "\"CidrBlock\": \"\(words[1])\"}"
      },
      "Subnets": [
        subnet("app", "spoke", "10.1.1.0/24", spokeZone),
        subnet("spokedoor", "spoke", "10.1.9.0/28", "a"),
        subnet("public", "egress", "10.9.1.0/24", "a"),
        subnet("egressdoor", "egress", "10.9.9.0/28", "a"),
      ],
      "RouteTables": [
        table(
          "spoke", "spoke", ["app", "spokedoor"],
          [spokeLocal, ("0.0.0.0/0", "TransitGatewayId", "tgw-1")]),
        table(
          "public", "egress", ["public"],
          [egressLocal, ("0.0.0.0/0", "GatewayId", "igw-1")] + publicRoutes),
        table(
          "door", "egress", ["egressdoor"], [egressLocal, ("0.0.0.0/0", "NatGatewayId", "nat-1")]),
      ],
      "NetworkAcls": [
        acl("spoke", ["app"]), acl("spoke", ["spokedoor"], doorACL),
        acl("egress", ["public", "egressdoor"]),
      ],
      "SecurityGroups": [
        """
        {"GroupId": "sg-1", "GroupName": "all", "VpcId": "vpc-spoke", "OwnerId": "123456789012",
         "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
         "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}
        """
      ],
      "NetworkInterfaces": [
        interface("app", "spoke", "app", "10.1.1.10"),
        interface("tool", "egress", "public", "10.9.1.30"),
      ],
      "Reservations": [],
      "InternetGateways": [
        """
        {"InternetGatewayId": "igw-1", "OwnerId": "123456789012",
         "Attachments": [{"VpcId": "vpc-egress", "State": "available"}]}
        """
      ],
      "NatGateways": [
        """
        {"NatGatewayId": "nat-1", "State": "available", "VpcId": "vpc-egress",
         "SubnetId": "subnet-public", "NatGatewayAddresses": [{"NetworkInterfaceId": "eni-nat",
           "PrivateIp": "10.9.1.20", "PublicIp": "198.51.100.20"}]}
        """
      ],
      "TransitGateways": [
        #"{"TransitGatewayId": "tgw-1", "OwnerId": "123456789012", "State": "available"}"#
      ],
      "TransitGatewayAttachments": [attachment(1, "spoke"), attachment(2, "egress")],
      "TransitGatewayVpcAttachments": [
        door(1, "spoke", "spokedoor"), door(2, "egress", "egressdoor"),
      ],
      "TransitGatewayStaticRoutes": [
        routes(1, [("0.0.0.0/0", 2), ("10.9.0.0/16", 2)]), routes(2, [("10.1.0.0/16", 1)]),
      ],
    ]
    var files: [String: String] = [:]
    for (key, records) in lists {
      files["exports/123456789012/us-east-1/\(key).json"] =
        "{\"\(key)\": [\(records.joined(separator: ", "))]}"
    }
    return files
  }

  private func ask(
    _ exports: [String: String], from: String = "eni-app", to: String = "192.0.2.80"
  ) async throws -> FlowRuling {
    let graph = await Composer.compose(SourceCatalog(texts: exports))
    let asker = FlowAsker(graph.topology)
    let request = try TrafficRequest(proto: "tcp", port: "443")
    return try asker.rule(FlowRow(from: from, to: to, request))
  }

  @Test func `AWS-NAT-03: packets that come by a transit gateway leave by the NAT gateway`()
    async throws
  {
    let ruling = try await ask(Self.exports())
    #expect(ruling.verdict == .delivered, "\(ruling)")
  }

  @Test func `AWS-NAT-03: the answer needs a route from the NAT gateway to the transit gateway`()
    async throws
  {
    let ruling = try await ask(Self.exports(publicRoutes: []))
    #expect(ruling.verdict == .blocked)
    #expect(ruling.direction == .answer)
  }

  @Test func `AWS-TGW-01: a sender in a zone without a door is not let in`() async throws {
    let ruling = try await ask(Self.exports(spokeZone: "b"))
    #expect(ruling.verdict == .blocked)
    #expect(ruling.direction == .forward)
  }

  @Test(arguments: [(false, "10.1.1.0/24"), (true, "10.1.1.0/24")])
  func `AWS-ACL-08: a door's rules see what enters by source and what leaves by destination`(
    egress: Bool, range: String
  ) async throws {
    let rules = Self.entry(50, egress, "deny", range) + ", " + Self.open
    let ruling = try await ask(
      Self.exports(doorACL: rules), from: "eni-app", to: "10.9.1.30")
    #expect(ruling.verdict == .blocked)
    #expect(ruling.direction == (egress ? .answer : .forward))
    #expect(ruling.blockedBy == "subnet-filter:acl-spokedoor")
  }

  @Test(arguments: [(false, "10.9.1.0/24"), (true, "10.9.1.0/24")])
  func `AWS-ACL-08: a door's rules ask for nothing else`(egress: Bool, range: String) async throws {
    let rules = Self.entry(50, egress, "deny", range) + ", " + Self.open
    let ruling = try await ask(
      Self.exports(doorACL: rules), from: "eni-app", to: "10.9.1.30")
    #expect(ruling.verdict == .delivered, "\(ruling)")
  }

  @Test func `AWS-NAT-01: nothing from the internet comes in by this way`() async throws {
    let ruling = try await ask(Self.exports(), from: "internet", to: "eni-app")
    #expect(ruling.verdict == .blocked)
  }
}
