import Documents
import PacketSets
import Topology

extension Lowering {
  /// What rules know of a machine in a network.
  func traits(of instance: Exported.Instance, _ plan: FirewallPlan) -> MachineTraits {
    let bound = secureTags[instance.id] ?? []
    return MachineTraits(
      tags: instance.networkTags.filter { plan.targetTags.contains($0) },
      account: instance.serviceAccount.flatMap { plan.targetAccounts.contains($0) ? $0 : nil },
      secureTags: bound, knowsAllTags: inventory.knowsAllTags(of: instance.project))
  }

  /// The binding of a part of a machine; parts with equal keys share it.
  mutating func binding(_ key: BindingKey) -> ID<FilterBinding> {
    if let known = bindings[key] { return known }
    let inbound = filter(key, .inbound)
    let outbound = filter(key, .outbound)
    let blocked = blockedFilters()
    let number = topology.add(
      FilterBinding(
        groups: key.groups,
        inbound: [
          FilterStage([blocked.inbound], layer: .cloudPolicy),
          FilterStage([inbound], layer: .instanceFilter),
        ],
        outbound: [
          FilterStage([blocked.outbound], layer: .cloudPolicy),
          FilterStage([outbound], layer: .instanceFilter),
        ]))
    bindings[key] = number
    return number
  }

  /// The rules of a direction that hold for a machine, as one filter.
  private mutating func filter(_ key: BindingKey, _ direction: FlowDirection) -> ID<Filter> {
    guard let plan = plans[key.plan] else { return unknownFilter(key.plan, direction, nil) }
    if let reason = plan.unknown { return unknownFilter(key.plan, direction, reason) }
    var applied: [FilterKey.Applied] = []
    for (stageNumber, stage) in plan.stages(direction).enumerated() {
      for (ruleNumber, rule) in stage.rules.enumerated() {
        guard let (isDoubtful, family) = holds(rule, key, plan) else { continue }
        applied.append(
          FilterKey.Applied(
            stage: stageNumber, rule: ruleNumber, isDoubtful: isDoubtful, family: family))
      }
    }
    let filterKey = FilterKey(plan: key.plan, direction: direction, rules: applied)
    if let known = filters[filterKey] { return known }
    let number = add(filterKey, plan.stages(direction), key.traits)
    filters[filterKey] = number
    return number
  }

  /// Whether a rule holds for a machine, whether that is in doubt, and for which family alone.
  private func holds(
    _ rule: PlannedRule, _ key: BindingKey, _ plan: FirewallPlan
  ) -> (isDoubtful: Bool, family: AddressFamily?)? {
    var isDoubtful = false
    switch rule.target {
    case .all: break
    case .tags(let tags):
      guard tags.contains(where: { key.traits.tags.contains($0) }) else { return nil }
    case .accounts(let accounts):
      guard let account = key.traits.account, accounts.contains(account) else { return nil }
    case .secureTags(let tags, _):
      isDoubtful = !tags.contains { key.traits.secureTags.contains($0) }
      if isDoubtful, key.traits.knowsAllTags { return nil }
    }
    guard let own = rule.own, let index = plan.ownRanges.firstIndex(of: own) else {
      return (isDoubtful, nil)
    }
    switch (key.own4?[index], key.own6?[index]) {
    case (true?, true?), (true?, nil), (nil, true?): return (isDoubtful, nil)
    case (true?, false?): return (isDoubtful, .v4)
    case (false?, true?): return (isDoubtful, .v6)
    case (nil, nil): return (true, nil)
    case (false?, false?), (false?, nil), (nil, false?): return nil
    }
  }

  private mutating func add(
    _ key: FilterKey, _ stages: [FirewallPlan.Stage], _ traits: MachineTraits
  ) -> ID<Filter> {
    let reason = assumption(
      about: "doubtful rules",
      "whether a rule of a policy holds that inspects or names secure tags",
      remedy: RecordKind.tagBinding.command)
    var list = Flattening(because: reason)
    list.add(Self.metadataRule)
    for (number, stage) in stages.enumerated() {
      let rules = key.rules.filter { $0.stage == number }.map { applied -> PlannedRule in
        var rule = stage.rules[applied.rule]
        if let family = applied.family { rule.peer = restricted(rule.peer, to: family) }
        if applied.isDoubtful, case .secureTags(_, let reason) = rule.target {
          rule.peer = Flattening.doubtful(rule.peer, because: reason)
        } else if applied.isDoubtful {
          rule.peer = list.doubtful(rule.peer)
        }
        return rule
      }
      list.add(rules)
    }
    // What no rule matches: nothing arrives, everything leaves (GCP-2.10, GCP-4.6).
    let isInbound = key.direction == .inbound
    list.add(
      FilterRule(
        id: isInbound ? "implied deny ingress" : "implied allow egress",
        text: isInbound
          ? "implied rule, priority 65535: deny all from any"
          : "implied rule, priority 65535: allow all to any", action: isInbound ? .deny : .allow,
        traffic: .all, peer: .anyone, isFixed: true))
    let network = ResourceName.last(key.plan.network)
    let tags = traits.tags.isEmpty ? "" : " for \(traits.tags.joined(separator: ", "))"
    return topology.add(
      Filter(
        id: firewallID(key.plan.network), name: "firewall of \(network)\(tags)",
        layer: .instanceFilter, direction: key.direction, rules: list.rules,
        defaultAction: isInbound ? .deny : .allow,
        location: inventory.networks[key.plan.network]?.location ?? .unknown))
  }

  private func restricted(_ peer: PeerMatch, to family: AddressFamily) -> PeerMatch {
    var peer = peer
    peer.addresses = peer.addresses.restricted(toFamily: family)
    if let possible = peer.possible {
      let rest = possible.addresses.restricted(toFamily: family)
      peer.possible =
        rest.isEmpty ? nil : PossiblePeers(rest, because: possible.assumption)
    }
    return peer
  }

  /// The id of the firewall of a network: its project and name.
  private func firewallID(_ network: String) -> String {
    let project = ResourceName.segment(after: "projects", in: network) ?? ""
    return "\(project)/\(ResourceName.last(network))/firewall"
  }

  private mutating func unknownFilter(
    _ plan: PlanKey, _ direction: FlowDirection, _ reason: ID<Assumption>?
  ) -> ID<Filter> {
    let key = FilterKey(plan: plan, direction: direction, rules: [])
    if let known = filters[key] { return known }
    let reason =
      reason
      ?? assumption(
        about: "firewall \(plan.network)",
        "the firewall rules of the network \(ResourceName.last(plan.network)) are not exported",
        remedy: RecordKind.effectiveFirewalls.command)
    let number = topology.add(
      Filter(
        id: firewallID(plan.network), name: "firewall of \(ResourceName.last(plan.network))",
        layer: .instanceFilter, direction: direction, unknown: reason))
    filters[key] = number
    return number
  }
}
