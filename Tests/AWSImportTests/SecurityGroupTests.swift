import Documents
import PacketSets
import Testing
import Topology

@Suite struct SecurityGroupTests {
  private func rule(
    _ permission: String, of direction: FlowDirection = .inbound, more: [String: String?] = [:]
  ) throws -> FilterRule? {
    var lists = more
    lists["SecurityGroups"] =
      direction == .inbound
      ? "[\(Base.group("sg-web", inbound: permission)), \(Base.group("sg-db"))]"
      : "[\(Base.group("sg-web", outbound: permission)), \(Base.group("sg-db"))]"
    return try Imported(lists).filter("sg-web", direction)?.rules.first
  }

  private func everywhere(_ fields: String) -> String {
    "{\(fields), \"IpRanges\": [{\"CidrIp\": \"0.0.0.0/0\"}]}"
  }

  @Test func `AWS-SG-01: all groups of an interface are one stage of which any may allow`() throws {
    let imported = try Imported([
      "NetworkInterfaces": "[\(Base.eni("eni-a", "10.0.1.10", groups: ["sg-web", "sg-db"]))]"
    ])
    let binding = try #require(imported.binding(of: "eni-a"))
    #expect(binding.inbound.count == 1)
    #expect(binding.inbound[0].filters.count == 2)
    #expect(binding.groups.count == 2)
    let filter = try #require(imported.filter("sg-web"))
    #expect(filter.defaultAction == .deny)
    #expect(filter.rules.allSatisfy { $0.action == .allow })
  }

  @Test func `AWS-SG-02: groups are stateful`() throws {
    #expect(try Imported().filter("sg-web")?.isStateful == true)
  }

  @Test func `AWS-SG-03: without egress rules nothing may start`() throws {
    let filter = try #require(try Imported().filter("sg-db", .outbound))
    #expect(filter.rules.isEmpty)
    #expect(filter.defaultAction == .deny)
  }

