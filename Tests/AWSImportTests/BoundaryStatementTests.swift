import Documents
import PacketSets
import Testing
import Topology

/// What AWS does that exports do not tell, or that no filter of an export stops.
struct BoundaryStatementTests {
  @Test
  func `AWS-SG-18, AWS-ACL-07, AWS-DNS-01: services of the VPC's router are nobody's address`()
    throws
  {
    // Nothing filters them: no proof may say that they are blocked, so that nobody stands there.
    let topology = try Imported().topology
    for text in ["10.0.0.2", "169.254.169.253", "169.254.169.254", "fd00:ec2::254"] {
      let address = try #require(IPAddress(text))
      #expect(!topology.worlds.contains { $0.addresses.contains(address) }, "\(text)")
      #expect(!topology.endpoints.contains { $0.addresses.contains { $0.address == address } })
      #expect(!topology.vacancies.contains { $0.address == address })
    }
  }

  @Test func `AWS-RT-12: no route brings packets to the addresses of links`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local, Base.igw,
        Base.route("DestinationCidrBlock", "169.254.168.0/22", "GatewayId", "igw-1"))
    ])
    let link = try #require(IPAddress("169.254.169.7"))
    #expect(!imported.topology.worlds.contains { $0.addresses.contains(link) })
    #expect(try imported.fate(from: "eni-a", to: "169.254.169.7") == .isBlocked)
  }

  @Test func `AWS-RT-13: what a route server advertises ranks as learned`() throws {
    let imported = try Imported([
      "RouteTables": Base.tables(
        Base.local,
        Base.route("DestinationCidrBlock", "172.16.0.0/12", "TransitGatewayId", "tgw-1"),
        Base.route(
          "DestinationCidrBlock", "172.16.0.0/12", "NetworkInterfaceId", "eni-a",
          origin: "Advertisement"))
    ])
    let routes = try #require(imported.table(ofSubnet: "subnet-a")?.routes)
    #expect(routes.last.map { $0.rank > 0 } == true)
  }

  @Test func `AWS-ENC-01: enforced encryption is told`() throws {
    func vpc(_ mode: String) -> [String: String?] {
      [
        "Vpcs": """
        [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16",
          "EncryptionControl": {"Mode": "\(mode)", "State": "available"}}]
        """
      ]
    }
    #expect(try Imported(vpc("enforce")).diagnostic("aws.vpc.encryption")?.effect == .assumedOpen)
    #expect(try !Imported(vpc("monitor")).codes.contains("aws.vpc.encryption"))
  }

  @Test func `AWS-SG-20: the tunnel of an instance connect endpoint opens connections`() throws {
    let imported = try Imported([
      "NetworkInterfaces": """
      [\(Base.eniB), \(Base.eni(
        "eni-eice", "10.0.1.30", #""InterfaceType": "ec2_instance_connect_endpoint""#))]
      """
    ])
    let endpoint = try #require(imported.endpoint("eni-eice"))
    #expect(endpoint.initiates)
    #expect(endpoint.offers.isEmpty)
    #expect(imported.resource(of: "eni-eice")?.kind == .serviceEndpoint)
    #expect(try imported.fate(from: "eni-eice", to: "eni-b", port: 5432) == .passes)
    #expect(try imported.fate(from: "eni-b", to: "eni-eice", port: 22) == .isBlocked)
  }

  @Test func `AWS-SG-21: the throttle on mail is in no export and stops no proof`() throws {
    #expect(try Imported().fate(from: "eni-a", to: "8.8.8.8", port: 25) == .passes)
  }

  @Test(arguments: [
    ("ClientVpnEndpoints", #""ClientVpnEndpointId": "cvpn-1""#),
    ("Accelerators", #""AcceleratorArn": "arn:aws:globalaccelerator::1:accelerator/a""#),
    ("InstanceConnectEndpoints", #""InstanceConnectEndpointId": "eice-1""#),
  ])
  func `AWS-MIR-01: other ways in are listed, with what they do to proofs`(
    key: String, record: String
  ) throws {
    let imported = try Imported([key: "[{\(record)}]"])
    let entry = try #require(imported.coverage.records.first { $0.type == key })
    #expect(entry.seen == 1)
    #expect(entry.modelled == 0)
    #expect(entry.effect == .assumedClosed)
    #expect(entry.note.contains("another way in"))
  }

  @Test func `AWS-VPE-04: what a provider offers by PrivateLink is told as another way in`() throws
  {
    let imported = try Imported(["ServiceConfigurations": #"[{"ServiceId": "vpce-svc-1"}]"#])
    let entry = imported.coverage.records.first { $0.type == "ServiceConfigurations" }
    #expect(entry?.effect == .assumedClosed)
    #expect(entry?.note.contains("another way in") == true)
  }

  @Test(arguments: ["GatewayLoadBalancer", "GatewayLoadBalancerEndpoint"])
  func `AWS-VPE-05 and AWS-NFW-01: what comes of packets to a firewall endpoint is open`(
    type: String
  ) throws {
    let imported = try Imported([
      "VpcEndpoints": """
      [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "\(type)", "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-1", "State": "available"}]
      """,
      "RouteTables": Base.tables(
        Base.local, Base.route("DestinationCidrBlock", "0.0.0.0/0", "GatewayId", "vpce-1")),
    ])
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == .isUndecided)
    #expect(imported.diagnostic("aws.route.opaqueTarget")?.effect == .assumedOpen)
  }

  @Test func `AWS-IGW-06: what a gateway's own table diverts does not certainly arrive`() throws {
    let imported = try Imported([
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local), \(Base.igw)]},
       {"RouteTableId": "rtb-edge", "VpcId": "vpc-1", "Associations": [{"GatewayId": "igw-1"}],
        "Routes": [\(Base.local),
          \(Base.route("DestinationCidrBlock", "10.0.1.0/24", "NetworkInterfaceId", "eni-b"))]}]
      """
    ])
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == .isUndecided)
    #expect(try Imported().fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == .passes)
  }

  @Test func `AWS-ELB-01: only the nodes of an internet-facing balancer are met from outside`()
    throws
  {
    func account(publicAddress: String?) throws -> Imported {
      let node = Base.eni(
        "eni-n1", "10.0.1.50", Balanced.type, groups: [], publicAddress: publicAddress)
      let open = #"[{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]"#
      return try Imported(
        Balanced.lists([
          "NetworkInterfaces": "[\(Base.eniA), \(Base.eniB), \(node)]",
          "SecurityGroups": """
          [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
            "IpPermissions": \(open), "IpPermissionsEgress": \(open)}]
          """,
        ]))
    }
    let facing = try account(publicAddress: "192.0.2.50")
    #expect(
      try facing.fate(from: "8.8.8.8", to: "eni-n1", at: "192.0.2.50", port: 80) != .isBlocked)
    let inner = try account(publicAddress: nil)
    #expect(try inner.fate(from: "8.8.8.8", to: "eni-n1", port: 80) == .isBlocked)
  }

  @Test func `AWS-IO-02: a list that is absent is an empty one`() throws {
    let imported = try Imported([
      "SecurityGroups": #"[{"GroupId": "sg-web", "VpcId": "vpc-1"}, {"GroupId": "sg-db"}]"#
    ])
    #expect(imported.filter("sg-web")?.rules.isEmpty == true)
    #expect(!imported.coverage.files.contains { $0.state == .refused })
  }

  @Test func `AWS-IO-05: identifiers of eight and of seventeen digits are the same to a reader`()
    throws
  {
    for id in ["eni-0a1b2c3d", "eni-0a1b2c3d4e5f60718"] {
      let imported = try Imported(["NetworkInterfaces": "[\(Base.eni(id, "10.0.1.10"))]"])
      #expect(imported.endpoint(id) != nil)
    }
  }
}
