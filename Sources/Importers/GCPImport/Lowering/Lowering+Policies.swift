import Documents
import PacketSets
import Topology

extension Lowering {
  typealias Section = Exported.EffectiveFirewalls.Section

  /// The answers about effective firewalls, by the network that they are about (GCP-1.4).
  mutating func attributedAnswers() -> [String: [Exported.EffectiveFirewalls]] {
    var result: [String: [Exported.EffectiveFirewalls]] = [:]
    for answer in inventory.effective {
      if let id = network(of: answer) {
        result[id, default: []].append(answer)
        continue
      }
      tell(
        .warning, "gcp.effectiveFirewalls.subject", about: "\(answer.file)",
        "This answer does not tell the network that it is about.", at: answer.location,
        effect: .assumedOpen,
        advice: "Put the name of the network at the end of the name of the file.")
      omit(
        about: "effective firewalls \(answer.file)",
        "to which network an answer about effective firewalls belongs",
        remedy: "the name of the network in the name of the file", at: answer.location)
    }
    return result
  }

  private func network(of answer: Exported.EffectiveFirewalls) -> String? {
    let named = Set(answer.firewalls.map(\.network))
    if named.count == 1, let id = named.first { return id }
    if let subject = answer.subject {
      let path = subject.split(separator: "/").dropLast().joined(separator: "/")
      if networks[path] != nil { return path }
      if let instance = inventory.instances[path] { return instance.interfaces.first?.network }
    }
    let file =
      inventory.files.indices.contains(answer.file) ? inventory.files[answer.file].path : ""
    let stem = ResourceName.last(file).split(separator: ".").first.map(String.init) ?? ""
    let candidates = sortedNetworks.filter { id in
      let name = ResourceName.last(id)
      return stem == name || stem.hasSuffix("-\(name)") || stem.hasSuffix("_\(name)")
    }
    if candidates.count == 1 { return candidates[0] }
    return networks.count == 1 ? networks.keys.first : nil
  }

  /// The policies of some types in the answers; that of the network before those of machines.
  func sections(
    _ answers: [Exported.EffectiveFirewalls], _ types: Set<String>
  ) -> [Section] {
    let sorted = answers.enumerated().sorted { left, right in
      let first = left.element.subject?.contains("/instances/") == true ? 1 : 0
      let second = right.element.subject?.contains("/instances/") == true ? 1 : 0
      return (first, left.offset) < (second, right.offset)
    }
    var result: [Section] = []
    for (_, answer) in sorted {
      for section in answer.policies where types.contains(section.type) {
        if !result.contains(where: { $0.name == section.name }) { result.append(section) }
      }
    }
    return result
  }

  /// The policies of the organization and its folders, from the top (GCP-4.5).
  mutating func hierarchicalSections(
    _ id: String, _ answers: [Exported.EffectiveFirewalls]
  ) -> [Section] {
    let project = ResourceName.segment(after: "projects", in: id) ?? ""
    if !answers.isEmpty { return sections(answers, ["HIERARCHY"]) }
    let above = inventory.projects.ancestors[project] ?? []
    let all = inventory.policies.sorted.filter { !$0.id.hasPrefix("projects/") }
    if above.isEmpty {
      if !inventory.projects.orphans.contains(project) || !all.isEmpty {
        noteUnknownHierarchy(id, project)
      }
      return []
    }
    if all.isEmpty { noteUnknownHierarchy(id, project) }
    return above.reversed().flatMap { node in
      all.filter { policy in policy.associations.contains { $0.target == node } }
        .map { section($0, "HIERARCHY", 0) }
    }
  }

  private mutating func noteUnknownHierarchy(_ id: String, _ project: String) {
    tell(
      .warning, "gcp.firewallPolicy.hierarchyUnknown", about: id,
      "Which policies of the organization and its folders hold for the network "
        + "\(ResourceName.last(id)) is not exported; they decide before its own rules. Without them "
        + "nothing is proven.",
      at: inventory.networks[id]?.location, effect: .assumedOpen,
      advice: "Export \(RecordKind.effectiveFirewalls.command).")
    omit(
      about: "hierarchy \(id)",
      "which firewall policies of the organization hold for the network \(ResourceName.last(id))",
      remedy: RecordKind.effectiveFirewalls.command)
  }

  /// The policies of a network itself: those of the answers, and those that are associated with it.
  mutating func networkSections(
    _ id: String, region: String?, _ answers: [Exported.EffectiveFirewalls], type: String
  ) -> [Section] {
    let known = sections(answers, [type])
    let own = associated(id, region: region, ofSystem: false)
    var result = known + own.filter { other in !known.contains { $0.name == other.name } }
    result.sort { ($0.priority, $0.name) < ($1.priority, $1.name) }
    if region == nil, result.isEmpty, answers.isEmpty,
      let policy = inventory.networks[id]?.firewallPolicy, inventory.policies[policy] == nil
    {
      result.append(unknownPolicy(policy, id))
    }
    return result
  }

  /// The policies that are associated with a network: global ones, or those of a region.
  func associated(_ id: String, region: String?, ofSystem: Bool) -> [Section] {
    inventory.policies.sorted.compactMap { policy in
      guard policy.id.hasPrefix("projects/"), policy.region == region,
        policy.isOfSystem == ofSystem, policy.type == "VPC_POLICY",
        let association = policy.associations.first(where: { $0.target == id })
      else { return nil }
      return section(
        policy, region == nil ? "NETWORK" : "NETWORK_REGIONAL", association.priority)
    }
  }

  /// The regions in which policies of their own hold for a network.
  func regionsWithPolicies(_ id: String) -> [String] {
    let regions = inventory.policies.sorted.filter { policy in
      policy.region != nil && policy.associations.contains { $0.target == id }
    }.compactMap(\.region)
    return Set(regions).sorted()
  }

  private func section(
    _ policy: Exported.FirewallPolicy, _ type: String, _ priority: Int
  ) -> Section {
    Section(
      type: type, name: policy.name, priority: priority, rules: policy.rules, mark: policy.mark)
  }

  /// A policy that a network names and no export holds: it may allow and it may deny.
  private mutating func unknownPolicy(_ policy: String, _ id: String) -> Section {
    let name = ResourceName.last(policy)
    tell(
      .warning, "gcp.firewallPolicy.notExported", about: policy,
      "The network \(ResourceName.last(id)) has the firewall policy \(name), which is not exported: "
        + "it may allow or deny anything.", at: inventory.networks[id]?.location,
      effect: .assumedOpen, advice: "Export it: \(RecordKind.firewallPolicy.command).")
    omit(
      about: "policy \(policy)", "the rules of the firewall policy \(name)",
      remedy: RecordKind.firewallPolicy.command)
    return Section(
      type: "UNKNOWN", name: name, priority: 0, rules: [],
      mark: Mark(location: inventory.networks[id]?.location ?? .unknown))
  }
}
