import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the security groups: those that are exported, and those that interfaces carry.
  mutating func addGroups() {
    var rulesOfGroup: [String: [Exported.SecurityGroupRule]] = [:]
    for rule in inventory.securityGroupRules.sorted {
      rulesOfGroup[rule.groupID, default: []].append(rule)
    }
    var carried: [String: SourceLocation] = [:]
    var lastGroups: [String] = []
    for interface in inventory.networkInterfaces.records where interface.groupIDs != lastGroups {
      lastGroups = interface.groupIDs
      for id in lastGroups where carried[id] == nil { carried[id] = interface.location }
    }
    for balancer in inventory.loadBalancers.records {
      for id in balancer.groupIDs where carried[id] == nil { carried[id] = balancer.location }
    }
    for balancer in inventory.classicLoadBalancers.records {
      for id in balancer.groupIDs where carried[id] == nil { carried[id] = balancer.location }
    }
    let ids = Set(inventory.securityGroups.records.map(\.id))
      .union(rulesOfGroup.keys).union(carried.keys)
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    // All groups get their numbers first: rules name groups that come later.
    var numbers: [String: ID<IdentityGroup>] = [:]
    for id in ids {
      let group = inventory.securityGroups[id]
      numbers[id] = topology.add(
        IdentityGroup(
          id: id, name: group?.name, network: group?.vpcID.flatMap { networks[$0] },
          location: group?.location ?? carried[id] ?? .unknown))
    }
    for id in ids {
      guard let number = numbers[id] else { continue }
      let flat = rulesOfGroup[id] ?? []
      if let group = inventory.securityGroups[id] {
        addFilters(
          of: number, id: id, name: group.name, rules: united(group, flat),
          location: group.location, numbers)
      } else if let first = flat.first, !inventory.incompleteKinds.contains(.securityGroupRules) {
        // The flat form alone tells the rules, not the name and the VPC.
        addFilters(
          of: number, id: id, name: nil, rules: flat.map { ($0.rule, false) },
          location: first.location, numbers)
      } else {
        addUnknownFilters(of: number, id: id, carriedAt: carried[id] ?? .unknown)
      }
    }
  }

  /// The rules of a group, with the ids that the flat form gives them; the flag marks a rule that
  /// only the flat form holds, and that therefore may or may not be in force.
  private mutating func united(
    _ group: Exported.SecurityGroup, _ flat: [Exported.SecurityGroupRule]
  ) -> [(rule: Exported.GroupRule, isDoubtful: Bool)] {
    guard !flat.isEmpty else { return group.rules.map { ($0, false) } }
    var ids: [Exported.GroupRule.Identity: String] = [:]
    for entry in flat { ids[entry.rule.identity] = entry.id }
    var result: [(rule: Exported.GroupRule, isDoubtful: Bool)] = []
    var known: Set<Exported.GroupRule.Identity> = []
    for var rule in group.rules {
      let identity = rule.identity
      known.insert(identity)
      if let id = ids[identity] { rule.id = id }
      result.append((rule, false))
    }
    for entry in flat where !known.contains(entry.rule.identity) {
      tell(
        .warning, "aws.securityGroup.contradiction", about: entry.id,
        "The rule \(entry.id) is in the export of rules and not in the export of its group "
          + "\(group.id): it may be in force.", at: entry.location, effect: .assumedOpen,
        advice: "Export groups and rules at the same time.")
      result.append((entry.rule, true))
    }
    return result
  }

  private mutating func addFilters(
    of group: ID<IdentityGroup>, id: String, name: String?,
    rules: [(rule: Exported.GroupRule, isDoubtful: Bool)], location: SourceLocation,
    _ numbers: [String: ID<IdentityGroup>]
  ) {
    var inbound: [FilterRule] = []
    var outbound: [FilterRule] = []
    for (rule, isDoubtful) in rules {
      let lowered = lower(rule, of: id, isDoubtful: isDoubtful, numbers)
      if rule.isEgress { outbound.append(lowered) } else { inbound.append(lowered) }
    }
    groups[id] = GroupFilters(
      group: group,
      inbound: topology.add(
        Filter(
          id: id, name: name, layer: .instanceFilter, direction: .inbound, rules: inbound,
          location: location)),
      outbound: topology.add(
        Filter(
          id: id, name: name, layer: .instanceFilter, direction: .outbound, rules: outbound,
          location: location)))
  }

  private mutating func addUnknownFilters(
    of group: ID<IdentityGroup>, id: String, carriedAt location: SourceLocation
  ) {
    let reason = assumption(
      about: "group \(id)", "the rules of the security group \(id) are not in the exports",
      remedy: RecordKind.securityGroups.command, at: location)
    tell(
      .warning, "aws.securityGroup.notExported", about: id,
      "Interfaces carry the security group \(id), which is not exported: it may admit anything.",
      at: location, effect: .assumedOpen,
      advice: "Export it from its own account: \(RecordKind.securityGroups.command).")
    groups[id] = GroupFilters(
      group: group,
      inbound: topology.add(
        Filter(
          id: id, layer: .instanceFilter, direction: .inbound, unknown: reason,
          location: location)),
      outbound: topology.add(
        Filter(
          id: id, layer: .instanceFilter, direction: .outbound, unknown: reason,
          location: location)))
  }
}
