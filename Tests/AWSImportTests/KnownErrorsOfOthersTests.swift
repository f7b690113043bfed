import PacketSets
import Testing

/// What other tools are known to get wrong, held against what was measured on AWS.
struct KnownErrorsOfOthers {
  private static let anyone = #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#
  private static let open = """
    [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1", "OwnerId": "123456789012",
      "IpPermissions": [\(anyone)], "IpPermissionsEgress": [\(anyone)]}]
    """

  private func list(_ key: String, _ records: String...) -> String {
    "{\"\(key)\": [\(records.joined(separator: ", "))]}"
  }

  @Test func `Batfish loses the interfaces of other accounts in shared subnets (AWS-SHR-01)`()
    throws
  {
    let (owner, guest) = ("111111111111", "222222222222")
    func interface(_ id: String, _ address: String, _ subnet: String, of account: String) -> String
    {
      """
      {"NetworkInterfaceId": "\(id)", "SubnetId": "\(subnet)", "VpcId": "vpc-1", "Status": "in-use",
       "OwnerId": "\(account)", "Groups": [{"GroupId": "sg-\(account)"}], "Description": "",
       "PrivateIpAddress": "\(address)",
       "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "\(address)"}]}
      """
    }
    func group(of account: String, admitting other: String) -> String {
      """
      {"GroupId": "sg-\(account)", "GroupName": "g", "VpcId": "vpc-1", "OwnerId": "\(account)",
       "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
         "UserIdGroupPairs": [{"GroupId": "sg-\(other)", "UserId": "\(other)"}]}],
       "IpPermissionsEgress": [\(Self.anyone)]}
      """
    }
    let subnets = ["a", "b"].enumerated().map { number, name in
      """
      {"SubnetId": "subnet-\(name)", "VpcId": "vpc-1", "OwnerId": "\(owner)",
       "CidrBlock": "10.0.\(number + 1).0/24", "AvailabilityZone": "us-east-1a"}
      """
    }
    var files: [String: String] = [:]
    for account in [owner, guest] {
      let folder = "accounts/\(account)/us-east-1"
      files["\(folder)/Subnets.json"] = list("Subnets", subnets[0], subnets[1])
      let vpc = #"{"VpcId": "vpc-1", "OwnerId": "\#(owner)", "CidrBlock": "10.0.0.0/16"}"#
      files["\(folder)/Vpcs.json"] = list("Vpcs", vpc)
    }
    files["accounts/\(owner)/us-east-1/RouteTables.json"] =
      "{\"RouteTables\": \(Base.tables(Base.local))}"
    files["accounts/\(owner)/us-east-1/NetworkAcls.json"] =
      "{\"NetworkAcls\": \((Base.lists["NetworkAcls"] ?? nil) ?? "[]")}"
    files["accounts/\(owner)/us-east-1/NetworkInterfaces.json"] = list(
      "NetworkInterfaces", interface("eni-owner", "10.0.1.10", "subnet-a", of: owner))
    files["accounts/\(guest)/us-east-1/NetworkInterfaces.json"] = list(
      "NetworkInterfaces", interface("eni-guest", "10.0.2.10", "subnet-b", of: guest))
    files["accounts/\(owner)/us-east-1/SecurityGroups.json"] = list(
      "SecurityGroups", group(of: owner, admitting: guest))
    files["accounts/\(guest)/us-east-1/SecurityGroups.json"] = list(
      "SecurityGroups", group(of: guest, admitting: owner))
    let imported = try Imported(files: files)
    for (one, other) in [("eni-owner", "eni-guest"), ("eni-guest", "eni-owner")] {
      #expect(try imported.fate(from: one, to: other, port: 22) == .passes)
      #expect(try imported.fate(from: one, to: other, port: 80) == .isBlocked)
    }
  }

