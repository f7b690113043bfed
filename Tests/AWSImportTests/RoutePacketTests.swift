import PacketSets
import Testing
import Topology

/// Packets along routes and past identities, followed to their end.
struct RoutePacketTests {
  @Test func `AWS-RT-05: the longest prefix wins, each family for itself`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local, Base.igw,
        Base.route("DestinationCidrBlock", "8.8.0.0/16", "GatewayId", "vgw-1", state: "blackhole"),
        Base.route("DestinationCidrBlock", "8.8.8.0/24", "GatewayId", "igw-1"),
        Base.route(
          "DestinationIpv6CidrBlock", "::/0", "GatewayId", "vgw-1", state: "blackhole"))
    ])
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == .passes)
    #expect(try imported.fate(from: "eni-a", to: "8.8.4.4") == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "9.9.9.9") == .passes)
  }

  @Test func `AWS-RT-14: an address of the VPC that nobody has takes no packet`() throws {
    let imported = try Imported()
    let model = imported.topology
    let vacant = try #require(IPAddress("10.0.2.99"))
    #expect(!model.worlds.contains { $0.addresses.contains(vacant) })
    #expect(!model.endpoints.contains { $0.addresses.contains { $0.address == vacant } })
    #expect(try imported.fate(from: "eni-a", to: "eni-b", at: "10.0.2.99") == .isBlocked)
  }

  @Test func `AWS-SG-11: the rules of a group that is named play no part`() throws {
    // sg-web lets 443 in from everywhere; sg-db names it for 5432 alone.
    let imported = try Imported()
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 5432) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .isBlocked)
  }

  @Test func `AWS-SG-12: behind an appliance a member's address is no longer its identity`() throws
  {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local),
          \(Base.route("DestinationCidrBlock", "10.0.2.0/24", "NetworkInterfaceId", "eni-box"))]}]
      """,
      "NetworkInterfaces": """
      [\(Base.eniA), \(Base.eniB),
       \(Base.eni("eni-box", "10.0.1.66", #""SourceDestCheck": false"#, groups: []))]
      """,
    ])
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 5432) != .passes)
  }

  @Test func `AWS-NAT-07: what an appliance forwards is not known`() throws {
    func account(checks: Bool) throws -> Imported {
      try Imported([
        "RouteTables": """
        [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
          "Routes": [\(Base.local),
            \(Base.route("DestinationCidrBlock", "0.0.0.0/0", "NetworkInterfaceId", "eni-box"))]}]
        """,
        "NetworkInterfaces": """
        [\(Base.eniA),
         \(Base.eni("eni-box", "10.0.1.66", #""SourceDestCheck": \#(checks)"#, groups: []))]
        """,
      ])
    }
    #expect(try account(checks: false).fate(from: "eni-a", to: "8.8.8.8") == .isUndecided)
    #expect(try account(checks: true).fate(from: "eni-a", to: "8.8.8.8") == .isBlocked)
  }

  @Test func `AWS-SG-06: type and code of pings`() throws {
    func account(_ rule: String) throws -> Imported {
      try Imported([
        "SecurityGroups": """
        [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
          "IpPermissions": [{\(rule), "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
          "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
        """
      ])
    }
    func ping(_ rule: String) throws -> Fate {
      try account(rule).fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1", .icmp)
    }
    #expect(try ping(#""IpProtocol": "icmp", "FromPort": 8, "ToPort": -1"#) == .passes)
    #expect(try ping(#""IpProtocol": "icmp", "FromPort": 8, "ToPort": 0"#) == .passes)
    #expect(try ping(#""IpProtocol": "icmp", "FromPort": -1, "ToPort": -1"#) == .passes)
    #expect(try ping(#""IpProtocol": "icmp", "FromPort": 3, "ToPort": 4"#) == .isBlocked)
    #expect(try ping(#""IpProtocol": "1", "FromPort": 8, "ToPort": -1"#) == .passes)
  }
}

/// Routes to gateways that are not exported.
struct UnexportedTargetTests {
  @Test func `a peering that is not exported may carry packets of each VPC whose routes name it`()
    throws
  {
    let imported = try Imported([
      "Vpcs": """
      [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"},
       {"VpcId": "vpc-2", "CidrBlock": "10.50.0.0/16"}]
      """,
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"},
       {"SubnetId": "subnet-z", "VpcId": "vpc-2", "CidrBlock": "10.50.1.0/24"}]
      """,
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local),
          \(Base.route("DestinationCidrBlock", "10.50.0.0/16", "VpcPeeringConnectionId", "pcx-1"))]},
       {"RouteTableId": "rtb-z", "VpcId": "vpc-2", "Associations": [{"Main": true}],
        "Routes": [\(Base.route("DestinationCidrBlock", "10.50.0.0/16", "GatewayId", "local")),
          \(Base.route("DestinationCidrBlock", "10.0.0.0/16", "VpcPeeringConnectionId", "pcx-1"))]}]
      """,
      "NetworkAcls": nil,
      "NetworkInterfaces": """
      [\(Base.eniA), {"NetworkInterfaceId": "eni-z", "SubnetId": "subnet-z", "VpcId": "vpc-2",
        "Status": "in-use", "Groups": [{"GroupId": "sg-web"}],
        "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.50.1.5"}]}]
      """,
    ])
    #expect(imported.gateway("pcx-1")?.networks.count == 2)
    #expect(try imported.fate(from: "eni-a", to: "eni-z") == .isUndecided)
    #expect(try imported.fate(from: "eni-z", to: "eni-a") == .isUndecided)
  }

  @Test func `AWS-RT-08: a list of unknown ranges takes no packet from the local route`() throws {
    func account(_ key: String, _ target: String) throws -> Imported {
      try Imported([
        "RouteTables": Base.tables(
          Base.local, Base.route("DestinationPrefixListId", "pl-0000000000000009", key, target)),
        "NetworkInterfaces": """
        [\(Base.eniA), \(Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b"))]
        """,
      ])
    }
    let transit = try account("TransitGatewayId", "tgw-1")
    #expect(try transit.fate(from: "eni-a", to: "eni-b") == .passes)
    #expect(try transit.fate(from: "eni-a", to: "8.8.8.8") == .isUndecided)
    let appliance = try account("NetworkInterfaceId", "eni-b")
    #expect(try appliance.fate(from: "eni-a", to: "eni-b") != .passes)
  }
}
