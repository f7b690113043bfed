import Documents
import PacketSets
import Topology

extension Lowering {
  /// What a firewall does with packets, in the order in which it does so (AWS-NFW-01).
  ///
  /// - Returns: The layers, or what is missing to know them.
  mutating func layers(
    of firewall: Exported.NetworkFirewall
  ) -> (layers: [InspectionLayer], missing: String?) {
    guard let arn = firewall.policyARN, let policy = inventory.firewallPolicies[arn] else {
      let arn = firewall.policyARN ?? "ARN"
      return (
        [], "aws network-firewall describe-firewall-policy --firewall-policy-arn \(arn)"
      )
    }
    var first: [InspectionRule] = []
    for reference in policy.statelessGroups {
      guard let group = inventory.firewallRuleGroups[reference.arn] else {
        let reason = missingGroup(reference.arn, firewall)
        first.append(rule(.allow, "rules of \(reference.arn)", doubt: reason, policy.location))
        first.append(rule(.deny, "rules of \(reference.arn)", doubt: reason, policy.location))
        continue
      }
      for entry in group.statelessRules { first += lower(entry, of: group, firewall) }
    }
    let fallback = Self.action(policy.statelessDefaults)
    first.append(rule(fallback ?? .allow, "stateless default", policy.location))
    guard first.contains(where: { $0.action == .forward }) else {
      return ([InspectionLayer(rules: first, isStateful: false)], nil)
    }
    var layers: [InspectionLayer] = []
    // Answers meet the stateless rules as packets of their own.
    if first.contains(where: { $0.action == .deny }) {
      let borders = first.map { rule in
        var rule = rule
        if rule.action == .forward { rule.action = .allow }
        return rule
      }
      layers.append(InspectionLayer(rules: borders, isStateful: false))
    }
    if first.contains(where: { $0.action == .allow }) {
      first = first.map { qualified($0, firewall) }
    } else {
      first = []
    }
    layers.append(
      InspectionLayer(
        first: first, rules: statefulRules(of: policy, firewall), isStateful: true))
    return (layers, nil)
  }

  /// Makes a rule for all packets.
  private func rule(
    _ action: InspectionRule.Action, _ id: String, doubt: ID<Assumption>? = nil,
    _ location: SourceLocation
  ) -> InspectionRule {
    InspectionRule(
      action: action, sources: .all, destinations: .all, traffic: .all, doubt: doubt, id: id,
      location: location)
  }

  /// The one of the actions that decides.
  private static func action(_ words: [String]) -> InspectionRule.Action? {
    for word in words {
      switch word {
      case "aws:pass": return .allow
      case "aws:drop": return .deny
      case "aws:forward_to_sfe": return .forward
      default: continue
      }
    }
    return nil
  }

  /// What passes without being handed to the stateful engine while its answer is handed over, is
  /// dropped there: only where the rule matches both directions it passes for certain.
  private mutating func qualified(
    _ rule: InspectionRule, _ firewall: Exported.NetworkFirewall
  ) -> InspectionRule {
    guard rule.action == .allow, rule.doubt == nil else { return rule }
    let answers = rule.traffic.answers
    if rule.sources == rule.destinations, answers.isSubset(of: rule.traffic) { return rule }
    var rule = rule
    rule.doubt = assumption(
      about: "one way \(firewall.id)",
      "whether \(firewall.name) passes the answers of what its stateless rules pass",
      remedy: "none: the stateful engine sees one direction only", at: rule.location)
    return rule
  }

  private mutating func missingGroup(
    _ arn: String, _ firewall: Exported.NetworkFirewall
  ) -> ID<Assumption> {
    let remedy = "aws network-firewall describe-rule-group --rule-group-arn \(arn)"
    let name = ARN.tail(of: arn, after: "rulegroup/")
    let isManaged = arn.contains(":aws-managed:")
    if !isManaged {
      tell(
        .warning, "aws.firewall.ruleGroup", about: arn,
        "The firewall \(firewall.name) uses the rule group \(name), which is not exported: what its "
          + "rules match is undecided.", at: firewall.location, effect: .assumedOpen,
        advice: "Export it: \(remedy).")
    }
    return assumption(
      about: "rules \(arn)", "what the rules of the rule group \(name) match",
      remedy: isManaged ? "none: AWS keeps its rules to itself" : remedy, at: firewall.location)
  }

