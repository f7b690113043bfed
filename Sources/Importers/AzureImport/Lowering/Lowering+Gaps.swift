import Documents
import Topology

extension Lowering {
  /// Notes what is missing of the graph as a whole: lists that were not read to their end, and
  /// objects of which two exports disagree.
  mutating func noteGaps() {
    for kind in inventory.incomplete.sorted(by: { $0.rawValue < $1.rawValue }) {
      omit(
        about: "kind \(kind.rawValue)", "not all records of \(kind.title) could be read",
        remedy: kind.export)
    }
    for contradiction in inventory.contradictions {
      let id = contradiction.id
      tell(
        .warning, "azure.duplicate", about: id.text,
        "Two listings of \(id.name) disagree about \(contradiction.member).",
        at: contradiction.location, effect: .assumedOpen,
        advice: "Export everything at the same time, into an empty folder.")
      omit(
        about: "contradiction \(id)", "two exports disagree about \(id.name)",
        remedy: "the exports of one time", at: contradiction.location)
    }
    for group in inventory.securityGroups where !group.isWhole {
      noteMissingList("securityRules", group, .securityGroups)
    }
    for table in inventory.routeTables where !table.isWhole {
      noteMissingList("routes", table, .routeTables)
    }
    for network in inventory.virtualNetworks where !network.listsPeerings {
      if inventory.exported.contains(.peerings) || inventory.virtualNetworks.isEmpty { continue }
      if inventory.templates.isEmpty {
        noteMissingList("virtualNetworkPeerings", network, .peerings)
      }
    }
    for (template, _) in inventory.templates {
      guard let first = template.unresolved.first else { continue }
      omit(
        about: "template", "expressions of a template, such as \(first.text)",
        remedy: "az network vnet list and the lists of the other resources", at: first.location)
    }
    noteMissingInterfaces()
  }

  private mutating func noteMissingList(
    _ list: String, _ record: some ExportedRecord, _ kind: RecordKind
  ) {
    tell(
      .warning, "azure.record.list", about: record.id.text,
      "\(record.name) has no \(list), which the command line always prints: it is read as empty, "
        + "and nothing is proven.", at: record.location, effect: .assumedClosed,
      advice: "Export it again: \(kind.export).")
    omit(
      about: "list of \(record.id)", "the \(list) of \(record.name) are not in the exports",
      remedy: kind.export, at: record.location)
  }

  /// Subnets name the address configurations in them: those of interfaces that are not exported are
  /// missing.
  private mutating func noteMissingInterfaces() {
    let owners: [(type: String, kind: RecordKind)] = [
      (RecordKind.interfaces.rawValue, .interfaces),
      (RecordKind.loadBalancers.rawValue, .loadBalancers),
      (RecordKind.applicationGateways.rawValue, .applicationGateways),
      (RecordKind.firewalls.rawValue, .firewalls), (RecordKind.bastions.rawValue, .bastions),
      (RecordKind.networkGateways.rawValue, .networkGateways),
      (RecordKind.scaleSets.rawValue, .scaleSets),
    ]
    for subnet in inventory.subnets {
      for id in subnet.configurationIDs {
        guard let owner = owners.first(where: { id.ancestor($0.type) != nil }),
          let record = id.ancestor(owner.type), inventory.records[record] == nil
        else { continue }
        tell(
          .warning, "azure.resource.notExported", about: owner.type,
          "The subnet \(subnet.name) holds \(record.name), which is not exported.",
          at: subnet.location, effect: .assumedClosed,
          advice: "Export it: \(owner.kind.export).")
        omit(
          about: "owner \(owner.type)", "resources such as \(record.name) in \(subnet.name)",
          remedy: owner.kind.export, at: subnet.location)
      }
    }
  }
}
