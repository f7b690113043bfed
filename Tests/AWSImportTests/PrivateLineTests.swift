import Documents
import PacketSets
import Testing
import Topology

@Suite struct PrivateLineTests {
  private static let gateway = """
    [{"VpnGatewayId": "vgw-1", "State": "available", "Tags": [{"Key": "Name", "Value": "door"}],
      "VpcAttachments": [{"VpcId": "vpc-1", "State": "attached"}]}]
    """

  private static func connection(isStatic: Bool, state: String = "available") -> String {
    let route = #"{"DestinationCidrBlock": "192.168.0.0/16", "State": "available"}"#
    return """
      [{"VpnConnectionId": "vpn-1", "VpnGatewayId": "vgw-1", "CustomerGatewayId": "cgw-1",
        "State": "\(state)", "Options": {"StaticRoutesOnly": \(isStatic)},
        "Routes": [\(isStatic ? route : "")]}]
      """
  }

  private func imported(_ lists: [String: String?]) throws -> Imported {
    let base: [String: String?] = [
      "VpnGateways": Self.gateway, "VpnConnections": Self.connection(isStatic: true),
      "CustomerGateways": #"[{"CustomerGatewayId": "cgw-1", "DeviceName": "office"}]"#,
      "RouteTables": Base.tables(
        Base.local, Base.route("DestinationCidrBlock", "192.168.0.0/16", "GatewayId", "vgw-1")),
    ]
    return try Imported(base.merging(lists, uniquingKeysWith: { $1 }))
  }

  @Test func `AWS-VGW-01: a VPN joins the ranges of the VPC with its static routes`() throws {
    let imported = try imported([:])
    let inside = try #require(imported.attachment("vgw-1 at vpc-1", of: "vgw-1"))
    #expect(inside.attachment.carries == AddressSet([try #require(Prefix("10.0.0.0/16"))]))
    #expect(inside.table?.routes.map(\.text) == ["192.168.0.0/16"])
    let line = try #require(imported.attachment("vpn-1", of: "vgw-1"))
    #expect(line.table?.routes.map(\.target) == [.attachment(0)])
    let world = imported.topology.worlds[try #require(line.world)]
    #expect(world.id == "cgw-1")
    #expect(world.name == "office")
    #expect(world.kind == .onPremises)
    #expect(world.addresses == AddressSet([try #require(Prefix("192.168.0.0/16"))]))
    #expect(
      imported.gateway(of: imported.route("192.168.0.0/16", ofSubnet: "subnet-a"))?.name == "door")
    // Nothing transits from one line to another, and no IPv6 passes.
    #expect(line.attachment.carries.isDisjoint(with: inside.attachment.carries))
    #expect(line.attachment.carries.isDisjoint(with: .allIPv6))
  }

  @Test func `AWS-VGW-01: what the gateway announces to the VPC was learned over its line`() throws
  {
    let imported = try imported([
      "VpnConnections": Self.connection(isStatic: false),
      "RouteTables": Base.tables(
        Base.local,
        Base.route(
          "DestinationCidrBlock", "172.20.0.0/16", "GatewayId", "vgw-1",
          origin: "EnableVgwRoutePropagation")),
    ])
    let inside = try #require(imported.attachment("vgw-1 at vpc-1", of: "vgw-1"))
    #expect(inside.table?.routes.map(\.text) == ["172.20.0.0/16"])
    #expect(inside.table?.routes.first?.possible == nil)
  }

  @Test func `AWS-VGW-01: learned routes that no export holds are possible`() throws {
    let imported = try imported(["VpnConnections": Self.connection(isStatic: false)])
    let inside = try #require(imported.attachment("vgw-1 at vpc-1", of: "vgw-1"))
    let route = try #require(inside.route("learned over vpn-1"))
    #expect(route.destinations.isEmpty)
    #expect(route.possible?.addresses.contains(try #require(IPAddress("8.8.8.8"))) == true)
    #expect(route.possible?.addresses.contains(try #require(IPAddress("10.0.1.1"))) == false)
    #expect(imported.diagnostic("aws.vpnGateway.learned")?.effect == .assumedOpen)
  }

