import Documents
import PacketSets
import Topology

/// The admin rules of network managers, which are asked before security groups (AZ-5.1).
extension Lowering {
  /// Finds the admin rules of each network, and says where they are not exported (AZ-5.6).
  mutating func findAdminRules() {
    for (rules, file) in inventory.adminAnswers {
      guard let id = inventory.network(namedBy: file) else {
        let path = inventory.files[file].path
        tell(
          .warning, "azure.adminRules.network", about: path,
          "The name of \(path) does not tell for which virtual network its admin rules hold: nothing "
            + "is proven.", at: rules.first?.rule.location, effect: .assumedClosed,
          advice: "Put the name of the virtual network at the end of the name of the file.")
        omit(
          about: "admin rules in \(path)", "for which network the admin rules of \(path) hold",
          remedy: RecordKind.adminRules.export, at: rules.first?.rule.location)
        continue
      }
      adminRules[id, default: []] += rules
    }
    for id in adminRules.keys {
      adminRules[id]?.sort { ($0.rule.priority, $0.rule.name) < ($1.rule.priority, $1.rule.name) }
    }
    noteConfigurations()
    noteMissingAdminRules()
  }

  /// A manager deploys one configuration in a region, and so at a network: of two, one was exported at
  /// another time (AZ-5.5).
  private mutating func noteConfigurations() {
    for (id, rules) in adminRules.sorted(by: { $0.key < $1.key }) {
      let all = Dictionary(
        grouping: Set(rules.compactMap(\.configuration)), by: { $0.parent })
      guard let several = all.values.first(where: { $0.count > 1 })?.sorted() else { continue }
      let names = several.map(\.name).joined(separator: " and ")
      tell(
        .warning, "azure.adminRules.configurations", about: id.text,
        "The admin rules of \(id.name) belong to the configurations \(names), of which only one can be "
          + "deployed there: nothing is proven.", at: rules.first?.rule.location,
        effect: .assumedOpen,
        advice: "Export them again at one time: \(RecordKind.adminRules.export).")
      omit(
        about: "configurations of \(id)",
        "which of the configurations \(names) is deployed at \(id.name)",
        remedy: RecordKind.adminRules.export, at: rules.first?.rule.location)
    }
  }

  private mutating func noteMissingAdminRules() {
    let missing = inventory.virtualNetworks.filter { adminRules[$0.id] == nil }
    guard let first = missing.first else { return }
    if let location = managerLocation() {
      omit(
        about: "admin rules",
        "the admin rules that a network manager applies to \(Self.networks(missing))",
        remedy: RecordKind.adminRules.export, at: location)
    }
    tell(
      .note, "azure.adminRules.notExported", about: "",
      "The admin rules of \(Self.networks(missing)) are not exported: verdicts hold where no network "
        + "manager denies or always allows.",
      at: first.location, effect: .assumedClosed,
      advice: "Where there is a network manager, export them: \(RecordKind.adminRules.export).")
  }

  private static func networks(_ networks: [Exported.VirtualNetwork]) -> String {
    let first = networks.first?.name ?? ""
    return networks.count == 1
      ? "the virtual network \(first)"
      : "\(networks.count) virtual networks, such as \(first),"
  }

  /// Where the exports tell of a network manager.
  private func managerLocation() -> SourceLocation? {
    for (fields, _) in inventory.effectiveGroups {
      let association = (try? fields.object("association")) ?? nil
      if association?.find("networkManager") != nil { return fields.location }
    }
    let manager = "microsoft.network/networkmanagers"
    let isThere = inventory.unmodelled.keys.contains { $0.type.lowercased().hasPrefix(manager) }
    return isThere ? .unknown : nil
  }

  /// Adds the stage of the admin rules before those of security groups.
  mutating func addAdminRules(
    to binding: inout FilterBinding, of station: Station, tags: Int
  ) {
    let id = station.subnetID.parent
    guard let rules = adminRules[id], !rules.isEmpty, !isBeyondAdminRules(station.subnetID) else {
      return
    }
    let inbound = adminFilter(of: station, inbound: true, tags: tags)
    let outbound = adminFilter(of: station, inbound: false, tags: tags)
    var stages = (in: [inbound], out: [outbound])
    let doubt = doubtAboutAdminRules(station)
    if let doubt {
      let open = special(
        "admin rules do not hold \(doubt)", .cloudPolicy, unknown: doubt, at: station.location)
      stages.in.append(open.inbound)
      stages.out.append(open.outbound)
      // Where they hold, one of them may pass what security groups deny.
      if rules.contains(where: { $0.access == .alwaysAllow }) {
        for index in binding.inbound.indices {
          binding.inbound[index].filters.append(open.inbound)
        }
        for index in binding.outbound.indices {
          binding.outbound[index].filters.append(open.outbound)
        }
      }
    }
    binding.inbound.insert(FilterStage(stages.in, layer: .cloudPolicy), at: 0)
    binding.outbound.insert(FilterStage(stages.out, layer: .cloudPolicy), at: 0)
  }

