import Documents
import PacketSets
import Topology

extension Lowering {
  /// A rule of a policy as it holds in a network.
  mutating func planned(
    _ rule: Exported.PolicyRule, of policy: String, in network: String
  ) -> PlannedRule {
    let far = rule.isEgress ? rule.destination : rule.source
    let near = rule.isEgress ? rule.source : rule.destination
    let (peer, words) = match(far, network, rule, policy)
    var target = PlannedRule.Target.all
    var targetWords = ""
    if !rule.targetSecureTags.isEmpty {
      target = .secureTags(rule.targetSecureTags, secureTagReason(rule.targetSecureTags, rule))
      targetWords = ", for secure tag \(rule.targetSecureTags.joined(separator: ", "))"
    } else if !rule.targetServiceAccounts.isEmpty {
      target = .accounts(rule.targetServiceAccounts)
      targetWords = ", for \(rule.targetServiceAccounts.joined(separator: ", "))"
    }
    let own = near.ranges + near.addressGroups.flatMap { inventory.addressGroups[$0]?.items ?? [] }
    let name = rule.name.map { " (\($0))" } ?? ""
    return PlannedRule(
      id: "\(policy)/\(rule.priority)",
      text: "firewall policy \(policy), rule \(rule.priority)\(name): \(Self.word(rule.action)) "
        + "\(rule.traffic.text.isEmpty ? "all" : rule.traffic.text) "
        + "\(rule.isEgress ? "to" : "from") \(words)\(targetWords)",
      action: rule.action, traffic: rule.traffic.traffic, peer: peer,
      own: own.isEmpty ? nil : AddressSet(own), target: target, location: rule.mark.location)
  }

  private static func word(_ action: Exported.PolicyRule.Action) -> String {
    switch action {
    case .allow: "allow"
    case .deny: "deny"
    case .next: "goto_next"
    case .inspect: "apply_security_profile_group"
    }
  }

  /// Whom one side of a rule means: its lists united, then cut by the kind of network (GCP-3.5).
  private mutating func match(
    _ side: Exported.PolicySide, _ network: String, _ rule: Exported.PolicyRule, _ policy: String
  ) -> (PeerMatch, String) {
    var words = side.ranges.map(\.description)
    var peer = PeerMatch(addresses: AddressSet(side.ranges))
    var possible = AddressSet.empty
    var doubts: [String] = []
    for name in side.addressGroups {
      words.append("address group \(ResourceName.last(name))")
      if let group = inventory.addressGroups[name] {
        peer.addresses = peer.addresses.union(AddressSet(group.items))
      } else {
        possible = .all
        doubts.append("which addresses the address group \(ResourceName.last(name)) holds")
      }
    }
    if !side.domains.isEmpty {
      words += side.domains
      possible = .all
      doubts.append("which addresses \(side.domains.joined(separator: ", ")) has")
    }
    if !side.regions.isEmpty || !side.threatLists.isEmpty {
      let names = side.regions.map { "region \($0)" } + side.threatLists
      words += names
      possible = possible.union(.global)
      doubts.append("which addresses belong to \(names.joined(separator: ", "))")
    }
    if !side.secureTags.isEmpty {
      words += side.secureTags.map { "secure tag \($0)" }
      peer.groups = side.secureTags.map { group(secureTag: $0, in: network) }.sorted()
      // The members are machines of this network and of those that are peered with it.
      if !knowsMembers(in: network) {
        possible = possible.union(AddressSet.global.complement).union(networkAddresses)
        doubts.append(
          "which machines carry the secure tag \(side.secureTags.joined(separator: ", "))")
      }
    }
    if side.isEmpty {
      peer = .anyone
      words = ["any"]
    }
    if !doubts.isEmpty {
      let reason = assumption(
        about: "peers \(policy) \(rule.priority) \(doubts.joined())",
        "\(doubts.joined(separator: ", and ")), as rule \(rule.priority) of \(policy) asks",
        remedy: side.secureTags.isEmpty
          ? RecordKind.addressGroup.command : RecordKind.tagBinding.command,
        at: rule.mark.location)
      peer.possible = PossiblePeers(possible.subtracting(peer.addresses), because: reason)
    }
    if let context = side.context {
      words.append("of network type \(context)")
      restrict(&peer, to: context, side, network, "\(policy) \(rule.priority)", rule.mark.location)
    }
    return (peer, words.joined(separator: ", "))
  }

  /// Cuts a match by the kind of network from which packets come or to which they go (GCP-3.4).
  private mutating func restrict(
    _ peer: inout PeerMatch, to context: String, _ side: Exported.PolicySide, _ network: String,
    _ subject: String, _ location: SourceLocation
  ) {
    let certain: AddressSet
    var perhaps = AddressSet.empty
    let own = networks[network].map { AddressSet(topology.networks[$0].prefixes) } ?? .empty
    switch context {
    case "INTERNET":
      certain = AddressSet.global.subtracting(networkAddresses)
      perhaps = AddressSet.global.intersection(networkAddresses)
    case "NON_INTERNET":
      certain = AddressSet.global.complement
      perhaps = .global
    case "INTRA_VPC":
      certain = own
    case "VPC_NETWORKS":
      let others = side.networks.compactMap { networks[$0] }
      certain = AddressSet(others.flatMap { topology.networks[$0].prefixes }).subtracting(own)
      perhaps = others.count == side.networks.count ? .empty : .all
    default:
      certain = .empty
      perhaps = .all
    }
    let reason = assumption(
      about: "context \(subject)", "whether packets are of the network type \(context)",
      remedy: "none: addresses alone do not tell it", at: location)
    let maybe = peer.addresses.intersection(perhaps)
      .union(peer.possible?.addresses.intersection(certain.union(perhaps)) ?? .empty)
    peer.addresses = peer.addresses.intersection(certain)
    // Members of groups are machines of the network.
    if context == "INTERNET" { peer.groups = [] }
    let rest = maybe.subtracting(peer.addresses)
    peer.possible = rest.isEmpty ? nil : PossiblePeers(rest, because: reason)
  }

  /// Whether all machines that rules of a network may know by secure tags are exported with their tags:
  /// there is no peering, over which tags of others might hold, and every project told its bindings.
  private func knowsMembers(in network: String) -> Bool {
    guard let record = inventory.networks[network], record.peerings.isEmpty else { return false }
    let projects = Set(inventory.instances.sorted.map(\.project)).union([record.project])
    return projects.allSatisfy {
      inventory.knowsAllTags(of: $0) && inventory.isExported(.instance, in: $0)
    }
  }

  private mutating func secureTagReason(
    _ tags: [String], _ rule: Exported.PolicyRule
  ) -> ID<Assumption> {
    assumption(
      about: "secure tags \(tags.joined(separator: " "))",
      "which machines carry the secure tag \(tags.joined(separator: ", "))",
      remedy: RecordKind.tagBinding.command, at: rule.mark.location)
  }

  /// The rules that stand for a policy of which nothing is known.
  mutating func unknownRules(_ section: Section) -> [PlannedRule] {
    let reason = assumption(
      about: "gap: policy rules \(section.name)",
      "the rules of the firewall policy \(section.name)",
      remedy: RecordKind.firewallPolicy.command, at: section.mark.location)
    let anyone = PeerMatch(possible: PossiblePeers(.all, because: reason))
    return [Exported.PolicyRule.Action.allow, .deny].map { action in
      PlannedRule(
        id: section.name, text: "firewall policy \(section.name), whose rules are not exported",
        action: action, traffic: .all, peer: anyone, own: nil, target: .all,
        location: section.mark.location)
    }
  }
}