  private mutating func lower(
    _ entry: Exported.FirewallRuleGroup.StatelessRule,
    of group: Exported.FirewallRuleGroup, _ firewall: Exported.NetworkFirewall
  ) -> [InspectionRule] {
    let name = ARN.tail(of: group.id, after: "rulegroup/")
    let id = "\(name) \(entry.priority)"
    let words = FirewallWords(addresses: [:], ports: [:], references: [:])
    func set(_ list: [String]) -> AddressSet? {
      guard !list.isEmpty else { return .all }
      var result = AddressSet.empty
      for word in list {
        guard let found = words.addresses(word) else { return nil }
        result = result.union(found)
      }
      return result
    }
    let sourcePorts = entry.sourcePorts.isEmpty ? PortSet.full : PortSet(entry.sourcePorts)
    let ports =
      entry.destinationPorts.isEmpty ? PortSet.full : PortSet(entry.destinationPorts)
    var traffic = TrafficSet.empty
    if entry.protocols.isEmpty, sourcePorts.isFull, ports.isFull {
      traffic = .all
    } else {
      // Ports are those of TCP and UDP alone.
      for number in entry.protocols.isEmpty ? [6, 17] : entry.protocols {
        let proto = IPProtocol(rawValue: number)
        traffic.formUnion(
          proto == .tcp || proto == .udp
            ? TrafficSet(proto, destinationPorts: ports, sourcePorts: sourcePorts)
            : TrafficSet(proto))
      }
    }
    let sources = set(entry.sources)
    let destinations = set(entry.destinations)
    guard let action = Self.action(entry.actions), !entry.hasFlags, let sources, let destinations
    else {
      let reason = assumption(
        about: "stateless \(group.id)",
        "which packets the stateless rules of \(name) match",
        remedy: "none: flags of packets and further actions are not modelled", at: group.location)
      return [InspectionRule.Action.allow, .deny].map {
        InspectionRule(
          action: $0, sources: sources ?? .all, destinations: destinations ?? .all,
          traffic: traffic, doubt: reason, id: id, location: entry.location)
      }
    }
    return [
      InspectionRule(
        action: action, sources: sources, destinations: destinations, traffic: traffic, id: id,
        location: entry.location)
    ]
  }

  /// The stateful rules: in their order, or those that pass before those that drop.
  private mutating func statefulRules(
    of policy: Exported.FirewallPolicy, _ firewall: Exported.NetworkFirewall
  ) -> [InspectionRule] {
    var rules: [InspectionRule] = []
    for reference in policy.statefulGroups where !reference.onlyAlerts {
      guard let group = inventory.firewallRuleGroups[reference.arn] else {
        let reason = missingGroup(reference.arn, firewall)
        // What AWS manages only drops and alerts.
        if !reference.arn.contains(":aws-managed:") {
          rules.append(rule(.allow, reference.arn, doubt: reason, policy.location))
        }
        rules.append(rule(.deny, reference.arn, doubt: reason, policy.location))
        continue
      }
      rules += lowerStateful(group, policy, firewall)
    }
    if !policy.isStrict {
      rules = rules.filter { $0.action == .allow } + rules.filter { $0.action == .deny }
    }
    if policy.isStrict, policy.statefulDefaults.contains("aws:drop_strict") {
      return rules + [rule(.deny, "aws:drop_strict", policy.location)]
    }
    // What passes without a rule does not take its answers past the rules.
    let passes = rules.contains { $0.action == .allow }
    for denial in rules where denial.action == .deny {
      var mirrored = denial.mirrored()
      if mirrored.traffic.isEmpty { continue }
      if passes, mirrored.doubt == nil {
        mirrored.doubt = assumption(
          about: "answers \(firewall.id)", "which rule of \(firewall.name) answers meet first",
          remedy: "none: rules for the direction of answers are not modelled", at: denial.location)
      }
      rules.append(mirrored)
    }
    if policy.isStrict,
      let word = policy.statefulDefaults.first(where: { $0.hasPrefix("aws:drop_established") })
    {
      let reason = assumption(
        about: "established \(firewall.id)",
        "whether connections that \(firewall.name) lets begin and then drops (\(word)) count",
        remedy: "none: connections open, and what applications send is dropped",
        at: policy.location)
      rules.append(rule(.deny, word, doubt: reason, policy.location))
    }
    rules.append(rule(.allow, "stateful default", policy.location))
    return rules
  }