  /// The admin rules as a filter of their own: what they do not deny goes on.
  private mutating func adminFilter(
    of station: Station, inbound isInbound: Bool, tags: Int
  ) -> ID<Filter> {
    let lowered = adminRules(of: station, inbound: isInbound, tags: tags) { access in
      access == .deny ? .deny : .allow
    }
    let network = station.subnetID.parent
    let name = "admin rules of \(network.name)"
    let key = "\(name) \(network) \(isInbound) \(number(ofPrelude: lowered))"
    if let known = specialFilters[key] { return known.inbound }
    let filter = topology.add(
      Filter(
        id: "admin rules of \(network)", name: name, layer: .cloudPolicy,
        direction: isInbound ? .inbound : .outbound, rules: lowered, defaultAction: .allow,
        location: lowered.first?.location ?? station.location))
    specialFilters[key] = FilterPair(inbound: filter, outbound: filter)
    return filter
  }

  /// The admin rules that stand before those of a security group: one that always allows ends there,
  /// any other goes on to the group.
  mutating func adminPrelude(
    of station: Station, inbound isInbound: Bool, tags: Int
  ) -> [FilterRule] {
    let id = station.subnetID.parent
    guard adminRules[id]?.contains(where: { $0.access == .alwaysAllow }) == true,
      !isBeyondAdminRules(station.subnetID), doubtAboutAdminRules(station) == nil
    else { return [] }
    var rules = adminRules(of: station, inbound: isInbound, tags: tags) { access in
      access == .alwaysAllow ? .allow : .deny
    }
    while let last = rules.last, last.action == .deny { rules.removeLast() }
    for index in rules.indices where rules[index].action == .deny {
      rules[index].action = .jump(to: rules.count)
    }
    return rules
  }

  /// The number of a list of rules, so that equal lists make equal filters.
  mutating func number(ofPrelude rules: [FilterRule]) -> Int {
    if let known = adminPreludes[rules] { return known }
    adminPreludes[rules] = adminPreludes.count
    return adminPreludes.count - 1
  }

  private mutating func adminRules(
    of station: Station, inbound isInbound: Bool, tags: Int,
    _ action: (Exported.AdminRule.Access) -> FilterAction
  ) -> [FilterRule] {
    var lowered: [FilterRule] = []
    for admin in adminRules[station.subnetID.parent] ?? []
    where admin.rule.isInbound == isInbound {
      let ownWords = isInbound ? admin.rule.destinations : admin.rule.sources
      let groups = admin.namesGroups
      var match = ownMatch(ownWords, station.own)
      if isInbound ? groups.destinations : groups.sources {
        match = OwnMatch(v4: max(match.v4, .maybe), v6: max(match.v6, .maybe))
      }
      if match.isNever { continue }
      var rule = rule(admin.rule, match, tags: tagSets[tags])
      rule.text = admin.text
      rule.action = action(admin.access)
      if isInbound ? groups.sources : groups.destinations {
        let reason = assumption(
          about: "network groups", "which addresses the network groups of admin rules have",
          remedy: "none: the members of network groups are not read", at: admin.rule.location)
        rule.peer.possible = PossiblePeers(
          AddressSet.all.subtracting(rule.peer.addresses), because: reason)
      }
      lowered.append(rule)
    }
    return lowered
  }

  /// Why it is not known whether admin rules hold at an interface: private endpoints of some networks
  /// and networks with services of their own are left out (AZ-5.3, AZ-5.4).
  private mutating func doubtAboutAdminRules(_ station: Station) -> ID<Assumption>? {
    guard let rules = adminRules[station.subnetID.parent], !rules.isEmpty else { return nil }
    if case .applies = station.policy, !station.ignoresRoutes {
      let services = ["microsoft.sql/managedinstances", "microsoft.databricks/workspaces"]
      let network = station.subnetID.parent
      let holds = inventory.subnets.contains { subnet in
        subnet.networkID == network
          && subnet.delegations.contains { services.contains($0.lowercased()) }
      }
      guard holds else { return nil }
      return assumption(
        about: "admin rules and services of \(network)",
        "whether admin rules hold in \(network.name), which has a service with rules of its own",
        remedy: "applyOnNetworkIntentPolicyBasedServices of the configuration",
        at: station.location)
    }
    return assumption(
      about: "admin rules at private endpoints", "whether admin rules hold at private endpoints",
      remedy: "none: it is not documented for all networks", at: station.location)
  }

  /// Whether a subnet belongs to a device to which admin rules are not applied (AZ-5.4).
  private func isBeyondAdminRules(_ id: AzureID) -> Bool {
    let names = [
      "gatewaysubnet", "azurefirewallsubnet", "azurebastionsubnet", "routeserversubnet",
    ]
    return names.contains(id.name) || inventory.appliances.contains { $0.subnetIDs.contains(id) }
  }
}