  @Test func `Batfish knows no routes to interfaces (AWS-RT-03, AWS-NAT-07)`() throws {
    func account(checks: Bool) throws -> Imported {
      let appliance = Base.eni(
        "eni-fw", "10.0.2.99", #""Description": "", "SourceDestCheck": \#(checks)"#,
        subnet: "subnet-b")
      return try Imported([
        "SecurityGroups": Self.open,
        "NetworkInterfaces": "[\(Base.eniA), \(appliance)]",
        "RouteTables": Base.tables(
          Base.local,
          Base.route("DestinationCidrBlock", "0.0.0.0/0", "NetworkInterfaceId", "eni-fw")),
      ])
    }
    #expect(try account(checks: false).fate(from: "eni-a", to: "8.8.8.8") == .isUndecided)
    #expect(try account(checks: true).fate(from: "eni-a", to: "8.8.8.8") == .isBlocked)
  }

  @Test(arguments: [(false, "10.0.2.0/24"), (true, "10.2.0.0/16")])
  func `Batfish asks the wrong rules of the subnet of a transit gateway (AWS-ACL-08)`(
    isEgress: Bool, range: String
  ) throws {
    // What enters the gateway meets the inbound rules of the attachment's subnet, by source, and not
    // the outbound ones, by destination.
    let imported = try TransitPacketTests.account(denying: range, isEgress: isEgress)
    #expect(
      try imported.fate(from: "eni-b", to: "eni-z") == (isEgress ? .passes : .isBlocked))
  }

  @Test func `Batfish lets endpoints answer pings (AWS-VPE-03)`() throws {
    let imported = try Imported([
      "SecurityGroups": Self.open,
      "NetworkInterfaces": """
      [\(Base.eniA), \(Base.eni("eni-e", "10.0.2.70", #""InterfaceType": "vpc_endpoint""#,
        subnet: "subnet-b"))]
      """,
      "VpcEndpoints": """
      [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "NetworkInterfaceIds": ["eni-e"],
        "ServiceName": "com.amazonaws.us-east-1.ec2", "VpcId": "vpc-1", "State": "available"}]
      """,
    ])
    #expect(try imported.fate(from: "eni-a", to: "eni-e", .icmp) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 22) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 443) == .passes)
    #expect(try imported.fate(from: "eni-e", to: "eni-a", port: 443) == .isBlocked)
  }

  @Test(arguments: [("true", Fate.isBlocked), ("false", .passes)])
  func `Batfish lets targets reach themselves through their balancer (AWS-ELB-05)`(
    keeps: String, fate: Fate
  ) throws {
    let imported = try Imported(
      Balanced.lists([
        "SecurityGroups": Self.open,
        "NetworkInterfaces": """
        [\(Base.eniA), \(Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b")), \(Balanced.nodes)]
        """,
        "LoadBalancerAttributes": """
        [{"TargetGroupArn": "\(Balanced.groupARN)", "Attributes": [
          {"Key": "preserve_client_ip.enabled", "Value": "\(keeps)"}]}]
        """,
      ]))
    #expect(try imported.fate(from: "eni-a", to: "eni-n1", port: 80) == fate)
    #expect(try imported.fate(from: "eni-b", to: "eni-n1", port: 80) == .passes)
  }

  @Test func `Batfish lets a public address answer by a NAT gateway (AWS-IGW-02)`() throws {
    let imported = try Imported([
      "SecurityGroups": Self.open, "NatGateways": NatTests.nat(),
      "NetworkInterfaces": """
      [\(Base.eniA),
       \(Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b", publicAddress: "192.0.2.2"))]
      """,
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(Base.local), \(Base.igw)]},
       {"RouteTableId": "rtb-b", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-b"}],
        "Routes": [\(Base.local),
          \(Base.route("DestinationCidrBlock", "0.0.0.0/0", "NatGatewayId", "nat-1"))]}]
      """,
    ])
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-b", at: "192.0.2.2") == .isBlocked)
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == .passes)
    #expect(try imported.fate(from: "eni-b", to: "8.8.8.8") == .passes)
  }
}
