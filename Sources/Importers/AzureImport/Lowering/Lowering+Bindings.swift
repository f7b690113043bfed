import Documents
import PacketSets
import Topology

extension Lowering {
  /// What filters an interface: the group of its subnet and its own, both of which must allow
  /// (AZ-3.2, AZ-3.3).
  mutating func binding(of station: Station) -> ID<FilterBinding> {
    var binding = FilterBinding(
      groups: Set(station.own.groups).sorted().map { group($0, at: station.location) })
    let tags = tagSet(of: station.subnetID)
    let subnetGroup = securityGroupID(ofSubnet: station.subnetID)
    let subnetStages = stages(subnetGroup, .subnetFilter, tags, station)
    let ownStages = stages(station.securityGroupID, .instanceFilter, tags, station)
    switch station.policy {
    case .applies:
      binding.inbound = [subnetStages?.inbound, ownStages?.inbound].compactMap { $0 }
      binding.outbound = [ownStages?.outbound, subnetStages?.outbound].compactMap { $0 }
    case .ignored: break
    case .unknown(let reason):
      // The group may be ignored: then everything passes (AZ-9.1).
      if let stage = subnetStages {
        let open = special(
          "groups ignored", .subnetFilter, unknown: reason, at: station.location)
        binding.inbound = [
          FilterStage(stage.inbound.filters + [open.inbound], layer: .subnetFilter)
        ]
        binding.outbound = [
          FilterStage(stage.outbound.filters + [open.outbound], layer: .subnetFilter)
        ]
      }
    }
    if binding.inbound.isEmpty, station.isClosedWithoutGroup {
      append(closedAddress(station), to: &binding, .publicAddress)
    }
    addAdminRules(to: &binding, of: station, tags: tags)
    if let guardian = forwardedGuard(station) { append(guardian, to: &binding, .routing) }
    if station.isStateless { append(statelessGuard(station), to: &binding, .instanceFilter) }
    if let reason = divertedSubnets[station.subnetID] {
      append(diversion(reason, station), to: &binding, .routing)
    }
    if let passage = station.passage { append(passage, to: &binding, .proxy) }
    for (name, reason) in station.unknowns {
      append(special(name, .proxy, unknown: reason, at: station.location), to: &binding, .proxy)
    }
    return number(of: binding)
  }

  private func append(_ pair: FilterPair, to binding: inout FilterBinding, _ layer: Layer) {
    binding.inbound.append(FilterStage([pair.inbound], layer: layer))
    binding.outbound.append(FilterStage([pair.outbound], layer: layer))
  }

  /// The group of a subnet, by its own record or that of the group (AZ-1.9).
  mutating func securityGroupID(ofSubnet id: AzureID) -> AzureID? {
    let listed = index.groupOf[id]
    guard let subnet = subnet(id) else { return listed }
    noteDisagreement(id, subnet.securityGroupID, listed, at: subnet.location)
    return subnet.securityGroupID ?? listed
  }

  /// Says when a group and what it filters do not name each other.
  mutating func noteDisagreement(
    _ id: AzureID, _ named: AzureID?, _ listed: AzureID?, at location: SourceLocation
  ) {
    guard let listed, named != listed else { return }
    tell(
      .warning, "azure.securityGroup.contradiction", about: id.text,
      "The security group \(listed.name) says that it filters \(id.name), which names "
        + "\(named?.name ?? "none"): the exports are of different times.", at: location,
      effect: .assumedOpen, advice: "Export everything at the same time.")
    omit(
      about: "group of \(id)", "two exports disagree about the security group of \(id.name)",
      remedy: RecordKind.securityGroups.export, at: location)
  }

  private mutating func stages(
    _ id: AzureID?, _ layer: Layer, _ tags: Int, _ station: Station
  ) -> (inbound: FilterStage, outbound: FilterStage)? {
    guard let id else { return nil }
    let pair: FilterPair
    if let number = index.securityGroups[id] {
      let group = inventory.securityGroups[number]
      pair = FilterPair(
        inbound: filter(group, inbound: true, layer: layer, tags: tags, of: station),
        outbound: filter(group, inbound: false, layer: layer, tags: tags, of: station))
    } else {
      pair = missingGroup(id, layer, at: station.location)
    }
    return (
      FilterStage([pair.inbound], layer: layer), FilterStage([pair.outbound], layer: layer)
    )
  }

  /// A group that is named and not exported may say anything.
  private mutating func missingGroup(
    _ id: AzureID, _ layer: Layer, at location: SourceLocation
  ) -> FilterPair {
    tell(
      .warning, "azure.securityGroup.notExported", about: id.text,
      "The security group \(id.name) is named and not exported: what it lets pass is unknown.",
      at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.securityGroups.export).")
    let reason = assumption(
      about: "rules of \(id)", "the rules of the security group \(id.name)",
      remedy: RecordKind.securityGroups.export, at: location)
    return special("\(id) \(layer.rawValue)", layer, unknown: reason, at: location)
  }
}
