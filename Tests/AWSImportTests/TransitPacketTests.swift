import PacketSets
import Testing

/// Packets through a transit gateway and the lists of its attachments' subnets.
struct TransitPacketTests {
  /// The account with rules before the open ones in the list of subnet-a, where the attachment is.
  private func account(_ entries: String..., groups: String? = nil, refers: Bool = false) throws
    -> Imported
  {
    let open = [false, true].map { Self.entry(100, "allow", "0.0.0.0/0", isEgress: $0) }
    let lists: [String: String?] = [
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
        "AvailabilityZone": "us-east-1a"},
       {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24",
        "AvailabilityZone": "us-east-1a"},
       {"SubnetId": "subnet-2", "VpcId": "vpc-2", "CidrBlock": "10.2.1.0/24",
        "AvailabilityZone": "us-east-1a"}]
      """,
      "NetworkAcls": """
      [{"NetworkAclId": "acl-a", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-a"}],
        "Entries": [\((entries + open).joined(separator: ", "))]},
       {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
        "Associations": [{"SubnetId": "subnet-b"}], "Entries": [\(open.joined(separator: ", "))]},
       {"NetworkAclId": "acl-2", "VpcId": "vpc-2", "IsDefault": true,
        "Associations": [{"SubnetId": "subnet-2"}], "Entries": [\(open.joined(separator: ", "))]}]
      """,
      "SecurityGroups": groups ?? Self.groups(#""IpRanges": [{"CidrIp": "0.0.0.0/0"}]"#),
      "TransitGateways": TransitBase.gateway(refersToGroups: refers),
      "NetworkInterfaces": """
      [\(Base.eniA), \(Base.eni("eni-b", "10.0.2.10", subnet: "subnet-b")),
       {"NetworkInterfaceId": "eni-z", "SubnetId": "subnet-2", "VpcId": "vpc-2",
        "Status": "in-use", "Groups": [{"GroupId": "sg-web"}],
        "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.2.1.5"}]}]
      """,
    ]
    return try Imported.transit(lists)
  }

  /// The account with one denial in the list of the attachment's subnet.
  static func account(denying range: String, isEgress: Bool) throws -> Imported {
    try Self().account(entry(90, "deny", range, isEgress: isEgress))
  }

  private static func groups(_ peers: String) -> String {
    """
    [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
      "IpPermissions": [{"IpProtocol": "-1", \(peers)}],
      "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
    """
  }

  private static func entry(
    _ number: Int, _ action: String, _ range: String, isEgress: Bool
  ) -> String {
    """
    {"RuleNumber": \(number), "Egress": \(isEgress), "Protocol": "-1", "RuleAction": "\(action)",
     "CidrBlock": "\(range)"}
    """
  }

  private func deny(_ range: String, isEgress: Bool) -> String {
    Self.entry(90, "deny", range, isEgress: isEgress)
  }

  @Test func `without denials everything passes both ways`() throws {
    let imported = try account()
    for name in ["eni-a", "eni-b"] {
      #expect(try imported.fate(from: name, to: "eni-z") == .passes)
      #expect(try imported.fate(from: "eni-z", to: name) == .passes)
    }
  }

  @Test func `AWS-ACL-08: to the gateway the attachment's subnet is asked inbound alone`() throws {
    let inbound = try account(deny("10.0.2.0/24", isEgress: false))
    #expect(try inbound.fate(from: "eni-b", to: "eni-z") == .isBlocked)
    let outbound = try account(deny("10.2.0.0/16", isEgress: true))
    #expect(try outbound.fate(from: "eni-b", to: "eni-z") == .passes)
  }

  @Test func `AWS-ACL-08: from the gateway the attachment's subnet is asked outbound alone`()
    throws
  {
    let outbound = try account(deny("10.0.2.0/24", isEgress: true))
    #expect(try outbound.fate(from: "eni-z", to: "eni-b") == .isBlocked)
    #expect(try outbound.fate(from: "eni-b", to: "eni-z") == .isBlocked)
    let inbound = try account(deny("10.2.0.0/16", isEgress: false))
    #expect(try inbound.fate(from: "eni-z", to: "eni-b") == .passes)
    #expect(try inbound.fate(from: "eni-b", to: "eni-z") == .passes)
  }

  @Test func `AWS-TGW-05: beside the attachment a packet from the gateway meets no list`() throws {
    let inbound = try account(deny("10.2.0.0/16", isEgress: false))
    #expect(try inbound.fate(from: "eni-z", to: "eni-a") == .passes)
    let leaving = try account(deny("10.2.0.0/16", isEgress: true))
    #expect(try leaving.fate(from: "eni-a", to: "eni-z") == .isBlocked)
    let entering = try account(deny("10.0.1.0/24", isEgress: false))
    #expect(try entering.fate(from: "eni-a", to: "eni-z") == .isBlocked)
  }

  @Test(arguments: [(false, Fate.isBlocked), (true, .passes)])
  func `AWS-SG-15: an identity goes through where both options are on`(
    refers: Bool, fate: Fate
  ) throws {
    let groups = Self.groups(#""UserIdGroupPairs": [{"GroupId": "sg-web"}]"#)
    let imported = try account(groups: groups, refers: refers)
    #expect(try imported.fate(from: "eni-b", to: "eni-z") == fate)
  }
}
