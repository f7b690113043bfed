import Documents
import PacketSets
import Testing
import Topology

@Suite struct NatTests {
  /// A NAT gateway in subnet-a.
  static func nat(
    state: String = "available", more: String = #""ConnectivityType": "public""#
  ) -> String {
    """
    [{"NatGatewayId": "nat-1", "State": "\(state)", "VpcId": "vpc-1", "SubnetId": "subnet-a",
      \(more), "Tags": [{"Key": "Name", "Value": "outlet"}],
      "NatGatewayAddresses": [
        {"NetworkInterfaceId": "eni-nat2", "PrivateIp": "10.0.1.21", "PublicIp": "192.0.2.21"},
        {"NetworkInterfaceId": "eni-nat1", "PrivateIp": "10.0.1.20", "PublicIp": "192.0.2.20",
         "IsPrimary": true, "Status": "succeeded"},
        {"NetworkInterfaceId": "eni-nat3", "PrivateIp": "10.0.1.22", "Status": "failed"}]}]
    """
  }

  private func translation(_ imported: Imported) -> SourceTranslation? {
    guard case .sourceTranslation(let translation) = imported.gateway("nat-1")?.kind else {
      return nil
    }
    return translation
  }

  private let routes = Base.tables(
    Base.local, Base.route("DestinationCidrBlock", "0.0.0.0/0", "NatGatewayId", "nat-1"))

