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
