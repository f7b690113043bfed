import Documents
import PacketSets
import Testing
import Topology

@Suite struct TransitGatewayTests {
  @Test func `AWS-TGW-01: a VPC attachment is entered by the subnet in the sender's zone`() throws {
    let imported = try Imported.transit([
      "TransitGatewayVpcAttachments": TransitBase.vpcAttachments(first: ["subnet-b", "subnet-a"])
    ])
    let found = try #require(imported.attachment("tgw-attach-1")?.attachment)
    guard case .network(let network, let doors) = found.side else {
      Issue.record("the attachment leads to no network")
      return
    }
    #expect(imported.topology.networks[network].id == "vpc-1")
    #expect(doors.map { imported.topology.subnets[$0].id } == ["subnet-a", "subnet-b"])
    #expect(found.entersByZone)
    #expect(imported.gateway("tgw-1")?.networks.count == 2)
    #expect(imported.gateway("tgw-1")?.name == "core")
    let route = imported.route("10.2.0.0/16", ofSubnet: "subnet-a")
    #expect(imported.gateway(of: route)?.id == "tgw-1")
    #expect(imported.codes.filter { $0.hasPrefix("aws.transitGateway") } == [])
  }

  @Test func `AWS-TGW-01: a subnet without a zone leaves the door open to doubt`() throws {
    let imported = try Imported.transit([
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"},
       {"SubnetId": "subnet-2", "VpcId": "vpc-2", "CidrBlock": "10.2.1.0/24",
        "AvailabilityZone": "us-east-1a"}]
      """
    ])
    #expect(imported.attachment("tgw-attach-1")?.attachment.entersByZone == false)
    #expect(imported.attachment("tgw-attach-2")?.attachment.entersByZone == true)
    #expect(imported.diagnostic("aws.subnet.zone")?.effect == .assumedOpen)
  }

  @Test func `AWS-TGW-02: without an association what comes in is dropped`() throws {
    let list =
      "[\(TransitBase.attachment("tgw-attach-1", "vpc", "vpc-1", table: nil)), "
      + "\(TransitBase.attachment("tgw-attach-2", "vpc", "vpc-2"))]"
    let imported = try Imported.transit(["TransitGatewayAttachments": list])
    #expect(imported.attachment("tgw-attach-1")?.table == nil)
    #expect(imported.attachment("tgw-attach-2")?.table?.id == TransitBase.table)
    #expect(imported.diagnostic("aws.transitGateway.noTable")?.effect == .exact)
  }

  @Test func `AWS-TGW-02: an association that is not exported is unknown`() throws {
    let imported = try Imported.transit(["TransitGatewayAttachments": nil])
    let table = try #require(imported.attachment("tgw-attach-1")?.table)
    #expect(
      imported.remedy(table.unknown)
        == "aws ec2 describe-transit-gateway-attachments, in account 123456789012")
    #expect(imported.attachment("other attachments of tgw-1")?.isUnknown == true)
  }

  @Test func `AWS-TGW-02: the list of associations of a table tells as well`() throws {
    let imported = try Imported.transit(
      ["TransitGatewayAttachments": nil],
      more: [
        "exports/123456789012/us-east-1/associations-\(TransitBase.table).json": """
        {"Associations": [{"TransitGatewayAttachmentId": "tgw-attach-1", "ResourceType": "vpc",
          "ResourceId": "vpc-1", "State": "associated"}]}
        """
      ])
    #expect(imported.attachment("tgw-attach-1")?.table?.id == TransitBase.table)
    #expect(imported.attachment("tgw-attach-2")?.table?.unknown != nil)
  }

  @Test func `AWS-TGW-03: static routes, prefix lists and propagated ones rank in this order`()
    throws
  {
    let kinds = ["vpc", "direct-connect-gateway", "connect", "vpn", "vpn-concentrator", "peering"]
    let propagated = kinds.map {
      TransitBase.route("172.16.0.0/12", "tgw-attach-2", type: "propagated", $0)
    }
    let list = """
      [{"TransitGatewayRouteTableId": "\(TransitBase.table)", "Routes": [
        \(TransitBase.route("172.16.0.0/12", "tgw-attach-1")),
        \(TransitBase.route("pl-00000001", "tgw-attach-1", key: "PrefixListId")),
        \(propagated.joined(separator: ", "))]}]
      """
    let imported = try Imported.transit([
      "TransitGatewayStaticRoutes": list,
      "PrefixLists": #"[{"PrefixListId": "pl-00000001", "Cidrs": ["172.16.0.0/12"]}]"#,
    ])
    let routes = try #require(imported.attachment("tgw-attach-1")?.table?.routes)
    #expect(routes.map(\.rank) == routes.map(\.rank).sorted())
    #expect(Set(routes.map(\.rank)).count == 8)
    #expect(routes[1].destinations == [try #require(Prefix("172.16.0.0/12"))])
  }

  @Test func `AWS-TGW-03: a blackhole drops`() throws {
    let imported = try Imported.transit([
      "TransitGatewayStaticRoutes": TransitBase.routes(
        TransitBase.route("10.2.1.0/24", nil, state: "blackhole"))
    ])
    let route = imported.attachment("tgw-attach-1")?.route("10.2.1.0/24")
    #expect(imported.dropReason(of: route) == "blackhole in \(TransitBase.table)")
  }

  @Test func `AWS-TGW-03: a reference to a prefix list is a route`() throws {
    let imported = try Imported.transit([
      "TransitGatewayPrefixListReferences": """
      [{"TransitGatewayRouteTableId": "\(TransitBase.table)", "PrefixListId": "pl-00000001",
        "State": "available", "Blackhole": false, "TransitGatewayAttachment": {
          "TransitGatewayAttachmentId": "tgw-attach-2", "ResourceType": "vpc"}}]
      """
    ])
    let route = try #require(imported.attachment("tgw-attach-1")?.route("pl-00000001"))
    #expect(route.possible != nil)
    #expect(route.target == .attachment(1))
  }

  @Test(arguments: [("enable", false), ("disable", true)])
  func `AWS-TGW-04: packets leave in the zone of the sender unless in appliance mode`(
    mode: String, byZone: Bool
  ) throws {
    let imported = try Imported.transit([
      "TransitGatewayVpcAttachments": TransitBase.vpcAttachments(
        options: "\"ApplianceModeSupport\": \"\(mode)\"")
    ])
    #expect(imported.attachment("tgw-attach-1")?.attachment.leavesByZone == byZone)
  }

  @Test func `AWS-TGW-04: zones go by their ids where accounts name them differently`() throws {
    let imported = try Imported.transit([
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
        "AvailabilityZone": "us-east-1a", "AvailabilityZoneId": "use1-az1"},
       {"SubnetId": "subnet-2", "VpcId": "vpc-2", "CidrBlock": "10.2.1.0/24",
        "AvailabilityZone": "us-east-1a", "AvailabilityZoneId": "use1-az4"}]
      """
    ])
    #expect(imported.subnet("subnet-a")?.zone == "use1-az1")
    #expect(imported.subnet("subnet-2")?.zone == "use1-az4")
  }

  @Test(arguments: [(true, "enable", true), (true, "disable", false), (false, "enable", false)])
  func `AWS-SG-15: groups are kept only where both sides allow it`(
    gateway: Bool, attachment: String, keeps: Bool
  ) throws {
    let imported = try Imported.transit([
      "TransitGateways": TransitBase.gateway(refersToGroups: gateway),
      "TransitGatewayVpcAttachments": TransitBase.vpcAttachments(
        options: "\"SecurityGroupReferencingSupport\": \"\(attachment)\""),
    ])
    #expect(imported.attachment("tgw-attach-1")?.attachment.keepsIdentity == keeps)
  }

  @Test(arguments: [("enable", true), ("disable", false)])
  func `an attachment carries IPv6 only where it is switched on`(
    support: String, carries: Bool
  ) throws {
    let imported = try Imported.transit([
      "TransitGatewayVpcAttachments": TransitBase.vpcAttachments(
        options: "\"Ipv6Support\": \"\(support)\"")
    ])
    let found = try #require(imported.attachment("tgw-attach-1"))
    #expect(found.attachment.carries == (carries ? .all : .allIPv4))
    #expect((found.route("2600:2::/56") != nil) == carries)
    #expect(found.route("10.2.0.0/16")?.target == .attachment(1))
  }

  @Test func `one that is deleted or whose attachment is gone carries nothing`() throws {
    let gone =
      "[\(TransitBase.attachment("tgw-attach-1", "vpc", "vpc-1", state: "deleted")), "
      + "\(TransitBase.attachment("tgw-attach-2", "vpc", "vpc-2"))]"
    let one = try Imported.transit([
      "TransitGatewayAttachments": gone,
      "TransitGatewayStaticRoutes": TransitBase.routes(
        TransitBase.route("10.0.0.0/16", "tgw-attach-1")),
    ])
    let route = one.route("10.2.0.0/16", ofSubnet: "subnet-a")
    #expect(one.dropReason(of: route) == "tgw-attach-1 is deleted")
    #expect(
      one.dropReason(of: one.attachment("tgw-attach-2")?.route("10.0.0.0/16"))
        == "tgw-attach-1 is deleted")
    let other = try Imported.transit([
      "TransitGateways": #"[{"TransitGatewayId": "tgw-1", "State": "deleted"}]"#
    ])
    #expect(
      other.dropReason(of: other.route("10.2.0.0/16", ofSubnet: "subnet-a")) == "tgw-1 is deleted")
    #expect(other.gateway("tgw-1") == nil)
  }
}
