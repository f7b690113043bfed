import Documents
import PacketSets
import Testing
import Topology

/// What passes the endpoints of AWS Network Firewall.
@Suite struct FirewallTests {
  private typealias Net = Inspected

  @Test func `AWS-NFW-01: in strict order the first rule that matches decides, both directions`()
    throws
  {
    let imported = try Net.account(
      Net.policy(),
      Net.group([
        Net.rule("DROP", from: "10.0.1.10", to: "10.0.2.0/24", "5433"),
        Net.rule("PASS", from: "10.0.1.0/24", to: "10.0.2.0/24", "5432:5440"),
      ]))
    #expect(imported.diagnostic("aws.firewall.asymmetric") == nil)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 5432) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 5433) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
    #expect(try imported.fate(from: "eni-b", to: "eni-a", port: 5432) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8", port: 443) == .isBlocked)
  }

  @Test func `AWS-NFW-01: in the order of actions what passes comes before what drops`() throws {
    let imported = try Net.account(
      Net.policy(strict: false),
      Net.group([
        Net.rule("DROP", "IP", to: "10.0.2.0/24"),
        Net.rule("ALERT", to: "10.0.2.0/24", "22"),
        Net.rule("PASS", from: "10.0.1.0/24", to: "10.0.2.0/24", "[443,8443]"),
      ]))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
    // Nothing names the other direction, but its answers meet the rule that drops.
    #expect(try imported.fate(from: "eni-b", to: "eni-a", port: 443) != .passes)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8", port: 443) == .passes)
  }