  @Test func `AWS-NAT-01: TCP, UDP and ICMP leave by all its addresses`() throws {
    let imported = try Imported(["NatGateways": Self.nat(), "RouteTables": routes])
    let found = try #require(translation(imported))
    #expect(
      found.endpoints.map { imported.topology.endpoints[$0].id } == ["eni-nat1", "eni-nat2"])
    #expect(found.traffic == TrafficSet(.tcp).union(TrafficSet(.udp)).union(TrafficSet(.icmp)))
    #expect(found.ports == 1024...65535)
    #expect(found.reachesInternet)
    let endpoint = try #require(imported.endpoint("eni-nat1"))
    #expect(endpoint.addresses.first?.publicAddress == IPAddress("192.0.2.20"))
    #expect(endpoint.offers.isEmpty)
    #expect(!endpoint.initiates)
    #expect(imported.resource("nat-1")?.name == "outlet")
    #expect(imported.gateway(of: imported.route("0.0.0.0/0", ofSubnet: "subnet-b"))?.id == "nat-1")
  }

  @Test func `its exported interfaces are its endpoints`() throws {
    let interface = """
      {"NetworkInterfaceId": "eni-nat1", "SubnetId": "subnet-a", "VpcId": "vpc-1", "Groups": [],
       "InterfaceType": "nat_gateway", "Description": "Interface for NAT Gateway nat-1",
       "SourceDestCheck": false, "PrivateIpAddress": "10.0.1.20"}
      """
    let imported = try Imported([
      "NatGateways": Self.nat(), "NetworkInterfaces": "[\(Base.eniA), \(interface)]",
    ])
    #expect(imported.topology.endpoints.filter { $0.id == "eni-nat1" }.count == 1)
    #expect(imported.resource(of: "eni-nat1")?.kind == .natGateway)
    #expect(
      imported.endpoint("eni-nat1")?.addresses.first?.publicAddress == IPAddress("192.0.2.20"))
    #expect(imported.binding(of: "eni-nat1") == .open)
    #expect(imported.endpoint("eni-nat1")?.forwards == false)
  }

  @Test func `AWS-NAT-02: a private one does not reach the internet`() throws {
    let imported = try Imported([
      "NatGateways": Self.nat(more: #""ConnectivityType": "private""#)
    ])
    #expect(translation(imported)?.reachesInternet == false)
  }

  @Test func `AWS-NAT-04: one that is not available carries nothing`() throws {
    let imported = try Imported([
      "NatGateways": Self.nat(state: "deleted"), "RouteTables": routes,
    ])
    #expect(imported.gateway("nat-1") == nil)
    #expect(imported.endpoint("eni-nat1") == nil)
    let route = imported.route("0.0.0.0/0", ofSubnet: "subnet-a")
    #expect(imported.dropReason(of: route) == "nat-1 is deleted")
    #expect(imported.coverage.records.first { $0.type == "NatGateways" }?.modelled == 0)
  }

  /// A regional NAT gateway with an address in each of the zones.
  private static func regional(zones: [String], mode: String = "disabled") -> String {
    let addresses = zones.enumerated().map { number, zone in
      #"{"PublicIp": "198.51.100.\#(number + 1)", "AvailabilityZone": "\#(zone)"}"#
    }
    return """
      [{"NatGatewayId": "nat-1", "State": "available", "VpcId": "vpc-1",
        "AvailabilityMode": "regional", "RouteTableId": "rtb-nat", "AutoProvisionZones": "\(mode)",
        "NatGatewayAddresses": [\(addresses.joined(separator: ", "))]}]
      """
  }

  private static func regionalTables(_ way: String) -> String {
    """
    [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
      "Routes": [\(Base.local),
        \(Base.route("DestinationCidrBlock", "0.0.0.0/0", "NatGatewayId", "nat-1"))]},
     {"RouteTableId": "rtb-nat", "VpcId": "vpc-1", "Associations": [{"GatewayId": "nat-1"}],
      "Routes": [\(Base.local), \(way)]}]
    """
  }

  @Test func `AWS-NAT-05: a regional one routes by its own table`() throws {
    func account(_ zones: [String], way: String = Base.igw, mode: String = "disabled") throws
      -> Imported
    {
      try Imported([
        "NatGateways": Self.regional(zones: zones, mode: mode),
        "RouteTables": Self.regionalTables(way),
        "NetworkInterfaces": "[\(Base.eni("eni-a", "10.0.1.10")), \(Base.eniB)]",
      ])
    }
    let both = try account(["us-east-1a", "us-east-1b"])
    #expect(both.diagnostic("aws.natGateway.regional") == nil)
    #expect(both.diagnostic("aws.routeTable.gateway") == nil)
    #expect(try both.fate(from: "eni-a", to: "8.8.8.8") == .passes)
    #expect(try both.fate(from: "8.8.8.8", to: "eni-a") == .isBlocked)
    let nowhere = try account(
      ["us-east-1a", "us-east-1b"],
      way: Base.route("DestinationCidrBlock", "9.0.0.0/8", "GatewayId", "igw-1"))
    #expect(try nowhere.fate(from: "eni-a", to: "8.8.8.8") == .isBlocked)
    // It drops what comes from a zone without an address, unless it provides one by itself.
    let one = try account(["us-east-1a"])
    #expect(try one.fate(from: "eni-a", to: "8.8.8.8") == .isUndecided)
    #expect(
      try account(["us-east-1a"], mode: "enabled").fate(from: "eni-a", to: "8.8.8.8") == .passes)
  }

  @Test func `AWS-NAT-05: a regional one of which the table is not known says so`() throws {
    let imported = try Imported([
      "NatGateways": """
      [{"NatGatewayId": "nat-1", "State": "available", "VpcId": "vpc-1",
        "AvailabilityMode": "regional", "NatGatewayAddresses": []}]
      """, "RouteTables": routes,
    ])
    guard case .opaque(let opaque) = imported.gateway("nat-1")?.kind else {
      Issue.record("nat-1 is not opaque")
      return
    }
    #expect(opaque.mayTranslate)
    #expect(imported.diagnostic("aws.natGateway.regional")?.effect == .assumedOpen)
  }

  @Test func `AWS-NAT-06: NAT64 is unknown`() throws {
    let imported = try Imported([
      "NatGateways": Self.nat(),
      "RouteTables": Base.tables(
        Base.local, Base.route("DestinationIpv6CidrBlock", "64:ff9b::/96", "NatGatewayId", "nat-1")),
    ])
    let gateway = imported.gateway(of: imported.route("64:ff9b::/96", ofSubnet: "subnet-a"))
    #expect(gateway?.id == "nat-1 (NAT64)")
  }
}
