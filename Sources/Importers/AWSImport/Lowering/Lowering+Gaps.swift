import Documents
import Topology

extension Lowering {
  /// Notes what is missing of the graph as a whole: lists that were not read to their end, and
  /// objects of which two exports disagree.
  mutating func noteGaps() {
    for kind in inventory.incompleteKinds.sorted(by: { $0.rawValue < $1.rawValue }) {
      omit(
        about: "kind", of: kind.rawValue, "not all \(kind.rawValue) could be read",
        remedy: kind.command)
    }
    for contradiction in inventory.contradictions {
      omit(
        about: "contradiction", of: contradiction.id,
        "two exports disagree about \(contradiction.id)",
        remedy: "\(contradiction.kind.command), once", at: contradiction.location)
    }
    for group in inventory.securityGroups.records where !group.isWhole {
      noteMissingList("IpPermissions", of: group.id, .securityGroups, at: group.location)
    }
    for list in inventory.networkAcls.records where !list.isWhole {
      noteMissingList("Entries", of: list.id, .networkAcls, at: list.location)
    }
    for table in inventory.routeTables.records where !table.isWhole {
      noteMissingList("Routes", of: table.id, .routeTables, at: table.location)
    }
    for interface in inventory.networkInterfaces.records {
      guard let id = interface.subnetID, let network = interface.vpcID,
        let subnet = inventory.subnets[id], let other = subnet.vpcID, other != network
      else { continue }
      tell(
        .warning, "aws.subnet.contradiction", about: id,
        "\(interface.id) says that \(id) lies in \(network), and the subnet says \(other).",
        at: interface.location, effect: .assumedOpen,
        advice: "Export everything at the same time, into an empty folder.")
      omit(
        about: "contradiction", of: id, "two exports disagree about the network of \(id)",
        remedy: RecordKind.subnets.command, at: subnet.location)
    }
  }

  /// Notes a record without the list that makes it what it is: it may have been cut out.
  private mutating func noteMissingList(
    _ list: String, of id: String, _ kind: RecordKind, at location: SourceLocation
  ) {
    tell(
      .warning, "aws.record.list", about: id,
      "\(id) has no \(list), which the command line always prints: it is read as empty, and "
        + "nothing is proven.", at: location, effect: .assumedClosed,
      advice: "Export it again: \(kind.command).")
    omit(
      about: "list", of: id, "the \(list) of \(id) are not in the exports",
      remedy: kind.command, at: location)
  }
}
