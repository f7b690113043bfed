import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the network ACLs, each as a filter for what enters and one for what leaves a subnet.
  mutating func addACLs() {
    for acl in inventory.networkAcls.sorted {
      aclFilters[acl.id] = FilterPair(
        inbound: topology.add(filter(of: acl, .inbound)),
        outbound: topology.add(filter(of: acl, .outbound)))
    }
  }

  /// The entries of one direction in the order of their numbers, whatever the order of the file;
  /// what no entry matches is denied (AWS-ACL-02).
  ///
  /// Answers are judged as well (AWS-ACL-05).
  private func filter(of acl: Exported.NetworkAcl, _ direction: FlowDirection) -> Filter {
    let entries = acl.entries.filter { $0.isEgress == (direction == .outbound) }
    let sorted = entries.enumerated().sorted {
      ($0.element.number, $0.offset) < ($1.element.number, $1.offset)
    }
    var rules: [FilterRule] = []
    for (_, entry) in sorted {
      let action = entry.allows ? "allow" : "deny"
      let end = direction == .inbound ? "from" : "to"
      rules.append(
        FilterRule(
          id: "\(entry.number)",
          text: "rule \(entry.number) \(action) \(entry.traffic.text) \(end) \(entry.range)",
          action: entry.allows ? .allow : .deny, traffic: entry.traffic.traffic,
          peer: PeerMatch(addresses: AddressSet(entry.range)), isBuiltIn: entry.number >= 32767,
          location: entry.location))
    }
    rules.append(
      FilterRule(
        id: "*", text: "rule * deny all traffic", action: .deny, traffic: .all, peer: .anyone,
        isBuiltIn: true, location: acl.location))
    return Filter(
      id: acl.id, name: acl.tags.name, layer: .subnetFilter, direction: direction,
      isStateful: false, rules: rules, location: acl.location)
  }

  /// The filters of a subnet: its own ACL, else the default one of its VPC (AWS-ACL-01), else
  /// unknown ones.
  mutating func borderFilters(
    ofSubnet id: String, in vpcID: String?, acls: ACLAssociations, scope: Scope,
    at location: SourceLocation
  ) -> FilterPair {
    if let acl = acls.ofSubnet[id], let filters = aclFilters[acl] { return filters }
    // The exports list every subnet under its ACL; the default one is certain only if all are there.
    if !inventory.incompleteKinds.contains(.networkAcls), let vpcID,
      let acl = acls.defaultOfVPC[vpcID], let filters = aclFilters[acl]
    {
      return filters
    }
    return unknownBorderFilters(of: vpcID ?? "vpc-unknown", scope: scope, at: location)
  }

  /// Filters of which nothing is known, shared by the subnets of a VPC.
  mutating func unknownBorderFilters(
    of vpcID: String, scope: Scope, at location: SourceLocation
  ) -> FilterPair {
    if let known = unknownACLFilters[vpcID] { return known }
    let wasExported = inventory.isExported(.networkAcls, for: scope)
    let reason = assumption(
      about: "acls \(vpcID)", "the network ACLs of subnets of \(vpcID) are not in the exports",
      remedy: RecordKind.networkAcls.command, at: location)
    tell(
      .warning, "aws.networkAcl.notExported", about: vpcID,
      wasExported
        ? "The exported network ACLs do not tell which one holds for some subnets of \(vpcID): "
          + "nothing that crosses their border is certain."
        : "No network ACLs are exported for \(vpcID): nothing that crosses the border of its "
          + "subnets is certain.", at: location, effect: .assumedOpen,
      advice: "Export them: \(RecordKind.networkAcls.command).")
    let filters = FilterPair(
      inbound: topology.add(
        Filter(
          id: "network ACLs of \(vpcID)", layer: .subnetFilter, direction: .inbound,
          isStateful: false, unknown: reason, location: location)),
      outbound: topology.add(
        Filter(
          id: "network ACLs of \(vpcID)", layer: .subnetFilter, direction: .outbound,
          isStateful: false, unknown: reason, location: location)))
    unknownACLFilters[vpcID] = filters
    return filters
  }

  /// Which network ACL holds where.
  struct ACLAssociations {
    var ofSubnet: [String: String] = [:]
    var defaultOfVPC: [String: String] = [:]

    init(_ inventory: Inventory) {
      for acl in inventory.networkAcls.sorted {
        for subnetID in acl.subnetIDs { ofSubnet[subnetID] = acl.id }
        if acl.isDefault, let vpcID = acl.vpcID { defaultOfVPC[vpcID] = acl.id }
      }
    }
  }
}