  /// Options that do not narrow what a rule matches.
  private static let plainOptions: Set<String> = [
    "sid", "msg", "rev", "gid", "priority", "classtype", "metadata", "reference",
  ]

  private mutating func lowerStateful(
    _ group: Exported.FirewallRuleGroup, _ policy: Exported.FirewallPolicy,
    _ firewall: Exported.NetworkFirewall
  ) -> [InspectionRule] {
    let name = ARN.tail(of: group.id, after: "rulegroup/")
    let words = self.words(of: group, policy, firewall)
    let doubt = assumption(
      about: "content \(group.id)", "which packets the rules of \(name) match",
      remedy: "none: what connections carry is not in any export", at: group.location)
    var rules: [InspectionRule] = []
    for (number, entry) in group.statefulRules.enumerated() {
      rules += lower(entry, "\(name) \(number + 1)", words, doubt)
    }
    if let domains = group.domainAction, domains != "ALERTLIST" {
      // A list of domains decides about the web traffic in which they are named.
      if domains == "ALLOWLIST" {
        rules.append(
          InspectionRule(
            action: .allow, sources: .all, destinations: .all, traffic: TrafficSet(.tcp),
            doubt: doubt, id: name, location: group.location))
      }
      rules.append(
        InspectionRule(
          action: .deny, sources: .all, destinations: .all, traffic: TrafficSet(.tcp),
          doubt: doubt, id: name, location: group.location))
    }
    for line in group.text?.split(whereSeparator: \.isNewline) ?? [] {
      let line = line.drop { $0.isWhitespace }
      if line.isEmpty || line.hasPrefix("#") { continue }
      if let entry = Exported.FirewallRuleGroup.StatefulRule(text: line, at: group.location) {
        rules += lower(entry, name, words, doubt)
      } else {
        rules.append(rule(.allow, name, doubt: doubt, group.location))
        rules.append(rule(.deny, name, doubt: doubt, group.location))
      }
    }
    return rules
  }

  /// What names mean in a rule group: `HOME_NET` is the VPC of the firewall, unless it is set.
  private func words(
    of group: Exported.FirewallRuleGroup, _ policy: Exported.FirewallPolicy,
    _ firewall: Exported.NetworkFirewall
  ) -> FirewallWords {
    var addresses = policy.variables.merging(group.addressVariables) { $1 }
    if addresses["HOME_NET"] == nil, let vpc = firewall.vpcID.flatMap({ inventory.vpcs[$0] }) {
      addresses["HOME_NET"] = vpc.ranges.map(\.prefix.description)
    }
    let references = group.references.mapValues { arn -> AddressSet? in
      let id = ARN.tail(of: arn, after: "prefix-list/")
      return inventory.prefixListEntries[id].map { AddressSet($0) }
    }
    return FirewallWords(
      addresses: addresses, ports: group.portVariables, references: references)
  }

  private func lower(
    _ entry: Exported.FirewallRuleGroup.StatefulRule, _ id: String, _ words: FirewallWords,
    _ doubt: ID<Assumption>
  ) -> [InspectionRule] {
    let action: InspectionRule.Action
    switch entry.action {
    case "PASS": action = .allow
    case "DROP", "REJECT", "REJECTSRC", "REJECTDST", "REJECTBOTH": action = .deny
    default: return []
    }
    let sources = words.addresses(entry.source)
    let destinations = words.addresses(entry.destination)
    let meant = words.traffic(
      entry.proto, from: entry.sourcePort, to: entry.destinationPort)
    let isCertain =
      sources != nil && destinations != nil && meant?.isCertain == true
      && entry.keywords.allSatisfy { Self.plainOptions.contains($0) }
    let rule = InspectionRule(
      action: action, sources: sources ?? .all, destinations: destinations ?? .all,
      traffic: meant?.traffic ?? .all, doubt: isCertain ? nil : doubt, id: id,
      location: entry.location)
    guard entry.isBidirectional else { return [rule] }
    let back = words.traffic(entry.proto, from: entry.destinationPort, to: entry.sourcePort)
    var other = rule
    (other.sources, other.destinations) = (rule.destinations, rule.sources)
    other.traffic = back?.traffic ?? .all
    return [rule, other]
  }
}
