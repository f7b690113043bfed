import Documents
import PacketSets
import Topology

extension Lowering {
  /// Puts the firewall of every network into the order in which it is asked.
  mutating func planFirewalls() {
    let answers = attributedAnswers()
    var rulesOfNetwork: [String: [Exported.Firewall]] = [:]
    for rule in inventory.firewalls.sorted {
      rulesOfNetwork[rule.network, default: []].append(rule)
    }
    for answer in answers {
      for rule in answer.value.flatMap(\.firewalls) {
        let network = rule.network
        let known = rulesOfNetwork[network]?.contains { $0.id == rule.id } ?? false
        if !known { rulesOfNetwork[network, default: []].append(rule) }
      }
    }
    for id in sortedNetworks {
      let mine = answers[id] ?? []
      let regions = regionsWithPolicies(id)
      for region in [""] + regions {
        plans[PlanKey(network: id, region: region)] = plan(
          id, region, rulesOfNetwork[id] ?? [], mine)
      }
    }
  }

  /// The plan that holds for machines of a network in a region.
  func planKey(_ network: String, region: String) -> PlanKey {
    let key = PlanKey(network: network, region: region)
    return plans[key] == nil ? PlanKey(network: network, region: "") : key
  }

  private mutating func plan(
    _ id: String, _ region: String, _ rules: [Exported.Firewall],
    _ answers: [Exported.EffectiveFirewalls]
  ) -> FirewallPlan {
    var plan = FirewallPlan()
    let network = inventory.networks[id]
    let isAnswered = answers.contains { $0.subject?.contains("/instances/") != true }
    let project = ResourceName.segment(after: "projects", in: id) ?? ""
    let isDamaged = [RecordKind.firewall, .effectiveFirewalls, .firewallPolicy].contains {
      inventory.incompleteKinds.contains($0)
    }
    if isDamaged || (!isAnswered && rules.isEmpty && !inventory.isExported(.firewall, in: project))
    {
      plan.unknown = unknownFirewall(id)
    }
    let classic = classicStages(rules, id)
    let hierarchical = hierarchicalSections(id, answers)
    let system = sections(answers, ["SYSTEM", "SYSTEM_GLOBAL", "SYSTEM_REGIONAL"])
      .sorted { ($0.priority, $0.name) < ($1.priority, $1.name) }
    let global = networkSections(id, region: nil, answers, type: "NETWORK")
    let regional =
      region.isEmpty
      ? sections(answers, ["NETWORK_REGIONAL"])
      : networkSections(id, region: region, answers, type: "NETWORK_REGIONAL")
    let systemRegional =
      region.isEmpty ? [] : associated(id, region: region, ofSystem: true)
    let first = hierarchical + merged(system, systemRegional)
    let policies = global + regional
    // Rules of the network decide before or after its policies (GCP-4.1, GCP-4.2).
    for section in first { append(section, to: &plan, id) }
    if network?.policiesComeFirst == true {
      for section in policies { append(section, to: &plan, id) }
      append(classic, to: &plan)
    } else {
      append(classic, to: &plan)
      for section in policies { append(section, to: &plan, id) }
    }
    note(&plan)
    return plan
  }

  private func append(
    _ stages: (FirewallPlan.Stage, FirewallPlan.Stage), to plan: inout FirewallPlan
  ) {
    plan.inbound.append(stages.0)
    plan.outbound.append(stages.1)
  }

  private mutating func append(
    _ section: Exported.EffectiveFirewalls.Section, to plan: inout FirewallPlan, _ network: String
  ) {
    var inbound = FirewallPlan.Stage(name: section.name)
    var outbound = FirewallPlan.Stage(name: section.name)
    if section.type == "UNKNOWN" {
      let rules = unknownRules(section)
      append(
        (
          FirewallPlan.Stage(name: section.name, rules: rules),
          FirewallPlan.Stage(name: section.name, rules: rules)
        ), to: &plan)
      return
    }
    for rule in section.rules where !rule.isDisabled && !rule.isForBalancers {
      if !rule.targetNetworks.isEmpty, !rule.targetNetworks.contains(network) { continue }
      // A rule none of whose secure tags is in force does nothing (GCP-3.6).
      if rule.hasOnlyIneffectiveTargets { continue }
      if rule.source.hasOnlyIneffectiveTags, rule.source.ranges.isEmpty { continue }
      let planned = self.planned(rule, of: section.name, in: network)
      if rule.isEgress { outbound.rules.append(planned) } else { inbound.rules.append(planned) }
    }
    append((inbound, outbound), to: &plan)
  }

  /// Collects what the rules know of machines.
  private func note(_ plan: inout FirewallPlan) {
    for stage in plan.inbound + plan.outbound {
      for rule in stage.rules {
        if let own = rule.own, !plan.ownRanges.contains(own) { plan.ownRanges.append(own) }
        switch rule.target {
        case .tags(let tags): plan.targetTags.formUnion(tags)
        case .accounts(let accounts): plan.targetAccounts.formUnion(accounts)
        case .all, .secureTags: break
        }
      }
    }
  }

  private mutating func unknownFirewall(_ id: String) -> ID<Assumption> {
    tell(
      .warning, "gcp.firewall.notExported", about: id,
      "No firewall rules of the network \(ResourceName.last(id)) are exported: what passes them is "
        + "not known.", at: inventory.networks[id]?.location, effect: .assumedOpen,
      advice: "Export them: \(RecordKind.effectiveFirewalls.command).")
    return assumption(
      about: "firewall \(id)",
      "the firewall rules of the network \(ResourceName.last(id)) are not in the exports",
      remedy: RecordKind.effectiveFirewalls.command)
  }

  /// Two lists of policies of which the second adds those that the first does not have.
  private func merged(
    _ first: [Exported.EffectiveFirewalls.Section], _ second: [Exported.EffectiveFirewalls.Section]
  ) -> [Exported.EffectiveFirewalls.Section] {
    first + second.filter { other in !first.contains { $0.name == other.name } }
  }
}
