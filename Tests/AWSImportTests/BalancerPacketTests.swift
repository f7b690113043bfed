import PacketSets
import Testing

/// Packets through a network load balancer to its target, followed to their end and back.
struct BalancerPacketTests {
  /// A balancer with nodes in subnet-b alone and the target `eni-a` in subnet-a, a client beside.
  private func account(
    nodeGroups: [String] = [], targetPeers: String = #""IpRanges": [{"CidrIp": "0.0.0.0/0"}]"#,
    denying entries: [String: [String]] = [:], keepsSource: Bool = true
  ) throws -> Imported {
    func acl(_ subnet: String) -> String {
      let rules = (entries[subnet] ?? []) + [false, true].map { Self.allow(isEgress: $0) }
      return """
        {"NetworkAclId": "acl-\(subnet)", "VpcId": "vpc-1",
         "Associations": [{"SubnetId": "\(subnet)"}], "Entries": [\(rules.joined(separator: ", "))]}
        """
    }
    let lists = Balanced.lists([
      "Subnets": """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24"},
       {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24"},
       {"SubnetId": "subnet-c", "VpcId": "vpc-1", "CidrBlock": "10.0.3.0/24"}]
      """,
      "NetworkAcls": "[\(["subnet-a", "subnet-b", "subnet-c"].map(acl).joined(separator: ", "))]",
      "LoadBalancers": """
      [{"LoadBalancerArn": "\(Balanced.arn)", "LoadBalancerName": "nlb", "Type": "network",
        "VpcId": "vpc-1", "AvailabilityZones": [{"SubnetId": "subnet-b"}],
        "SecurityGroups": [\(nodeGroups.map { "\"\($0)\"" }.joined(separator: ", "))]}]
      """,
      "LoadBalancerAttributes": """
      [{"TargetGroupArn": "\(Balanced.groupARN)", "Attributes": [
        {"Key": "preserve_client_ip.enabled", "Value": "\(keepsSource)"}]}]
      """,
      "SecurityGroups": """
      [{"GroupId": "sg-target", "GroupName": "target", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "-1", \(targetPeers)}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
       {"GroupId": "sg-open", "GroupName": "open", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
      """,
      "NetworkInterfaces": """
      [\(Base.eni("eni-a", "10.0.1.10", #""Attachment": {"InstanceId": "i-web"}"#,
        groups: ["sg-target"])),
       \(Base.eni("eni-node", "10.0.2.50", Balanced.type, subnet: "subnet-b", groups: nodeGroups)),
       \(Base.eni("eni-client", "10.0.3.7", subnet: "subnet-c", groups: ["sg-open"]))]
      """,
    ])
    return try Imported(lists)
  }

  private static func allow(isEgress: Bool) -> String {
    """
    {"RuleNumber": 100, "Egress": \(isEgress), "Protocol": "-1", "RuleAction": "allow",
     "CidrBlock": "0.0.0.0/0"}
    """
  }

  private static func deny(_ range: String, isEgress: Bool) -> String {
    """
    {"RuleNumber": 90, "Egress": \(isEgress), "Protocol": "-1", "RuleAction": "deny",
     "CidrBlock": "\(range)"}
    """
  }

  private func fate(_ imported: Imported) throws -> Fate {
    try imported.fate(from: "eni-client", to: "eni-node", port: 80)
  }

  @Test func `AWS-ELB-06: without groups everybody with a route reaches the listener`() throws {
    let imported = try account()
    #expect(try fate(imported) == .passes)
    #expect(try imported.fate(from: "eni-client", to: "eni-node", port: 81) == .isBlocked)
  }

  @Test(arguments: [true, false])
  func `AWS-ELB-06: the target's group asks for the client or for the balancer`(
    keepsSource: Bool
  ) throws {
    let client = #""IpRanges": [{"CidrIp": "10.0.3.0/24"}]"#
    let node = #""IpRanges": [{"CidrIp": "10.0.2.0/24"}]"#
    let byClient = try account(targetPeers: client, keepsSource: keepsSource)
    #expect(try fate(byClient) == (keepsSource ? .passes : .isBlocked))
    let byNode = try account(targetPeers: node, keepsSource: keepsSource)
    #expect(try fate(byNode) == (keepsSource ? .isBlocked : .passes))
  }

  @Test func `AWS-SG-13: a target that admits the balancer's group admits its clients`() throws {
    let imported = try account(
      nodeGroups: ["sg-open"], targetPeers: #""UserIdGroupPairs": [{"GroupId": "sg-open"}]"#)
    #expect(try fate(imported) == .passes)
    // The client carries the group itself, the target's own group lets nobody else in.
    let other = try account(targetPeers: #""UserIdGroupPairs": [{"GroupId": "sg-target"}]"#)
    #expect(try fate(other) == .isBlocked)
  }

  @Test(arguments: [
    ("subnet-b", "10.0.3.0/24", false, true), ("subnet-b", "10.0.1.0/24", true, true),
    ("subnet-a", "10.0.3.0/24", false, true), ("subnet-a", "10.0.3.0/24", true, true),
    ("subnet-b", "10.0.1.0/24", false, true), ("subnet-a", "10.0.2.0/24", false, false),
    ("subnet-a", "10.0.2.0/24", true, false),
  ])
  func `AWS-ACL-09: each list on the way of a client that stays visible`(
    subnet: String, range: String, isEgress: Bool, blocks: Bool
  ) throws {
    let imported = try account(denying: [subnet: [Self.deny(range, isEgress: isEgress)]])
    #expect(try fate(imported) == (blocks ? .isBlocked : .passes))
  }

  @Test(arguments: [
    ("subnet-a", "10.0.2.0/24", false, true), ("subnet-a", "10.0.2.0/24", true, true),
    ("subnet-a", "10.0.3.0/24", false, false), ("subnet-b", "10.0.3.0/24", true, true),
  ])
  func `AWS-ACL-09: each list on the way where the balancer takes the client's place`(
    subnet: String, range: String, isEgress: Bool, blocks: Bool
  ) throws {
    let imported = try account(
      denying: [subnet: [Self.deny(range, isEgress: isEgress)]], keepsSource: false)
    #expect(try fate(imported) == (blocks ? .isBlocked : .passes))
  }
}