  @Test func `AWS-NFW-01: a rule that drops answers drops the connection`() throws {
    let imported = try Net.account(
      Net.policy(strict: false),
      Net.group([Net.rule("DROP", from: "10.0.2.0/24", port: "443", to: "10.0.1.0/24")]))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 80) == .passes)
  }

  @Test func `AWS-NFW-01: a rule for any direction matches both`() throws {
    let imported = try Net.account(
      Net.policy(),
      Net.group([
        Net.rule(
          "PASS", from: "10.0.1.0/24", to: "10.0.2.0/24", "443", direction: "ANY")
      ]))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .passes)
    // From the other side port 443 is that of the source.
    #expect(try imported.fate(from: "eni-b", to: "eni-a", port: 443) == .isBlocked)
  }

  @Test func `AWS-NFW-01: rules know IPv6`() throws {
    let imported = try Net.account(
      Net.policy(), Net.group([Net.rule("PASS", from: "2600:1:0:1::/64", to: "!10.0.0.0/8", "443")])
    )
    let there = "2600:1:0:2::10"
    func fate(_ port: UInt16) throws -> Fate {
      try imported.fate(at6: there, from: "eni-a", "2600:1:0:1::10", to: "eni-b", port: port)
    }
    #expect(try fate(443) == .passes)
    #expect(try fate(80) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .isBlocked)
  }

  @Test func `AWS-NFW-01: variables, lists and references stand for their ranges`() throws {
    let lists: [String: String?] = [
      "PrefixLists": """
      [{"PrefixListId": "pl-1", "PrefixListName": "b", "OwnerId": "123456789012"}]
      """
    ]
    let variables = """
      {"IPSets": {"APP": {"Definition": ["10.0.1.0/24", "!10.0.1.99"]}},
       "PortSets": {"WEB": {"Definition": ["80", "443:444"]}}}
      """
    let references = """
      {"IPSetReferences": {"BETA":
        {"ReferenceArn": "arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-1"}}}
      """
    let rules = [
      Net.rule("PASS", from: "$APP", to: "[10.0.2.0/24,!10.0.2.77]", "$WEB"),
      Net.rule("PASS", from: "$HOME_NET", to: "$EXTERNAL_NET", "!443"),
      Net.rule("PASS", from: "10.0.1.0/24", to: "@BETA", "9000"),
    ]
    let imported = try Net.account(
      Net.policy(), Net.group(rules, variables: variables, more: references), lists: lists)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 444) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 445) == .isBlocked)
    #expect(try imported.fate(from: "eni-b", to: "eni-a", port: 80) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8", port: 80) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8", port: 443) == .isBlocked)
    // The list of a reference is not exported.
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 9000) == .isUndecided)
  }

  @Test func `AWS-NFW-01: stateless rules alone judge answers as packets of their own`() throws {
    func account(_ back: String) throws -> Imported {
      try Net.account(
        Net.policy(stateless: "aws:drop", statelessGroups: [Net.otherARN], groups: []),
        Net.stateless(
          (
            """
            "Sources": [{"AddressDefinition": "10.0.1.0/24"}], "Protocols": [6],
            "Destinations": [{"AddressDefinition": "10.0.2.0/24"}],
            "DestinationPorts": [{"FromPort": 5432, "ToPort": 5432}]
            """, "aws:pass"
          ),
          (
            """
            "Sources": [{"AddressDefinition": "10.0.2.0/24"}], "Protocols": [6],
            "SourcePorts": [{"FromPort": 5432, "ToPort": 5432}]
            """, back
          )))
    }
    let open = try account("aws:pass")
    #expect(try open.fate(from: "eni-a", to: "eni-b", port: 5432) == .passes)
    #expect(try open.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
    #expect(try account("aws:drop").fate(from: "eni-a", to: "eni-b", port: 5432) == .isBlocked)
  }

  @Test func `AWS-NFW-01: stateless rules come first and hand over the rest`() throws {
    let imported = try Net.account(
      Net.policy(strict: false, statelessGroups: [Net.otherARN]),
      Net.group([Net.rule("DROP", to: "10.0.2.0/24", "22")]),
      Net.stateless(
        (
          """
          "Destinations": [{"AddressDefinition": "10.0.2.0/24"}], "Protocols": [6],
          "DestinationPorts": [{"FromPort": 23, "ToPort": 23}]
          """, "aws:drop"
        ), (#""Protocols": [1]"#, "aws:pass")))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 23) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 80) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", .icmp) == .passes)
  }

  @Test func `what stateless rules pass one way only is not certain`() throws {
    let imported = try Net.account(
      Net.policy(statelessGroups: [Net.otherARN]),
      Net.group([Net.rule("PASS", to: "ANY", "443")]),
      Net.stateless(
        (
          """
          "Protocols": [6], "DestinationPorts": [{"FromPort": 80, "ToPort": 80}]
          """, "aws:pass"
        )))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 80) == .isUndecided)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
  }

  @Test(arguments: [
    (
      #"{"RulesSourceList": {"Targets": [".example.com"], "TargetTypes": ["TLS_SNI"], "GeneratedRulesType": "ALLOWLIST"}}"#,
      Fate.isUndecided
    ),
    (
      #"{"RulesSourceList": {"Targets": ["a.com"], "TargetTypes": ["HTTP_HOST"], "GeneratedRulesType": "ALERTLIST"}}"#,
      Fate.passes
    ),
    (
      ##"{"RulesString": "# a note\ndrop tcp any any -> 10.0.2.0/24 443 (content:\"x\"; sid:1;)"}"##,
      Fate.isUndecided
    ),
    (#"{"RulesString": "drop tcp any any -> 10.9.0.0/16 443 (sid:1;)"}"#, Fate.passes),
    (#"{"RulesString": "this is no rule"}"#, Fate.isUndecided),
  ])
  func `AWS-NFW-01: domains and rules in text tell what may pass`(source: String, fate: Fate)
    throws
  {
    let imported = try Net.account(Net.policy(strict: false), Net.source(source))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == fate)
  }

  @Test func `AWS-NFW-01: options and protocols of applications narrow a rule to what may pass`()
    throws
  {
    let imported = try Net.account(
      Net.policy(),
      Net.group([
        Net.rule("PASS", "TLS", to: "ANY", "443"),
        Net.rule("PASS", to: "ANY", "80", keyword: "flow"),
        Net.rule("PASS", "UDP", to: "ANY", "53"),
      ]))
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .isUndecided)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 80) == .isUndecided)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 53, .udp) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
  }

  @Test func `a connection that opens and is dropped then is undecided`() throws {
    let imported = try Net.account(
      Net.policy(defaults: ["aws:drop_established"]),
      Net.group([Net.rule("PASS", to: "ANY", "443")])
    )
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isUndecided)
  }

  @Test func `AWS-SG-12: behind a firewall a member's address is no longer its identity`() throws {
    let imported = try Net.account(
      Net.policy(), Net.group([Net.rule("PASS", "IP")]),
      lists: ["NetworkInterfaces": Net.interfaces(groupB: "sg-db")])
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 5432) == .isBlocked)
  }

  @Test func `AWS-NFW-01: answers by another way leave what passes undecided`() throws {
    let imported = try Net.account(
      Net.policy(), Net.group([Net.rule("PASS", "IP", to: "10.0.2.0/24")]),
      lists: ["RouteTables": Net.tables(b: [Net.to("0.0.0.0/0")])])
    #expect(imported.diagnostic("aws.firewall.asymmetric")?.effect == .assumedOpen)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 443) == .isUndecided)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8", port: 443) == .isBlocked)
  }

  @Test func `a policy and rules that are not exported are named`() throws {
    let policy = try Net.account(nil)
    #expect(try policy.fate(from: "eni-a", to: "eni-b") == .isUndecided)
    #expect(
      policy.diagnostic("aws.firewall.policy")?.advice?.contains(
        "describe-firewall-policy --firewall-policy-arn \(Net.policyARN)") == true)
    let rules = try Net.account(Net.policy())
    #expect(try rules.fate(from: "eni-a", to: "eni-b") == .isUndecided)
    #expect(
      rules.diagnostic("aws.firewall.ruleGroup")?.advice?.contains(
        "describe-rule-group --rule-group-arn \(Net.groupARN)") == true)
  }

  @Test func `rules that AWS manages may drop`() throws {
    let managed =
      "arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup/ThreatSignatures"
    let imported = try Net.account(
      Net.policy(groups: [managed, Net.groupARN]), Net.group([Net.rule("PASS", to: "ANY", "443")]))
    #expect(imported.diagnostic("aws.firewall.ruleGroup") == nil)
    #expect(try imported.fate(from: "eni-a", to: "eni-b") == .isUndecided)
    #expect(try imported.fate(from: "eni-a", to: "eni-b", port: 22) == .isBlocked)
  }

  @Test func `AWS-NFW-01: the list of the firewall's subnet is met on the way in and out`() throws {
    let deny = """
      [{"NetworkAclId": "acl-f", "VpcId": "vpc-1", "Associations": [{"SubnetId": "subnet-f"}],
        "Entries": []},
       {"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Associations": [],
        "Entries": [
         {"RuleNumber": 1, "Egress": false, "Protocol": "-1", "RuleAction": "allow",
          "CidrBlock": "0.0.0.0/0"},
         {"RuleNumber": 1, "Egress": true, "Protocol": "-1", "RuleAction": "allow",
          "CidrBlock": "0.0.0.0/0"}]}]
      """
    let imported = try Net.account(
      Net.policy(), Net.group([Net.rule("PASS", "IP")]), lists: ["NetworkAcls": deny])
    #expect(try imported.fate(from: "eni-a", to: "eni-b") == .isBlocked)
  }

  @Test func `a damaged answer is told and leaves nothing proven`() throws {
    let imported = try Net.account(
      #"{"FirewallPolicyResponse": {}, "FirewallPolicy": {}}"#,
      Net.group([Net.rule("PASS", to: "ANY", "70000")]))
    #expect(imported.codes.contains("aws.record"))
    #expect(imported.coverage.files.contains { $0.state == .partial })
    #expect(try imported.fate(from: "eni-a", to: "eni-b") == .isUndecided)
  }
}
