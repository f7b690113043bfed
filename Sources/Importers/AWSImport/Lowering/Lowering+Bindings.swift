import Documents
import PacketSets
import Topology

/// The groups and further filters of an interface; interfaces with equal keys share a binding.
struct BindingKey: Hashable, Sendable {
  /// The ids of the groups, sorted.
  var groups: [String]
  /// The names of the filters beside the groups.
  var extras: [String]
}

extension Lowering {
  /// What filters an interface.
  mutating func bindingKey(
    of interface: Exported.NetworkInterface, _ role: InterfaceRole, _ resource: ID<Resource>
  ) -> BindingKey {
    var key = BindingKey(groups: interface.groupIDs, extras: [])
    if key.groups.isEmpty, role.needsGroups {
      key.extras.append(missingGroups(of: interface))
    }
    switch role.offers {
    case .someTCP where servicePort(of: interface) == nil && !isJoinedLater(interface):
      key.extras.append(unknownService(of: topology.resources[resource], interface))
    case .someTCP, .everything, .nothing, .tcp, .traffic, .listeners: break
    }
    if interface.deniesInternetGateways { key.extras.append(internetDenial(interface)) }
    if let id = interface.subnetID, role.kind != .natGateway {
      if guardedSubnets.contains(id) { key.extras.append(internetGuard(id, interface)) }
      if let reason = redirectedSubnets[id] {
        key.extras.append(
          detour(
            reason, to: id, interface.addresses.map(\.address), at: interface.location))
      }
    }
    return key
  }

  /// The binding of a key.
  ///
  /// A set of groups is one stage, any of which may allow (AWS-SG-01).
  mutating func binding(_ key: BindingKey) -> ID<FilterBinding> {
    if let known = bindings[key] { return known }
    let members = key.groups.compactMap { groups[$0] }
    var binding = FilterBinding(groups: members.map(\.group))
    if !members.isEmpty {
      binding.inbound = [FilterStage(members.map(\.inbound), layer: .instanceFilter)]
      binding.outbound = [FilterStage(members.map(\.outbound), layer: .instanceFilter)]
    }
    for name in key.extras {
      guard let filters = specialFilters[name] else { continue }
      let layer = topology.filters[filters.inbound].layer
      binding.inbound.append(FilterStage([filters.inbound], layer: layer))
      binding.outbound.append(FilterStage([filters.outbound], layer: layer))
    }
    let number = topology.add(binding)
    bindings[key] = number
    return number
  }

  /// Adds a pair of filters beside the groups, once for each name.
  mutating func special(
    _ name: String, titled title: String? = nil, _ layer: Layer, unknown: ID<Assumption>? = nil,
    inbound: [FilterRule] = [],
    outbound: [FilterRule] = [], at location: SourceLocation
  ) -> String {
    if specialFilters[name] == nil {
      specialFilters[name] = FilterPair(
        inbound: topology.add(
          Filter(
            id: name, name: title, layer: layer, direction: .inbound, rules: inbound,
            unknown: unknown,
            location: location)),
        outbound: topology.add(
          Filter(
            id: name, name: title, layer: layer, direction: .outbound, rules: outbound,
            unknown: unknown,
            location: location)))
    }
    return name
  }

  /// The groups of an interface that must have some, and of which the export names none.
  private mutating func missingGroups(of interface: Exported.NetworkInterface) -> String {
    let vpcID = interface.vpcID ?? "an unknown VPC"
    let reason = assumption(
      about: "groups in \(vpcID)", "the security groups of some interfaces in \(vpcID) are missing",
      remedy: RecordKind.networkInterfaces.command, at: interface.location)
    tell(
      .warning, "aws.networkInterface.noGroups", about: vpcID,
      "Interfaces in \(vpcID) such as \(interface.id) are exported without their security groups: "
        + "what reaches them is not certain.", at: interface.location, effect: .assumedOpen,
      advice: "Export them: \(RecordKind.networkInterfaces.command).")
    return special(
      "security groups in \(vpcID)", .instanceFilter, unknown: reason, at: interface.location)
  }
}
