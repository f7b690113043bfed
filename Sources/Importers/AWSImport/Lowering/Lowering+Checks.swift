import Documents
import PacketSets
import Topology

extension Lowering {
  /// Reports subnets that do not lie in their VPC, which AWS does not allow.
  mutating func checkRanges() {
    for subnet in inventory.subnets.sorted {
      guard let vpcID = subnet.vpcID, inventory.vpcs[vpcID] != nil, let number = networks[vpcID]
      else { continue }
      let ranges = topology.networks[number].prefixes
      for prefix in subnet.ranges.map(\.prefix)
      where !ranges.contains(where: { $0.contains(prefix) }) {
        tell(
          .warning, "aws.subnet.outsideVPC", about: "\(subnet.id) \(prefix)",
          "The range \(prefix) of \(subnet.id) lies in none of the ranges of \(vpcID), which AWS "
            + "does not allow: the exports are of different times, or the VPC is cut short.",
          at: subnet.location, effect: .assumedClosed,
          advice: "Export both at the same time: \(RecordKind.vpcs.command).")
        omit(
          about: "range", of: subnet.id,
          "the ranges of \(vpcID) do not hold the range of its subnet \(subnet.id)",
          remedy: RecordKind.vpcs.command, at: subnet.location)
      }
    }
  }

  /// Reports entries of one network ACL and direction with the same number and different content,
  /// of which nothing tells the first.
  mutating func checkRuleNumbers() {
    for acl in inventory.networkAcls.sorted {
      var seen: [Place: Exported.NetworkAcl.Entry] = [:]
      for entry in acl.entries {
        let place = Place(isEgress: entry.isEgress, number: entry.number)
        guard let other = seen[place] else {
          seen[place] = entry
          continue
        }
        guard
          other.allows != entry.allows || other.range != entry.range
            || other.traffic != entry.traffic
        else { continue }
        tell(
          .warning, "aws.networkAcl.duplicateNumber", about: "\(acl.id) \(entry.number)",
          "\(acl.id) has two \(entry.isEgress ? "outbound" : "inbound") entries with the number "
            + "\(entry.number), which AWS does not allow: the first one of the file is tried first.",
          at: entry.location, effect: .assumedOpen,
          advice: "Export it again: \(RecordKind.networkAcls.command).")
        omit(
          about: "number", of: acl.id,
          "two entries of \(acl.id) have the same number, so that their order is not known",
          remedy: RecordKind.networkAcls.command, at: entry.location)
      }
    }
  }

  /// A direction and a number.
  private struct Place: Hashable {
    var isEgress: Bool
    var number: Int
  }
}
