import Documents
import PacketSets
import Testing
import Topology

@Suite struct TransitRouteTests {
  private static let search = "aws ec2 search-transit-gateway-routes"

  @Test func `AWS-TGW-07: propagations rebuild the routes of VPCs`() throws {
    let imported = try Imported.transit()
    let table = try #require(imported.attachment("tgw-attach-1")?.table)
    #expect(table.unknown == nil)
    #expect(table.routes.map(\.text) == ["10.0.0.0/16", "10.2.0.0/16"])
    #expect(table.routes.map(\.target) == [.attachment(0), .attachment(1)])
  }

  @Test func `AWS-TGW-07: without the list of propagations the routes are possible`() throws {
    let imported = try Imported.transit(["TransitGatewayPropagations": nil])
    let routes = try #require(imported.attachment("tgw-attach-1")?.table?.routes)
    #expect(routes.allSatisfy { $0.destinations.isEmpty && $0.possible != nil })
    #expect(routes.map(\.target) == [.attachment(0), .attachment(1)])
  }

  @Test(arguments: ["vpn", "direct-connect-gateway", "connect"])
  func `AWS-TGW-07: what is learned by BGP is possible and names the command`(
    type: String
  ) throws {
    let list =
      "[\(TransitBase.attachment("tgw-attach-1", "vpc", "vpc-1")), "
      + "\(TransitBase.attachment("tgw-attach-9", type, "line-9"))]"
    let propagations = TransitBase.propagations(("tgw-attach-1", "vpc"), ("tgw-attach-9", type))
    let lists = ["TransitGatewayAttachments": list, "TransitGatewayPropagations": propagations]
    let imported = try Imported.transit(lists)
    let route = try #require(
      imported.attachment("tgw-attach-1")?.route("propagated from tgw-attach-9"))
    #expect(route.possible?.addresses == .all)
    #expect(imported.remedy(route.possible?.assumption)?.hasPrefix(Self.search) == true)
    #expect(imported.diagnostic("aws.transitGateway.learned")?.effect == .assumedOpen)
    // A search that shows propagated routes shows all of them.
    let searched = try Imported.transit(
      lists.merging(
        [
          "TransitGatewayStaticRoutes": TransitBase.routes(
            TransitBase.route("192.168.0.0/16", "tgw-attach-9", type: "propagated", type))
        ], uniquingKeysWith: { $1 }))
    #expect(
      searched.attachment("tgw-attach-1")?.table?.routes.map(\.text) == ["192.168.0.0/16"])
    #expect(searched.codes.contains("aws.transitGateway.learned") == false)
  }

  @Test func `AWS-TGW-07: a table without a search for its routes is unknown`() throws {
    let imported = try Imported.transit(["TransitGatewayStaticRoutes": nil])
    let table = try #require(imported.attachment("tgw-attach-1")?.table)
    #expect(imported.remedy(table.unknown)?.contains(TransitBase.table) == true)
    #expect(imported.diagnostic("aws.transitGateway.routes")?.effect == .assumedOpen)
  }

  @Test func `AWS-IO-07: a search that was cut off leaves its table unknown`() throws {
    let imported = try Imported.transit([
      "TransitGatewayStaticRoutes": TransitBase.routes(
        TransitBase.route("10.2.0.0/16", "tgw-attach-2"), whole: false)
    ])
    #expect(imported.attachment("tgw-attach-1")?.table?.unknown != nil)
  }

  @Test(arguments: [
    "search-\(TransitBase.table).json", "ec2-search-transit-gateway-routes/\(TransitBase.table)",
  ])
  func `AWS-IO-06: the name of the file tells to which table routes belong`(name: String) throws {
    let imported = try Imported.transit(
      ["TransitGatewayStaticRoutes": nil],
      more: [
        "exports/123456789012/us-east-1/\(name)": """
        {"AdditionalRoutesAvailable": false, "Routes": [
          {"DestinationCidrBlock": "10.9.0.0/16", "State": "blackhole", "Type": "static"},
          \(TransitBase.route("10.2.0.0/16", "tgw-attach-2", type: "propagated"))]}
        """
      ])
    let table = try #require(imported.attachment("tgw-attach-1")?.table)
    #expect(table.unknown == nil)
    #expect(table.routes.map(\.text) == ["10.9.0.0/16", "10.2.0.0/16"])
  }

  @Test func `AWS-IO-06: routes of no known table are told and used nowhere`() throws {
    let imported = try Imported.transit(
      ["TransitGatewayStaticRoutes": nil],
      more: [
        "exports/123456789012/us-east-1/routes.json":
          "{\"Routes\": [\(TransitBase.route("10.2.0.0/16", "tgw-attach-2"))]}"
      ])
    #expect(imported.diagnostic("aws.transitGateway.subject")?.effect == .assumedOpen)
    #expect(imported.attachment("tgw-attach-1")?.table?.unknown != nil)
  }

  @Test func `a route to an attachment that is not listed leads to something unknown`() throws {
    let imported = try Imported.transit([
      "TransitGatewayStaticRoutes": TransitBase.routes(
        TransitBase.route("0.0.0.0/0", "tgw-attach-7"))
    ])
    #expect(imported.attachment("tgw-attach-1")?.route("0.0.0.0/0")?.target == .attachment(2))
    #expect(imported.attachment("tgw-attach-7")?.isUnknown == true)
    #expect(imported.attachment("tgw-attach-7")?.world != nil)
  }

  // MARK: The other side

  private static func peering(_ id: String, _ gateway: String, to other: String) -> String {
    TransitBase.attachment(id, "peering", other, gateway: gateway, table: TransitBase.table)
  }

  private static let vpcs =
    "\(TransitBase.attachment("tgw-attach-1", "vpc", "vpc-1")), "
    + "\(TransitBase.attachment("tgw-attach-2", "vpc", "vpc-2"))"

  @Test func `AWS-TGW-06: a peering leads to the attachment of the other gateway`() throws {
    let imported = try Imported.transit([
      "TransitGatewayAttachments": "[\(Self.vpcs), "
        + "\(Self.peering("tgw-attach-p", "tgw-1", to: "tgw-2")), "
        + "\(Self.peering("tgw-attach-p", "tgw-2", to: "tgw-1"))]"
    ])
    let other = try #require(
      imported.topology.gateways.ids.first { imported.topology.gateways[$0].id == "tgw-2" })
    let found = try #require(imported.attachment("tgw-attach-p"))
    #expect(found.attachment.side == .transit(other, attachment: 0))
    #expect(imported.attachment("tgw-attach-p", of: "tgw-2") != nil)
  }

  @Test func `AWS-TGW-06: the list of peerings tells both sides`() throws {
    let imported = try Imported.transit([
      "TransitGateways": """
      [{"TransitGatewayId": "tgw-1", "OwnerId": "123456789012"},
       {"TransitGatewayId": "tgw-2", "OwnerId": "123456789012"}]
      """,
      "TransitGatewayPeeringAttachments": """
      [{"TransitGatewayAttachmentId": "tgw-attach-p", "State": "available",
        "RequesterTgwInfo": {"TransitGatewayId": "tgw-1", "OwnerId": "123456789012"},
        "AccepterTgwInfo": {"TransitGatewayId": "tgw-2", "OwnerId": "123456789012"}}]
      """,
    ])
    let other = try #require(
      imported.topology.gateways.ids.first { imported.topology.gateways[$0].id == "tgw-2" })
    #expect(
      imported.attachment("tgw-attach-p")?.attachment.side == .transit(other, attachment: 0))
  }

  @Test func `AWS-TGW-06: beyond a gateway that is not exported nothing is known`() throws {
    let imported = try Imported.transit([
      "TransitGatewayAttachments":
        "[\(Self.vpcs), \(Self.peering("tgw-attach-p", "tgw-1", to: "tgw-9"))]"
    ])
    let found = try #require(imported.attachment("tgw-attach-p"))
    #expect(found.isUnknown && found.world != nil)
    let diagnostic = try #require(imported.diagnostic("aws.transitGateway.missingSide"))
    #expect(diagnostic.message.contains("tgw-9"))
    #expect(diagnostic.effect == .assumedOpen)
  }

  @Test func `a VPC that is not exported is an unknown side`() throws {
    let imported = try Imported.transit([
      "TransitGatewayAttachments":
        "[\(Self.vpcs), \(TransitBase.attachment("tgw-attach-3", "vpc", "vpc-3"))]"
    ])
    #expect(imported.attachment("tgw-attach-3")?.isUnknown == true)
    #expect(
      imported.diagnostic("aws.transitGateway.missingSide")?.message.contains("vpc-3") == true)
  }

  @Test func `the account of a gateway of somebody else is named`() throws {
    let shared = TransitBase.attachment(
      "tgw-attach-1", "vpc", "vpc-1", table: nil, owner: "999999999999")
    let imported = try Imported.transit([
      "TransitGateways": nil, "TransitGatewayRouteTables": nil, "TransitGatewayStaticRoutes": nil,
      "TransitGatewayPropagations": nil, "TransitGatewayAttachments": "[\(shared)]",
    ])
    let table = try #require(imported.attachment("tgw-attach-1")?.table)
    #expect(imported.remedy(table.unknown)?.contains("999999999999") == true)
    #expect(imported.attachment("other attachments of tgw-1")?.isUnknown == true)
  }

  @Test func `a VPC whose subnets at the gateway are not known enters to nowhere certain`() throws {
    let imported = try Imported.transit(["TransitGatewayVpcAttachments": nil])
    #expect(imported.attachment("tgw-attach-1")?.isUnknown == true)
    let entry = try #require(imported.attachment("attachment of vpc-1"))
    #expect(entry.table?.unknown != nil)
    #expect(imported.gateway("tgw-1")?.networks.count == 2)
  }

  @Test func `the interfaces of an attachment tell its subnets`() throws {
    let interface = """
      {"NetworkInterfaceId": "eni-t", "SubnetId": "subnet-b", "VpcId": "vpc-1", "Groups": [],
       "InterfaceType": "transit_gateway", "SourceDestCheck": false,
       "Description": "Network Interface for Transit Gateway Attachment tgw-attach-1",
       "PrivateIpAddress": "10.0.2.40"}
      """
    let imported = try Imported.transit([
      "TransitGatewayVpcAttachments": nil, "NetworkInterfaces": "[\(interface)]",
    ])
    guard case .network(_, let doors) = imported.attachment("tgw-attach-1")?.attachment.side else {
      Issue.record("the attachment leads to no network")
      return
    }
    #expect(doors.map { imported.topology.subnets[$0].id } == ["subnet-b"])
  }
}
