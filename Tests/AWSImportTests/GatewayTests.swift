import Documents
import PacketSets
import Testing
import Topology

@Suite struct GatewayTests {
  @Test func `AWS-IGW-01: a gateway serves the VPCs to which it is attached`() throws {
    let imported = try Imported([
      "InternetGateways": """
      [{"InternetGatewayId": "igw-1", "Attachments": [{"VpcId": "vpc-1", "State": "available"}]},
       {"InternetGatewayId": "igw-2", "Attachments": []},
       {"InternetGatewayId": "igw-3", "Attachments": [{"VpcId": "vpc-1", "State": "detaching"}]}]
      """
    ])
    #expect(imported.gateway("igw-1")?.networks == [ID(0)])
    #expect(imported.gateway("igw-2")?.networks == [])
    #expect(imported.gateway("igw-3")?.networks == [])
  }

  @Test func `an active route tells that a gateway that was not exported is attached`() throws {
    let imported = try Imported(["InternetGateways": nil])
    #expect(imported.gateway("igw-1")?.kind == .internet(Topology.internet))
    #expect(imported.gateway("igw-1")?.networks == [ID(0)])
    #expect(imported.codes.contains("aws.internetGateway.inferred"))
  }

  @Test func `a gateway that the export of gateways lacks is unknown`() throws {
    let imported = try Imported(["InternetGateways": "[]"])
    guard case .opaque = imported.gateway("igw-1")?.kind else {
      Issue.record("igw-1 is not opaque")
      return
    }
  }

  @Test func `AWS-IGW-04: public addresses belong to private addresses, not to interfaces`() throws
  {
    let imported = try Imported([
      "NetworkInterfaces": """
      [{"NetworkInterfaceId": "eni-a", "SubnetId": "subnet-a", "VpcId": "vpc-1",
        "Groups": [{"GroupId": "sg-web"}], "PrivateIpAddress": "10.0.1.10",
        "PrivateIpAddresses": [
          {"PrivateIpAddress": "10.0.1.11", "Primary": false,
           "Association": {"PublicIp": "192.0.2.11"}},
          {"PrivateIpAddress": "10.0.1.10", "Primary": true}],
        "Ipv6Addresses": [{"Ipv6Address": "2600:1::a"}],
        "Ipv4Prefixes": [{"Ipv4Prefix": "10.0.1.16/28"}],
        "Ipv6Prefixes": [{"Ipv6Prefix": "2600:1::1:0:0:0/80"}]}]
      """
    ])
    let addresses = try #require(imported.endpoint("eni-a")?.addresses)
    #expect(addresses.count == 2 + 1 + 16 + 1)
    #expect(addresses[0].address == IPAddress("10.0.1.10"))
    #expect(addresses[0].publicAddress == nil)
    #expect(addresses[1].publicAddress == IPAddress("192.0.2.11"))
    #expect(addresses.contains { $0.address == IPAddress("10.0.1.31") })
    #expect(addresses.contains { $0.address == IPAddress("2600:1::a") })
    #expect(imported.codes.contains("aws.networkInterface.ipv6Prefix"))
  }

  @Test func `an Elastic IP address that the interface lacks is added`() throws {
    let imported = try Imported([
      "Addresses": """
      [{"AllocationId": "eipalloc-1", "PublicIp": "192.0.2.9", "NetworkInterfaceId": "eni-b",
        "PrivateIpAddress": "10.0.2.10"},
       {"AllocationId": "eipalloc-2", "PublicIp": "192.0.2.8", "NetworkInterfaceId": "eni-gone",
        "PrivateIpAddress": "10.0.2.11"},
       {"AllocationId": "eipalloc-3", "PublicIp": "192.0.2.7"},
       {"AllocationId": "eipalloc-4", "PublicIp": "192.0.2.6", "InstanceId": "i-web"}]
      """
    ])
    #expect(imported.endpoint("eni-b")?.addresses.first?.publicAddress == IPAddress("192.0.2.9"))
    #expect(imported.endpoint("eni-a")?.addresses.first?.publicAddress == IPAddress("192.0.2.1"))
    #expect(imported.codes.contains("aws.address.unknownInterface"))
    #expect(imported.codes.contains("aws.address.contradiction"))
  }

