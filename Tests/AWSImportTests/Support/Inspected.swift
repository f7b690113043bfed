/// A VPC whose two subnets meet each other and the internet past a firewall, of which tests change
/// one list.
enum Inspected {
  static let arn = "arn:aws:network-firewall:us-east-1:123456789012:firewall/edge"
  static let policyARN = "arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/edge"
  static let groupARN = "arn:aws:network-firewall:us-east-1:123456789012:stateful-rulegroup/rules"
  static let otherARN = "arn:aws:network-firewall:us-east-1:123456789012:stateless-rulegroup/first"

  /// The lists of the account beside the answers about the firewall.
  static func lists(_ more: [String: String?] = [:]) -> [String: String?] {
    let lists: [String: String?] = [
      "Vpcs": """
      [{"VpcId": "vpc-1", "OwnerId": "123456789012", "CidrBlock": "10.0.0.0/16",
        "Ipv6CidrBlockAssociationSet": [
          {"Ipv6CidrBlock": "2600:1::/56", "Ipv6CidrBlockState": {"State": "associated"}}]}]
      """,
      "Subnets":
        "[\(subnet("a", 1)), \(subnet("b", 2)), \(subnet("f", 9)), \(subnet("n", 8))]",
      "RouteTables": tables(),
      "NetworkAcls": """
      [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true, "Associations": [],
        "Entries": [\(open(false)), \(open(true))]}]
      """,
      "SecurityGroups": """
      [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1", "OwnerId": "123456789012",
        "IpPermissions": [\(anyone)], "IpPermissionsEgress": [\(anyone)]},
       {"GroupId": "sg-db", "GroupName": "db", "VpcId": "vpc-1", "OwnerId": "123456789012",
        "IpPermissions": [{"IpProtocol": "-1",
          "UserIdGroupPairs": [{"GroupId": "sg-web", "UserId": "123456789012"}]}],
        "IpPermissionsEgress": [\(anyone)]}]
      """,
      "NetworkInterfaces": interfaces(),
      "NatGateways": """
      [{"NatGatewayId": "nat-1", "State": "available", "VpcId": "vpc-1", "SubnetId": "subnet-n",
        "NatGatewayAddresses": [{"NetworkInterfaceId": "eni-nat", "PrivateIp": "10.0.8.20",
          "PublicIp": "198.51.100.20"}]}]
      """,
    ]
    return lists.merging(more, uniquingKeysWith: { $1 })
  }

  private static let anyone =
    #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [{"CidrIpv6": "::/0"}]}"#

  private static func open(_ egress: Bool) -> String {
    """
    {"RuleNumber": 100, "Egress": \(egress), "Protocol": "-1", "RuleAction": "allow",
     "CidrBlock": "0.0.0.0/0"},
    {"RuleNumber": 101, "Egress": \(egress), "Protocol": "-1", "RuleAction": "allow",
     "Ipv6CidrBlock": "::/0"}
    """
  }

  static func subnet(_ name: String, _ number: Int) -> String {
    """
    {"SubnetId": "subnet-\(name)", "VpcId": "vpc-1", "CidrBlock": "10.0.\(number).0/24",
     "Ipv6CidrBlockAssociationSet": [
       {"Ipv6CidrBlock": "2600:1:0:\(number)::/64", "Ipv6CidrBlockState": {"State": "associated"}}],
     "AvailabilityZone": "us-east-1a", "OwnerId": "123456789012"}
    """
  }

  /// Interfaces in both subnets, with addresses of both families.
  static func interfaces(groupB: String = "sg-web") -> String {
    let all = [("a", 1, "sg-web"), ("b", 2, groupB)].map { name, number, group in
      """
      {"NetworkInterfaceId": "eni-\(name)", "SubnetId": "subnet-\(name)", "VpcId": "vpc-1",
       "OwnerId": "123456789012", "AvailabilityZone": "us-east-1a", "Status": "in-use",
       "Groups": [{"GroupId": "\(group)"}], "PrivateIpAddress": "10.0.\(number).10",
       "PrivateIpAddresses": [{"Primary": true, "PrivateIpAddress": "10.0.\(number).10"}],
       "Ipv6Addresses": [{"Ipv6Address": "2600:1:0:\(number)::10"}], "Description": ""}
      """
    }
    return "[\(all.joined(separator: ", "))]"
  }

  /// The tables: both subnets lead to the firewall, and behind it to each other and a NAT gateway.
  static func tables(
    a: [String] = [to("10.0.2.0/24"), to6("2600:1:0:2::/64"), to("0.0.0.0/0")],
    b: [String] = [to("10.0.1.0/24"), to6("2600:1:0:1::/64"), to("0.0.0.0/0")],
    f: [String] = [Base.route("DestinationCidrBlock", "0.0.0.0/0", "NatGatewayId", "nat-1")],
    n: [String] = [to("10.0.1.0/24"), to("10.0.2.0/24"), Base.igw]
  ) -> String {
    let local6 = Base.route("DestinationIpv6CidrBlock", "2600:1::/56", "GatewayId", "local")
    let all = [("a", a), ("b", b), ("f", f), ("n", n)].map { name, routes in
      """
      {"RouteTableId": "rtb-\(name)", "VpcId": "vpc-1",
       "Associations": [{"SubnetId": "subnet-\(name)"}],
       "Routes": [\(([Base.local, local6] + routes).joined(separator: ", "))]}
      """
    }
    return "[\(all.joined(separator: ", "))]"
  }