  @Test(arguments: [
    (#""IpProtocol": "-1", "FromPort": 1, "ToPort": 2"#, "any"),
    (#""IpProtocol": "6", "FromPort": 22, "ToPort": 22"#, "tcp/22"),
    (#""IpProtocol": "17", "FromPort": 53, "ToPort": 54"#, "udp/53-54"),
    (#""IpProtocol": "50", "FromPort": 1, "ToPort": 2"#, "50"),
    (#""IpProtocol": "tcp""#, "tcp"),
    (#""IpProtocol": "tcp", "FromPort": -1, "ToPort": -1"#, "tcp"),
    (#""IpProtocol": "tcp", "FromPort": 0, "ToPort": 65535"#, "tcp"),
    (#""IpProtocol": "icmp", "FromPort": 8, "ToPort": -1"#, "icmp/8"),
    (#""IpProtocol": "icmp", "FromPort": 8, "ToPort": 0"#, "icmp/8/0"),
    (#""IpProtocol": "icmp", "FromPort": -1, "ToPort": -1"#, "icmp"),
    (#""IpProtocol": "icmpv6""#, "58"),
    (#""IpProtocol": "58", "FromPort": 128, "ToPort": -1"#, "icmpv6/128"),
  ]) func `AWS-SG-04, -05, -06: protocols, ports and types`(fields: String, traffic: String) throws
  {
    let expected = try #require(TrafficSet(parsing: traffic))
    #expect(try rule(everywhere(fields))?.traffic == expected)
  }

  @Test(arguments: [
    #""IpProtocol": "tcp", "FromPort": 70000, "ToPort": 99999999999"#,
    #""IpProtocol": "tcp", "FromPort": 30, "ToPort": 20"#,
    #""IpProtocol": "icmp", "FromPort": 300, "ToPort": -1"#,
  ]) func `numbers that no packet can have are not read as rules that match nothing`(
    fields: String
  ) throws {
    #expect(try rule(everywhere(fields)) == nil)
  }

  @Test func `AWS-SG-07: ranges match their own family only`() throws {
    let v4 = try rule(everywhere(#""IpProtocol": "-1""#))
    #expect(v4?.peer.addresses == .allIPv4)
    let v6 = try rule(#"{"IpProtocol": "-1", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}"#)
    #expect(v6?.peer.addresses == .allIPv6)
  }

  @Test func `AWS-SG-08: every peer of a permission is a rule of its own`() throws {
    let imported = try Imported([
      "SecurityGroups": """
      [\(Base.group("sg-web", inbound: """
        {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22,
         "IpRanges": [{"CidrIp": "192.0.2.1/32", "Description": "office"},
                      {"CidrIp": "192.0.2.2/32"}],
         "UserIdGroupPairs": [{"GroupId": "sg-web"}]}
        """))]
      """
    ])
    let rules = try #require(imported.filter("sg-web")?.rules)
    #expect(
      rules.map(\.text) == [
        "tcp 22 from 192.0.2.1/32 (office)", "tcp 22 from 192.0.2.2/32",
        "tcp 22 from sg-web sg-web",
      ])
    #expect(
      rules.map(\.id) == [
        "ingress[0].IpRanges[0]", "ingress[0].IpRanges[1]", "ingress[0].UserIdGroupPairs[0]",
      ])
  }

  @Test func `AWS-SG-09: an AWS list without entries may hold any address of AWS`() throws {
    let permission = """
      {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
       "PrefixListIds": [{"PrefixListId": "pl-12345678"}]}
      """
    let lists = """
      [{"PrefixListId": "pl-12345678", "OwnerId": "AWS", "AddressFamily": "IPv4",
        "PrefixListName": "com.amazonaws.us-east-1.s3"}]
      """
    let match = try #require(try rule(permission, more: ["PrefixLists": lists])?.peer)
    #expect(match.addresses.isEmpty)
    let possible = try #require(match.possible?.addresses)
    #expect(possible.contains(try #require(IPAddress("52.216.0.1"))))
    #expect(!possible.contains(try #require(IPAddress("10.0.0.1"))))
    #expect(possible.v6.isEmpty)
  }

  @Test func `AWS-SG-09: a customer list stands for its entries`() throws {
    let imported = try Imported(
      files: [
        "x/ec2-describe-security-groups.json": """
        {"SecurityGroups": [\(Base.group("sg-web", inbound: """
          {"IpProtocol": "-1", "PrefixListIds": [{"PrefixListId": "pl-12345678"}]}
          """))]}
        """,
        "x/ec2-get-managed-prefix-list-entries/pl-12345678": """
        {"Entries": [{"Cidr": "192.0.2.0/25"}, {"Cidr": "2001:db8::/64"}]}
        """,
      ])
    let expected = AddressSet(
      [try #require(Prefix("192.0.2.0/25")), try #require(Prefix("2001:db8::/64"))])
    let peer = try #require(imported.filter("sg-web")?.rules.first?.peer)
    #expect(peer.addresses == expected)
    #expect(peer.possible == nil)
  }

  @Test func `AWS-SG-10, -11: a reference names the group and no addresses`() throws {
    let imported = try Imported()
    let rule = try #require(imported.filter("sg-db")?.rules.first)
    #expect(rule.peer.groups == [try #require(imported.group("sg-web"))])
    #expect(rule.peer.addresses.isEmpty)
    #expect(rule.id == "ingress[0]")
  }

  @Test func `AWS-SG-14: a reference that leads out of the exports matches nothing`() throws {
    let imported = try Imported([
      "SecurityGroups": """
      [\(Base.group("sg-web", inbound: """
        {"IpProtocol": "-1",
         "UserIdGroupPairs": [{"GroupId": "sg-away", "UserId": "999999999999"}]}
        """))]
      """
    ])
    #expect(imported.filter("sg-web")?.rules.first?.peer == PeerMatch())
    #expect(imported.codes.contains("aws.securityGroup.unknownReference"))
  }

  @Test func `AWS-SG-16: a reference over a peering that is not active matches nothing`() throws {
    let pair = #"{"GroupId": "sg-db", "PeeringStatus": "deleted"}"#
    let permission = "{\"IpProtocol\": \"-1\", \"UserIdGroupPairs\": [\(pair)]}"
    #expect(try rule(permission)?.peer == PeerMatch())
    let byID = #"{"GroupId": "sg-db", "VpcPeeringConnectionId": "pcx-1"}"#
    let peerings = #"[{"VpcPeeringConnectionId": "pcx-1", "Status": {"Code": "expired"}}]"#
    #expect(
      try rule(
        "{\"IpProtocol\": \"-1\", \"UserIdGroupPairs\": [\(byID)]}",
        more: ["VpcPeeringConnections": peerings])?.peer == PeerMatch())
  }

  @Test func `AWS-SG-17: a group of another VPC and account is found by its id`() throws {
    let imported = try Imported(
      files: [
        "aws_configs/accounts/111111111111/us-east-1/SecurityGroups.json": """
        {"SecurityGroups": [{"GroupId": "sg-1", "VpcId": "vpc-9", "IpPermissions": [
          {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-2", "UserId": "222222222222"}]}
        ]}]}
        """,
        "aws_configs/accounts/222222222222/us-east-1/SecurityGroups.json": """
        {"SecurityGroups": [{"GroupId": "sg-2", "VpcId": "vpc-8"}]}
        """,
      ])
    #expect(
      imported.filter("sg-1")?.rules.first?.peer.groups == [try #require(imported.group("sg-2"))])
  }

  @Test func `a group that is not exported may admit anything and has its members`() throws {
    let imported = try Imported([
      "NetworkInterfaces": "[\(Base.eni("eni-a", "10.0.1.10", groups: ["sg-other"]))]",
      "SecurityGroups": """
      [\(Base.group("sg-web", inbound: """
        {"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": "sg-other"}]}
        """))]
      """,
    ])
    #expect(imported.filter("sg-other")?.unknown != nil)
    #expect(
      imported.filter("sg-web")?.rules.first?.peer.groups
        == [try #require(imported.group("sg-other"))])
    #expect(imported.diagnostic("aws.securityGroup.notExported")?.effect == .assumedOpen)
  }

  @Test func `the flat form gives rules their ids`() throws {
    let imported = try Imported([
      "SecurityGroupRules": """
      [{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-web", "IsEgress": false,
        "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "0.0.0.0/0"},
       {"SecurityGroupRuleId": "sgr-2", "GroupId": "sg-web", "IsEgress": true,
        "IpProtocol": "-1", "FromPort": -1, "ToPort": -1, "CidrIpv4": "0.0.0.0/0"}]
      """
    ])
    #expect(imported.filter("sg-web")?.rules.map(\.id) == ["sgr-1"])
    #expect(imported.filter("sg-web", .outbound)?.rules.map(\.id) == ["sgr-2"])
    #expect(!imported.codes.contains("aws.securityGroup.contradiction"))
  }

  @Test func `the flat form alone tells the rules of a group`() throws {
    let imported = try Imported([
      "SecurityGroups": nil,
      "SecurityGroupRules": """
      [{"SecurityGroupRuleId": "sgr-1", "GroupId": "sg-web", "IsEgress": false,
        "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "0.0.0.0/0"}]
      """,
    ])
    #expect(imported.filter("sg-web")?.unknown == nil)
    #expect(imported.filter("sg-web")?.rules.count == 1)
    #expect(imported.filter("sg-db")?.unknown != nil)
  }

  @Test func `a rule that only one of two exports holds may be in force`() throws {
    let imported = try Imported([
      "SecurityGroupRules": """
      [{"SecurityGroupRuleId": "sgr-9", "GroupId": "sg-web", "IsEgress": false,
        "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIpv4": "0.0.0.0/0"}]
      """
    ])
    let rule = try #require(imported.filter("sg-web")?.rules.last)
    #expect(rule.id == "sgr-9")
    #expect(rule.peer.addresses.isEmpty)
    #expect(rule.peer.possible?.addresses == .allIPv4)
    #expect(imported.codes.contains("aws.securityGroup.contradiction"))
  }
}