  @Test func `AWS-VGW-01: lines that no export describes are unknown`() throws {
    let imported = try imported(["VpnConnections": nil])
    let line = try #require(imported.attachment("lines of vgw-1", of: "vgw-1"))
    #expect(line.isUnknown && line.world != nil)
    #expect(imported.diagnostic("aws.vpnGateway.missingLine")?.effect == .assumedOpen)
  }

  @Test func `AWS-VGW-01: a connection that is gone is no line`() throws {
    let imported = try imported([
      "VpnConnections": Self.connection(isStatic: true, state: "deleted")
    ])
    #expect(imported.attachment("vpn-1", of: "vgw-1") == nil)
    #expect(imported.attachment("lines of vgw-1", of: "vgw-1") != nil)
  }

  @Test func `Direct Connect ends at the gateway with which it is associated`() throws {
    let folder = "exports/123456789012/us-east-1"
    let lists: [String: String] = [
      "\(folder)/dx.json": """
      {"directConnectGateways": [
        {"directConnectGatewayId": "dxg-1", "directConnectGatewayName": "datacenter"}]}
      """,
      "\(folder)/dxa.json": """
      {"directConnectGatewayAssociations": [
        {"associationId": "dxa-1", "directConnectGatewayId": "dxg-1",
         "associationState": "associated",
         "associatedGateway": {"id": "vgw-1", "type": "virtualPrivateGateway"}}]}
      """,
    ]
    var files = lists
    for (key, list) in Base.lists.merging(
      ["VpnGateways": Self.gateway, "VpnConnections": "[]"], uniquingKeysWith: { $1 })
    {
      if let list { files["\(folder)/\(key).json"] = "{\"\(key)\": \(list)}" }
    }
    let imported = try Imported(files: files)
    let line = try #require(imported.attachment("dxa-1", of: "vgw-1"))
    #expect(imported.topology.worlds[try #require(line.world)].name == "datacenter")
    #expect(imported.codes.contains("aws.vpnGateway.directConnect") == false)
  }

  @Test func `a VPN at a transit gateway leads to its customer gateway`() throws {
    let imported = try Imported.transit([
      "TransitGatewayAttachments":
        "[\(TransitBase.attachment("tgw-attach-1", "vpc", "vpc-1")), "
        + "\(TransitBase.attachment("tgw-attach-9", "vpn", "vpn-9"))]",
      "VpnConnections": """
      [{"VpnConnectionId": "vpn-9", "TransitGatewayId": "tgw-1", "CustomerGatewayId": "cgw-9",
        "State": "available", "Options": {"StaticRoutesOnly": true}}]
      """,
      "TransitGatewayStaticRoutes": TransitBase.routes(
        TransitBase.route("192.168.0.0/16", "tgw-attach-9", "vpn")),
    ])
    let world = try #require(imported.attachment("tgw-attach-9")?.world)
    #expect(imported.topology.worlds[world].id == "cgw-9")
    #expect(
      imported.topology.worlds[world].addresses
        == AddressSet([try #require(Prefix("192.168.0.0/16"))]))
  }

  @Test func `AWS-CWN-01: a Cloud WAN, carrier or local gateway stays opaque`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local, Base.route("DestinationCidrBlock", "10.4.0.0/16", "LocalGatewayId", "lgw-1"),
        Base.route("DestinationCidrBlock", "10.5.0.0/16", "CoreNetworkArn", "arn:aws:x"),
        Base.route("DestinationCidrBlock", "10.6.0.0/16", "CarrierGatewayId", "cagw-1"))
    ])
    for destination in ["10.4.0.0/16", "10.5.0.0/16", "10.6.0.0/16"] {
      let route = imported.route(destination, ofSubnet: "subnet-a")
      guard case .opaque(let opaque) = imported.gateway(of: route)?.kind else {
        Issue.record("\(destination) leads to nothing opaque")
        continue
      }
      #expect(opaque.world != nil)
    }
  }
}
