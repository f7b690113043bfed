import Documents
import PacketSets
import Testing
import Topology

@Suite struct RouteTests {
  @Test func `AWS-RT-01: a subnet uses its own table, else the main one`() throws {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local)]},
       {"RouteTableId": "rtb-a", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-a"}],
        "Routes": [\(Base.local), \(Base.igw)]}]
      """
    ])
    #expect(imported.table(ofSubnet: "subnet-a")?.id == "rtb-a")
    #expect(imported.table(ofSubnet: "subnet-b")?.id == "rtb-main")
  }

  @Test func `AWS-RT-01: without a main table the routes of other subnets are unknown`() throws {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-a", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-a"}],
        "Routes": [\(Base.local)]}]
      """
    ])
    #expect(imported.table(ofSubnet: "subnet-a")?.unknown == nil)
    #expect(imported.table(ofSubnet: "subnet-b")?.unknown != nil)
    #expect(imported.diagnostic("aws.routeTable.notExported")?.effect == .assumedOpen)
  }

  @Test func `an association that is gone does not count`() throws {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local)]},
       {"RouteTableId": "rtb-a", "VpcId": "vpc-1", "Routes": [\(Base.local)],
        "Associations": [
          {"SubnetId": "subnet-a", "AssociationState": {"State": "disassociated"}}]}]
      """
    ])
    #expect(imported.table(ofSubnet: "subnet-a")?.id == "rtb-main")
  }

  @Test func `AWS-RT-02: a gateway table with a detour makes arrival uncertain`() throws {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local), \(Base.igw)]},
       {"RouteTableId": "rtb-edge", "VpcId": "vpc-1", "Associations": [{"GatewayId": "igw-1"}],
        "Routes": [\(Base.local),
          \(Base.route("DestinationCidrBlock", "10.0.1.0/24", "NetworkInterfaceId", "eni-b"))]}]
      """
    ])
    #expect(imported.table(ofSubnet: "subnet-a")?.id == "rtb-main")
    let guarded = try #require(imported.binding(of: "eni-a")?.inbound.last)
    #expect(guarded.layer == .routing)
    let rule = try #require(imported.topology.filters[guarded.filters[0]].rules.first)
    #expect(rule.peer.possible?.addresses == .global)
    #expect(rule.peer.addresses == AddressSet.global.complement)
    #expect(imported.binding(of: "eni-b")?.inbound.count == 1)
    #expect(imported.diagnostic("aws.routeTable.gateway")?.effect == .assumedOpen)
  }

  @Test func `AWS-RT-03: each target key names its gateway`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local, Base.igw,
        Base.route("DestinationCidrBlock", "10.1.0.0/16", "TransitGatewayId", "tgw-1"),
        Base.route("DestinationCidrBlock", "10.2.0.0/16", "GatewayId", "vgw-1"),
        Base.route("DestinationCidrBlock", "10.3.0.0/16", "VpcPeeringConnectionId", "pcx-1"),
        Base.route("DestinationCidrBlock", "10.4.0.0/16", "LocalGatewayId", "lgw-1"),
        Base.route("DestinationCidrBlock", "10.5.0.0/16", "CoreNetworkArn", "arn:aws:x"),
        Base.route("DestinationCidrBlock", "10.6.0.0/16", "GatewayId", "vpce-1"),
        Base.route("DestinationCidrBlock", "10.7.0.0/16", "NatGatewayId", "nat-1"),
        Base.route("DestinationCidrBlock", "10.8.0.0/16", "SomethingNew", "x-1"))
    ])
    var translating: [String: Bool] = [:]
    for gateway in imported.topology.gateways {
      if case .opaque(let opaque) = gateway.kind { translating[gateway.id] = opaque.mayTranslate }
    }
    #expect(
      translating == [
        "tgw-1": false, "vgw-1": false, "pcx-1": false, "lgw-1": false, "arn:aws:x": false,
        "vpce-1": true, "nat-1": true, "an unknown target": true,
      ])
    #expect(imported.route("10.0.0.0/16", ofSubnet: "subnet-a")?.target == .local)
    #expect(
      imported.gateway(of: imported.route("0.0.0.0/0", ofSubnet: "subnet-a"))?.kind
        == .internet(Topology.internet))
    #expect(imported.diagnostic("aws.route.opaqueTarget")?.effect == .assumedOpen)
  }

  @Test func `AWS-RT-06: static routes rank before prefix lists and those before propagated ones`()
    throws
  {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local,
        Base.route("DestinationCidrBlock", "172.16.0.0/12", "TransitGatewayId", "tgw-1"),
        Base.route("DestinationPrefixListId", "pl-0000000000000001", "TransitGatewayId", "tgw-2"),
        Base.route(
          "DestinationCidrBlock", "172.16.0.0/12", "GatewayId", "vgw-1",
          origin: "EnableVgwRoutePropagation")),
      "PrefixLists": """
      [{"PrefixListId": "pl-0000000000000001", "Cidrs": ["172.16.0.0/12"]}]
      """,
    ])
    let routes = try #require(imported.table(ofSubnet: "subnet-a")?.routes)
    #expect(routes.map(\.rank) == [0, 0, 1, 2])
  }

  @Test func `AWS-RT-07: overlapping prefix lists with different targets are both tried`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local,
        Base.route("DestinationPrefixListId", "pl-00000001", "TransitGatewayId", "tgw-1"),
        Base.route("DestinationPrefixListId", "pl-00000002", "TransitGatewayId", "tgw-2")),
      "PrefixLists": """
      [{"PrefixListId": "pl-00000001", "Cidrs": ["172.16.0.0/12"]},
       {"PrefixListId": "pl-00000002", "Cidrs": ["172.16.1.0/24", "192.168.0.0/16"]}]
      """,
    ])
    let routes = try #require(imported.table(ofSubnet: "subnet-a")?.routes)
    let shared = AddressSet([try #require(Prefix("172.16.1.0/24"))])
    #expect(routes.map { $0.possible?.addresses } == [nil, shared, shared])
    #expect(imported.codes.contains("aws.routeTable.overlappingLists"))
  }

  @Test func `AWS-RT-08: a propagated route inside the local one carries nothing`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local,
        Base.route(
          "DestinationCidrBlock", "10.0.9.0/24", "GatewayId", "vgw-1",
          origin: "EnableVgwRoutePropagation"),
        Base.route(
          "DestinationCidrBlock", "10.0.0.0/8", "GatewayId", "vgw-1",
          origin: "EnableVgwRoutePropagation"))
    ])
    #expect(imported.route("10.0.9.0/24", ofSubnet: "subnet-a") == nil)
    #expect(imported.route("10.0.0.0/8", ofSubnet: "subnet-a") != nil)
  }

  @Test func `AWS-RT-09: a local route that leads elsewhere is no longer local`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.route("DestinationCidrBlock", "10.0.0.0/16", "NetworkInterfaceId", "eni-b")),
      "NetworkInterfaces": """
      [\(Base.eniA), \(Base.eni("eni-b", "10.0.2.10", #""SourceDestCheck": false"#))]
      """,
    ])
    let routes = try #require(imported.table(ofSubnet: "subnet-a")?.routes)
    #expect(routes.count == 1)
    let number = try #require(
      imported.topology.endpoints.ids.first { imported.topology.endpoints[$0].id == "eni-b" })
    #expect(routes.first?.target == .endpoint(number))
  }

  @Test func `AWS-RT-10: every range of the VPC is local, also where the table does not say`()
    throws
  {
    let imported = try Imported([
      "Vpcs": """
      [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16", "CidrBlockAssociationSet": [
         {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
         {"CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}},
         {"CidrBlock": "10.2.0.0/16", "CidrBlockState": {"State": "disassociated"}}],
        "Ipv6CidrBlockAssociationSet": [
         {"Ipv6CidrBlock": "2600:1::/56", "Ipv6CidrBlockState": {"State": "associated"}}]}]
      """
    ])
    #expect(imported.route("10.1.0.0/16", ofSubnet: "subnet-a")?.target == .local)
    #expect(imported.route("2600:1::/56", ofSubnet: "subnet-a")?.target == .local)
    #expect(imported.route("10.2.0.0/16", ofSubnet: "subnet-a") == nil)
    #expect(imported.topology.networks[0].prefixes.count == 3)
  }

  @Test func `AWS-RT-11: a blackhole stays in the table and drops`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local,
        Base.route(
          "DestinationCidrBlock", "10.9.0.0/16", "NatGatewayId", "nat-1", state: "blackhole"),
        Base.route("DestinationCidrBlock", "10.8.0.0/16", "GatewayId", "igw-1", state: "filtered"))
    ])
    let route = imported.route("10.9.0.0/16", ofSubnet: "subnet-a")
    #expect(imported.dropReason(of: route)?.contains("nat-1") == true)
    #expect(imported.route("10.8.0.0/16", ofSubnet: "subnet-a") == nil)
  }

  @Test func `a route to an interface that checks its packets drops them`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local, Base.route("DestinationCidrBlock", "10.9.0.0/16", "NetworkInterfaceId", "eni-b")
      )
    ])
    let route = imported.route("10.9.0.0/16", ofSubnet: "subnet-a")
    #expect(imported.dropReason(of: route)?.contains("eni-b") == true)
  }

  @Test func `a route to an instance leads to its interface`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local, Base.route("DestinationCidrBlock", "10.9.0.0/16", "InstanceId", "i-web")),
      "NetworkInterfaces": """
      [\(Base.eni("eni-a", "10.0.1.10",
          #""SourceDestCheck": false, "Attachment": {"InstanceId": "i-web"}"#))]
      """,
    ])
    let route = imported.route("10.9.0.0/16", ofSubnet: "subnet-a")
    #expect(route?.target == .endpoint(ID(0)))
  }

  @Test func `AWS-RT-04: a list without entries is unknown and not absent`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local,
        Base.route("DestinationPrefixListId", "pl-12345678", "TransitGatewayId", "tgw-1"))
    ])
    let route = try #require(imported.route("pl-12345678", ofSubnet: "subnet-a"))
    #expect(route.destinations.isEmpty)
    let own = AddressSet([try #require(Prefix("10.0.0.0/16"))])
    #expect(route.possible?.addresses == own.complement)
    #expect(imported.diagnostic("aws.prefixList.noEntries")?.effect == .assumedOpen)
  }

  @Test func `every route knows its place`() throws {
    let imported = try Imported()
    let route = try #require(imported.route("0.0.0.0/0", ofSubnet: "subnet-a"))
    #expect(imported.catalog.describe(route.location).contains("RouteTables.json"))
  }
}
