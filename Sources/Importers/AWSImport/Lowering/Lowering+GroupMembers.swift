import Documents
import PacketSets
import Topology

extension Lowering {
  /// Where no interfaces were exported, every group gets a member whose address is not known, so
  /// that the graph of the groups can be judged.
  mutating func addGroupMembers() {
    for index in inventory.securityGroups.sortedIndices {
      let group = inventory.securityGroups.records[index]
      let scope = inventory.scope(
        page: inventory.securityGroups.pages[index], owner: group.ownerID,
        region: group.arn.flatMap { Self.region(ofARN: $0) })
      if hasInterfaces(scope) { continue }
      let vpcID = group.vpcID ?? "vpc-unknown"
      let place = "placement in \(vpcID)"
      let subnetNumber: ID<Subnet>
      if let known = subnets[place] {
        subnetNumber = known
      } else {
        subnetNumber = addUnknownSubnet(place, in: vpcID, scope: scope, at: group.location)
        topology.subnets[subnetNumber].name = "placement not exported"
        tell(
          .warning, "aws.networkInterface.notExported", about: vpcID,
          "No interfaces are exported for \(vpcID): each of its groups is judged as one member "
            + "whose address, subnet and routes are not known.", at: group.location,
          effect: .assumedOpen,
          advice: "Export them: \(RecordKind.networkInterfaces.command).")
        omit(
          about: "members", of: vpcID,
          "which interfaces exist in \(vpcID) and which groups they carry together is not exported",
          remedy: RecordKind.networkInterfaces.command, at: group.location)
      }
      let resource = topology.add(
        Resource(
          id: "members of \(group.id)", name: group.name ?? group.id, kind: .groupMember,
          scope: scope, tags: group.tags, location: group.location))
      let key = BindingKey(groups: [group.id], extras: [])
      let number = topology.add(
        Endpoint(
          id: "members of \(group.id)", resource: resource, subnet: subnetNumber, addresses: [],
          binding: binding(key), location: group.location))
      endpoints["members of \(group.id)"] = number
    }
  }

  /// Whether any interface was exported for an account and region.
  private func hasInterfaces(_ scope: Scope) -> Bool {
    if inventory.isExported(.networkInterfaces, for: scope) { return true }
    return interfaceScopes.contains { other in
      (other.account.isEmpty || scope.account.isEmpty || other.account == scope.account)
        && (other.region.isEmpty || scope.region.isEmpty || other.region == scope.region)
    }
  }

  /// The region in an Amazon resource name.
  private static func region(ofARN arn: String) -> String? {
    let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 3 && ExportPath.isRegion(parts[3]) ? String(parts[3]) : nil
  }
}
