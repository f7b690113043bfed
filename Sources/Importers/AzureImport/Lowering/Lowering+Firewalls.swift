import Documents
import PacketSets
import Topology

/// Azure Firewalls: translation rules are followed; what other rules let pass between networks is
/// possible and not certain (AZ-8.9).
extension Lowering {
  /// Places a firewall.
  mutating func placeFirewall(_ firewall: Exported.Appliance, _ station: Station) {
    var station = station
    let networkID = station.subnetID.parent
    guard let rules = rules(of: firewall) else {
      let reason = unknownInside(firewall)
      station.forwards = true
      station.unknowns = [("inside \(firewall.name)", reason)]
      stations.append(station)
      if !firewall.publicAddressIDs.isEmpty {
        addPublisher(firewall, in: networkID, because: reason)
      }
      return
    }
    // Without a rule that allows, everything is denied.
    station.forwards = rules.contains { $0.kind != .translation && !$0.denies }
    if station.forwards {
      tell(
        .note, "azure.firewall.rules", about: firewall.id.text,
        "What the network and application rules of the Azure Firewall \(firewall.name) let pass "
          + "between networks is undecided.", at: firewall.location, effect: .assumedOpen)
    }
    station.initiates = false
    station.offers = .empty
    if let outside = outside(of: firewall), let own = firewall.addresses.first {
      station.addresses = [EndpointAddress(own, publicAddress: outside)]
    }
    stations.append(station)
    let translations = rules.filter { $0.kind == .translation }
    if translations.isEmpty || isFollowed(translations, firewall) { return }
    let reason = assumption(
      about: "translations of \(firewall.id)",
      "where the translation rules of the Azure Firewall \(firewall.name) lead",
      remedy: "none: they are not modelled", at: firewall.location)
    tell(
      .warning, "azure.firewall.translation", about: firewall.id.text,
      "Some translation rules of the Azure Firewall \(firewall.name) cannot be followed: the "
        + "internet may reach any machine through it.", at: firewall.location,
      effect: .assumedOpen)
    addPublisher(firewall, in: networkID, because: reason)
  }

  /// The one public address of a firewall.
  private func outside(of firewall: Exported.Appliance) -> IPAddress? {
    firewall.publicAddressIDs.only.flatMap { index.publicAddresses[$0] }
      .flatMap { inventory.publicAddresses[$0].address }.flatMap { $0.family == .v4 ? $0 : nil }
  }

  /// The rules of a firewall in the order in which they are tried; nil where some are not exported.
  private func rules(of firewall: Exported.Appliance) -> [Exported.FirewallRule]? {
    var rules = firewall.firewallRules
    var next = firewall.policyID
    var seen: Set<AzureID> = []
    var rank = 0
    while let id = next {
      guard seen.insert(id).inserted,
        let policy = inventory.firewallPolicies.first(where: { $0.id == id })
      else { return nil }
      for groupID in policy.groupIDs {
        guard let group = inventory.firewallGroups.first(where: { $0.id == groupID }) else {
          return nil
        }
        rules += group.rules.map { rule in
          var rule = rule
          // The rules of a base policy come first.
          rule.priority.insert(-rank, at: 0)
          return rule
        }
      }
      rank += 1
      next = policy.baseID
    }
    return rules.enumerated().sorted { left, right in
      if left.element.kind != right.element.kind {
        return left.element.kind.rawValue < right.element.kind.rawValue
      }
      if left.element.priority != right.element.priority {
        return left.element.priority.lexicographicallyPrecedes(right.element.priority)
      }
      return left.offset < right.offset
    }.map(\.element)
  }

  /// Whether every translation rule can be lowered: there is one public address, each rule moves one
  /// port to an address, and no two take the same packets.
  private func isFollowed(
    _ rules: [Exported.FirewallRule], _ firewall: Exported.Appliance
  ) -> Bool {
    guard outside(of: firewall) != nil, !firewall.addresses.isEmpty else { return false }
    var taken = TrafficSet.empty
    for rule in rules {
      guard rule.address != nil, rule.portOffset != nil, taken.isDisjoint(with: rule.traffic) else {
        return false
      }
      taken.formUnion(rule.traffic)
    }
    return true
  }