  @Test func `AWS-IGW-07: traffic from the internet is denied where the interface says so`() throws
  {
    let imported = try Imported([
      "NetworkInterfaces": "[\(Base.eni("eni-a", "10.0.1.10", #""DenyAllIgwTraffic": true"#))]"
    ])
    let stage = try #require(imported.binding(of: "eni-a")?.inbound.last)
    #expect(stage.layer == .cloudPolicy)
    let rule = try #require(imported.topology.filters[stage.filters[0]].rules.first)
    #expect(!rule.peer.addresses.contains(try #require(IPAddress("8.8.8.8"))))
    #expect(rule.peer.addresses.contains(try #require(IPAddress("10.0.2.10"))))
    #expect(rule.peer.possible?.addresses.isEmpty == true)
  }

  @Test func `AWS-EIGW-01: an egress-only gateway is attached and lets out only`() throws {
    let imported = try Imported([
      "EgressOnlyInternetGateways": """
      [{"EgressOnlyInternetGatewayId": "eigw-1",
        "Attachments": [{"VpcId": "vpc-1", "State": "attached"}]}]
      """,
      "RouteTables": Base.tables(
        Base.local,
        Base.route("DestinationIpv6CidrBlock", "::/0", "EgressOnlyInternetGatewayId", "eigw-1")),
    ])
    let gateway = imported.gateway(of: imported.route("::/0", ofSubnet: "subnet-a"))
    #expect(gateway?.kind == .egressOnly(Topology.internet))
    #expect(gateway?.networks == [ID(0)])
  }

  @Test(arguments: ["block-bidirectional", "bidirectional-access-blocked", "block-ingress"])
  func `AWS-BPA-01: routes to the internet carry nothing where it is blocked`(mode: String) throws {
    let imported = try Imported([
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "\(mode)"}},
       {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24",
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}}]
      """
    ])
    let blocked = imported.route("0.0.0.0/0", ofSubnet: "subnet-a")
    #expect(imported.dropReason(of: blocked)?.contains("VPC Block Public Access") == true)
    #expect(imported.gateway(of: imported.route("0.0.0.0/0", ofSubnet: "subnet-b"))?.id == "igw-1")
    #expect(imported.route("10.0.0.0/16", ofSubnet: "subnet-a")?.target == .local)
  }

  @Test func `AWS-BPA-02: beside a NAT gateway that may send, ingress is not certain`() throws {
    let imported = try Imported([
      "Vpcs": """
      [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16",
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "block-ingress"}}]
      """,
      "NatGateways": NatTests.nat(),
    ])
    #expect(imported.gateway(of: imported.route("0.0.0.0/0", ofSubnet: "subnet-a"))?.id == "igw-1")
    #expect(imported.binding(of: "eni-a")?.inbound.last?.layer == .cloudPolicy)
    #expect(imported.binding(of: "eni-b")?.inbound.last?.layer == .instanceFilter)
  }

  @Test func `private IPv6 ranges do not pass gateways`() throws {
    let imported = try Imported([
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
        "Ipv6CidrBlockAssociationSet": [
          {"Ipv6CidrBlock": "2600:1::/64", "Ipv6CidrBlockState": {"State": "associated"},
           "Ipv6AddressAttribute": "private"}]}]
      """,
      "RouteTables": Base.tables(
        Base.local, Base.igw, Base.route("DestinationIpv6CidrBlock", "::/0", "GatewayId", "igw-1")),
    ])
    #expect(imported.dropReason(of: imported.route("::/0", ofSubnet: "subnet-a")) != nil)
    #expect(imported.gateway(of: imported.route("0.0.0.0/0", ofSubnet: "subnet-a"))?.id == "igw-1")
  }
}