  static func to(_ destination: String) -> String {
    Base.route("DestinationCidrBlock", destination, "GatewayId", "vpce-fw")
  }

  static func to6(_ destination: String) -> String {
    Base.route("DestinationIpv6CidrBlock", destination, "GatewayId", "vpce-fw")
  }

  static let firewall = """
    {"Firewall": {"FirewallName": "edge", "FirewallArn": "\(arn)",
       "FirewallPolicyArn": "\(policyARN)", "VpcId": "vpc-1",
       "SubnetMappings": [{"SubnetId": "subnet-f"}], "FirewallId": "1"},
     "FirewallStatus": {"Status": "READY", "SyncStates": {"us-east-1a": {"Attachment": {
       "SubnetId": "subnet-f", "EndpointId": "vpce-fw", "Status": "READY"}}}}}
    """

  /// A policy with the stateful rules of one group.
  static func policy(
    strict: Bool = true, defaults: [String] = ["aws:drop_strict"],
    stateless: String = "aws:forward_to_sfe", statelessGroups: [String] = [],
    groups: [String] = [groupARN], more: String = ""
  ) -> String {
    let order = strict ? "STRICT_ORDER" : "DEFAULT_ACTION_ORDER"
    let list = groups.enumerated().map { "{\"ResourceArn\": \"\($1)\", \"Priority\": \($0 + 1)}" }
    let first = statelessGroups.enumerated().map {
      "{\"ResourceArn\": \"\($1)\", \"Priority\": \($0 + 1)}"
    }
    let words = defaults.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"FirewallPolicyResponse": {"FirewallPolicyArn": "\(policyARN)"},
       "FirewallPolicy": {\(more)
         "StatelessRuleGroupReferences": [\(first.joined(separator: ", "))],
         "StatelessDefaultActions": ["\(stateless)"],
         "StatelessFragmentDefaultActions": ["\(stateless)"],
         "StatefulRuleGroupReferences": [\(list.joined(separator: ", "))],
         "StatefulDefaultActions": [\(strict ? words : "")],
         "StatefulEngineOptions": {"RuleOrder": "\(order)"}}}
      """
  }

  /// A stateful rule.
  static func rule(
    _ action: String, _ proto: String = "TCP", from source: String = "ANY",
    port sourcePort: String = "ANY", to destination: String = "ANY", _ port: String = "ANY",
    direction: String = "FORWARD", keyword: String = "sid"
  ) -> String {
    """
    {"Action": "\(action)", "Header": {"Protocol": "\(proto)", "Source": "\(source)",
       "SourcePort": "\(sourcePort)", "Direction": "\(direction)",
       "Destination": "\(destination)", "DestinationPort": "\(port)"},
     "RuleOptions": [{"Keyword": "\(keyword)", "Settings": ["1"]}]}
    """
  }

  static func group(
    _ rules: [String], arn: String = groupARN, variables: String = "{}", more: String = "{}"
  ) -> String {
    source(#"{"StatefulRules": [\#(rules.joined(separator: ", "))]}"#, arn, variables, more)
  }

  /// A rule group of any kind.
  static func source(
    _ source: String, _ arn: String = groupARN, _ variables: String = "{}",
    _ references: String = "{}"
  ) -> String {
    """
    {"RuleGroupResponse": {"RuleGroupArn": "\(arn)"},
     "RuleGroup": {"RuleVariables": \(variables), "ReferenceSets": \(references),
       "RulesSource": \(source)}}
    """
  }

  /// A stateless rule group of rules with priorities in their order.
  static func stateless(_ rules: (match: String, action: String)...) -> String {
    let list = rules.enumerated().map { number, rule in
      """
      {"Priority": \(number + 1), "RuleDefinition": {"Actions": ["\(rule.action)"],
        "MatchAttributes": {\(rule.match)}}}
      """
    }
    return source(
      """
      {"StatelessRulesAndCustomActions": {"StatelessRules": [\(list.joined(separator: ", "))]}}
      """, otherARN)
  }

  /// Imports the account with a policy and rule groups.
  static func account(
    _ policy: String?, _ groups: String..., lists more: [String: String?] = [:],
    firewall: String? = firewall
  ) throws -> Imported {
    var files: [String: String] = [:]
    let folder = "exports/123456789012/us-east-1"
    for (key, list) in Base.lists.merging(lists(more), uniquingKeysWith: { $1 }) {
      if let list { files["\(folder)/\(key).json"] = "{\"\(key)\": \(list)}" }
    }
    files["\(folder)/network-firewall-describe-firewall.json"] = firewall
    files["\(folder)/network-firewall-describe-firewall-policy.json"] = policy
    for (number, group) in groups.enumerated() {
      files["\(folder)/network-firewall-describe-rule-group-\(number).json"] = group
    }
    return try Imported(files: files)
  }
}