  /// Adds the translation rules: the target sees the firewall as the sender.
  mutating func addTranslations(of firewall: Exported.Appliance, in subnetID: AzureID) {
    guard let rules = rules(of: firewall) else { return }
    let translations = rules.filter { $0.kind == .translation }
    guard !translations.isEmpty, isFollowed(translations, firewall),
      let outside = outside(of: firewall), let own = firewall.addresses.first,
      let number = endpointsByAddress[PlacedAddress(network: subnetID.parent, address: own)]
    else { return }
    // A match allows the translated flow unless a network rule denies it.
    let mayDeny = rules.contains { $0.kind == .network && $0.denies }
    for rule in translations {
      let names = rule.destinations.compactMap { Prefix($0) }
      let isMeant = rule.destinations.contains("*") || names.contains { $0.contains(outside) }
      guard isMeant, let address = rule.address, let offset = rule.portOffset else { continue }
      guard let target = endpoint(at: address, near: subnetID.parent) else {
        omit(
          about: "target \(address) of \(firewall.id)",
          "what stands at \(address), to which the Azure Firewall \(firewall.name) translates",
          remedy: RecordKind.interfaces.export, at: rule.location)
        continue
      }
      let binding = binding(of: rule, firewall, outside, mayDeny: mayDeny)
      _ = topology.add(
        Forwarding(
          id: "\(firewall.id.text)/\(rule.name)", name: "\(firewall.name) \(rule.name)",
          endpoint: number, accepts: rule.traffic, portOffset: offset,
          targets: [ForwardingTarget(target, at: address)], keepsSource: false, binding: binding,
          location: rule.location))
    }
  }

  /// Who may use a translation rule; it means those who ask for the public address.
  private mutating func binding(
    of rule: Exported.FirewallRule, _ firewall: Exported.Appliance, _ outside: IPAddress,
    mayDeny: Bool
  ) -> ID<FilterBinding> {
    var sources = AddressSet(rule.sources.compactMap { Prefix($0) })
    if rule.sources.contains("*") { sources = .all }
    sources = sources.intersection(.global)
    let words = rule.sources.filter { $0 != "*" && Prefix($0) == nil }
    var possible: PossiblePeers?
    if rule.hasIPGroups || !words.isEmpty {
      let reason = assumption(
        about: "sources of \(firewall.id) \(rule.name)",
        "which sources the rule \(rule.name) of the Azure Firewall \(firewall.name) means",
        remedy: "none: IP groups and ranges of two addresses are not read", at: rule.location)
      possible = PossiblePeers(AddressSet.global.subtracting(sources), because: reason)
    }
    let name = "\(rule.name) of \(firewall.name)"
    let filter = special(
      "\(name) \(firewall.id)", .proxy,
      inbound: [
        FilterRule(
          id: rule.name, text: "sources of \(rule.name)", action: .allow, traffic: .all,
          peer: PeerMatch(addresses: sources, possible: possible), location: rule.location)
      ], outbound: Self.openRules(rule.name, rule.location), at: rule.location)
    var binding = FilterBinding(inbound: [FilterStage([filter.inbound], layer: .proxy)])
    if mayDeny {
      let reason = assumption(
        about: "denies of \(firewall.id)",
        "whether network rules of the Azure Firewall \(firewall.name) deny what it translates",
        remedy: "none: network rules are not modelled", at: firewall.location)
      let doubt = special(
        "network rules of \(firewall.name) \(firewall.id)", .proxy, unknown: reason,
        at: firewall.location)
      binding.inbound.append(FilterStage([doubt.inbound], layer: .proxy))
    }
    return number(of: binding)
  }

  /// A firewall may let the internet in to any machine that it reaches.
  private mutating func addPublisher(
    _ firewall: Exported.Appliance, in networkID: AzureID, because reason: ID<Assumption>
  ) {
    let reached = [networkID] + links[networkID, default: []].filter(\.isActive).map(\.remoteID)
    let key = "published by \(firewall.id)"
    gateways[key] = topology.add(
      Gateway(
        id: key, name: firewall.name,
        kind: .opaque(
          OpaqueGateway(
            title: "Azure Firewall \(firewall.name)", mayTranslate: true, assumption: reason,
            world: Topology.internet)), networks: reached.compactMap { networks[$0] },
        location: firewall.location))
  }
}
