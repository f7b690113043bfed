import Documents
import PacketSets
import Testing
import Topology

@Suite struct NetworkAclTests {
  private func acl(_ entries: String..., associations: String = "") -> [String: String?] {
    [
      "NetworkAcls": """
      [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
        "Associations": [\(associations)], "Entries": [\(entries.joined(separator: ", "))]}]
      """
    ]
  }

  private func entry(
    _ number: Int, _ fields: String = #""Protocol": "-1""#, action: String = "allow",
    range: String = #""CidrBlock": "0.0.0.0/0""#, egress: Bool = false
  ) -> String {
    """
    {"RuleNumber": \(number), "Egress": \(egress), "RuleAction": "\(action)", \(range), \(fields)}
    """
  }

  @Test func `AWS-ACL-01: a subnet has its own ACL, else the default one of its VPC`() throws {
    let imported = try Imported([
      "NetworkAcls": """
      [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Entries": []},
       {"NetworkAclId": "acl-2", "VpcId": "vpc-1", "IsDefault": false, "Entries": [],
        "Associations": [{"SubnetId": "subnet-a"}]}]
      """
    ])
    let inbound = imported.topology.subnets.map { subnet in
      subnet.inbound.map { imported.topology.filters[$0].id }
    }
    #expect(inbound == ["acl-2", "acl-1"])
  }

  @Test func `AWS-ACL-02: entries are tried by number, and the end denies`() throws {
    let imported = try Imported(acl(entry(200), entry(90, action: "deny"), entry(100)))
    let filter = try #require(imported.filter("acl-1"))
    #expect(filter.rules.map(\.id) == ["90", "100", "200", "*"])
    #expect(filter.rules.map(\.action) == [.deny, .allow, .allow, .deny])
    #expect(filter.rules.last?.peer == .anyone)
    #expect(filter.rules.first?.text == "rule 90 deny all traffic from 0.0.0.0/0")
  }

  @Test func `AWS-ACL-03: directions and families are apart`() throws {
    let imported = try Imported(
      acl(
        entry(1), entry(2, range: #""Ipv6CidrBlock": "::/0""#),
        entry(3, range: #""CidrBlock": "10.0.0.0/8""#, egress: true)))
    let inbound = try #require(imported.filter("acl-1"))
    #expect(inbound.rules.map(\.peer.addresses) == [.allIPv4, .allIPv6, .all])
    #expect(imported.filter("acl-1", .outbound)?.rules.map(\.id) == ["3", "*"])
  }

  @Test(arguments: [
    (#""Protocol": "6", "PortRange": {"From": 22, "To": 22}"#, "tcp/22"),
    (#""Protocol": "17", "PortRange": {"From": 1024, "To": 65535}"#, "udp/1024-65535"),
    (#""Protocol": "tcp", "PortRange": {"From": 22, "To": 23}"#, "tcp/22-23"),
    (#""Protocol": "6""#, "tcp"),
    (#""Protocol": "47", "PortRange": {"From": 1, "To": 2}"#, "47"),
    (#""Protocol": "1", "IcmpTypeCode": {"Type": 8, "Code": -1}"#, "icmp/8"),
    (#""Protocol": "1", "IcmpTypeCode": {"Type": -1, "Code": -1}"#, "icmp"),
    (#""Protocol": "-1", "PortRange": {"From": 1, "To": 2}"#, "any"),
  ]) func `AWS-ACL-04: protocols, ports and types`(fields: String, traffic: String) throws {
    let imported = try Imported(acl(entry(1, fields)))
    let expected = try #require(TrafficSet(parsing: traffic))
    #expect(imported.filter("acl-1")?.rules.first?.traffic == expected)
  }

  @Test func `AWS-ACL-05: ACLs judge answers as well`() throws {
    #expect(try Imported().filter("acl-1")?.isStateful == false)
  }

  @Test func `without ACLs nothing that crosses a border is certain`() throws {
    let imported = try Imported(["NetworkAcls": nil])
    let subnet = try #require(imported.subnet("subnet-a"))
    let number = try #require(subnet.inbound)
    #expect(imported.topology.filters[number].unknown != nil)
    #expect(subnet.outbound.map { imported.topology.filters[$0].unknown != nil } == true)
    let diagnostic = try #require(imported.diagnostic("aws.networkAcl.notExported"))
    #expect(diagnostic.effect == .assumedOpen)
    #expect(diagnostic.advice?.contains("aws ec2 describe-network-acls") == true)
  }

  @Test func `an export without the ACL of a VPC leaves it unknown`() throws {
    let imported = try Imported([
      "NetworkAcls": #"[{"NetworkAclId": "acl-9", "VpcId": "vpc-9", "IsDefault": true}]"#
    ])
    let number = try #require(imported.subnet("subnet-a")?.inbound)
    #expect(imported.topology.filters[number].unknown != nil)
  }
}
