import Topology

/// Changes of security groups and network ACLs.
struct AWSRemedies {
  let filter: Filter
  let rule: FilterRule
  let scope: Scope

  private var isInbound: Bool { filter.direction == .inbound }

  /// The remedies that follow from the ids.
  var all: [Remedy] {
    guard PlainWord.isPlain(filter.id), PlainWord.isPlain(rule.id) else { return [] }
    let region = PlainWord.isPlain(scope.region) ? " --region \(scope.region)" : ""
    if filter.id.hasPrefix("sg-"), rule.id.hasPrefix("sgr-") { return ofGroup(region) }
    if filter.id.hasPrefix("acl-"), Int(rule.id) != nil { return ofACL(region) }
    return []
  }

  private func ofGroup(_ region: String) -> [Remedy] {
    let way = isInbound ? "ingress" : "egress"
    let tab = isInbound ? "Inbound" : "Outbound"
    return [
      Remedy(
        form: .commandLine,
        text: "aws ec2 revoke-security-group-\(way) --group-id \(filter.id)"
          + " --security-group-rule-ids \(rule.id)\(region)"),
      Remedy(
        form: .terraform,
        text: "Remove the aws_vpc_security_group_\(way)_rule whose id is \(rule.id), or the \(way)"
          + " block of the aws_security_group \(filter.id) from which it was made."),
      Remedy(
        form: .console,
        text:
          "VPC > Security groups > \(filter.id) > \(tab) rules > Edit \(tab.lowercased()) rules:"
          + " delete \(rule.id), save."),
    ]
  }

  private func ofACL(_ region: String) -> [Remedy] {
    let way = isInbound ? "ingress" : "egress"
    let tab = isInbound ? "Inbound" : "Outbound"
    return [
      Remedy(
        form: .commandLine,
        text: "aws ec2 delete-network-acl-entry --network-acl-id \(filter.id) --\(way)"
          + " --rule-number \(rule.id)\(region)"),
      Remedy(
        form: .terraform,
        text: "Remove the aws_network_acl_rule with rule_number = \(rule.id) and egress ="
          + " \(!isInbound), or that \(way) block of the aws_network_acl \(filter.id)."),
      Remedy(
        form: .console,
        text: "VPC > Network ACLs > \(filter.id) > \(tab) rules > Edit \(tab.lowercased()) rules:"
          + " remove rule \(rule.id), save."),
    ]
  }
}
