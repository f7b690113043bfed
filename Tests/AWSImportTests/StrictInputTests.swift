import Documents
import PacketSets
import Testing
import Topology

/// What AWS never writes is told, not guessed.
@Suite struct StrictInputTests {
  private static func acl(_ entries: String) -> [String: String?] {
    [
      "NetworkAcls": """
      [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
        "Associations": [{"SubnetId": "subnet-a"}], "Entries": [\(entries)]}]
      """
    ]
  }

  private static func entry(_ number: Int, _ action: String, _ more: String = "") -> String {
    """
    {"RuleNumber": \(number), "Protocol": "6", "RuleAction": "\(action)",
     "CidrBlock": "0.0.0.0/0", "PortRange": {"From": 22, "To": 22}\(more)}
    """
  }

  @Test func `AWS-ACL-02 two entries with one number are told`() throws {
    let egress = ", \"Egress\": false"
    let imported = try Imported(
      Self.acl("\(Self.entry(100, "allow", egress)), \(Self.entry(100, "deny", egress))"))
    #expect(imported.codes.contains("aws.networkAcl.duplicateNumber"))
    #expect(!imported.topology.omissions.isEmpty)
    let same = try Imported(
      Self.acl("\(Self.entry(100, "allow", egress)), \(Self.entry(100, "allow", egress))"))
    #expect(!same.codes.contains("aws.networkAcl.duplicateNumber"))
  }

  @Test func `AWS-ACL-02 an entry without a direction is refused`() throws {
    let imported = try Imported(Self.acl(Self.entry(100, "allow")))
    #expect(imported.diagnostic("aws.record")?.message.contains("no Egress") == true)
  }

  @Test func `AWS-SG-05 a rule without a direction is refused`() throws {
    let imported = try Imported([
      "SecurityGroupRules": """
      [{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-web", "IpProtocol": "-1",
        "CidrIpv4": "0.0.0.0/0"}]
      """
    ])
    #expect(imported.diagnostic("aws.record")?.message.contains("no IsEgress") == true)
  }

  @Test(arguments: [-2, -65536, 65536]) func `AWS-SG-05 only -1 is a negative port`(
    port: Int
  ) throws {
    let imported = try Imported([
      "SecurityGroups": "["
        + Base.group(
          "sg-web",
          inbound: """
            {"IpProtocol": "tcp", "FromPort": \(port), "ToPort": 80,
             "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
            """) + "]"
    ])
    #expect(imported.diagnostic("aws.record")?.message.contains("\(port) is no port") == true)
  }

  @Test func `AWS-SG-05 the port -1 means all ports`() throws {
    let imported = try Imported([
      "SecurityGroups": "["
        + Base.group(
          "sg-web",
          inbound: """
            {"IpProtocol": "udp", "FromPort": -1, "ToPort": -1,
             "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
            """) + "]"
    ])
    #expect(imported.filter("sg-web")?.rules.first?.traffic == .udp(0...65535))
    #expect(!imported.codes.contains("aws.record"))
  }

  @Test func `AWS-RT-10 a subnet outside of its VPC is told`() throws {
    let imported = try Imported([
      "Subnets": #"[{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.7.0.0/24"}]"#
    ])
    #expect(imported.codes.contains("aws.subnet.outsideVPC"))
    #expect(!(try Imported()).codes.contains("aws.subnet.outsideVPC"))
  }

  @Test func `AWS-IO-06 entries in a merged file are told with the name that would name them`()
    throws
  {
    let merged = """
      {"PrefixLists": [{"PrefixListId": "pl-0123456789abcdef0", "MaxEntries": 5}],
       "Entries": [{"Cidr": "10.0.0.0/8"}]}
      """
    let imported = try Imported(files: ["x/merged.json": merged])
    let diagnostic = try #require(imported.diagnostic("aws.prefixList.subject"))
    #expect(
      diagnostic.advice?.contains("get-managed-prefix-list-entries-pl-0123456789abcdef0.json")
        == true)
  }

  @Test func `AWS-IO-06 the name of a file tells the list of one answer`() throws {
    let answers = #"{"Entries": [{"Cidr": "10.0.0.0/8"}]} {"Entries": [{"Cidr": "11.0.0.0/8"}]}"#
    let imported = try Imported(files: [
      "x/entries-pl-0123456789abcdef0.json": answers
    ])
    #expect(imported.codes.contains("aws.prefixList.subject"))
  }

  @Test func `the groups of a mount target are no security groups`() throws {
    let imported = try Imported(files: [
      "x/efs-describe-mount-target-security-groups-fsmt-1.json": #"{"SecurityGroups": ["sg-1"]}"#
    ])
    #expect(!imported.codes.contains("aws.record"))
  }
}
