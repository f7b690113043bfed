import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the subnets, each with a part for every way that its interfaces take.
  mutating func addSubnetParts() {
    var hosts: [SubnetPart: [IPAddress]] = [:]
    for station in stations {
      hosts[station.part, default: []] += station.own.addresses
    }
    for subnet in inventory.subnets { hosts[SubnetPart(subnet: subnet.id), default: []] += [] }
    let used = Set(stations.map(\.part))
    let bySubnet = Dictionary(grouping: hosts.keys, by: \.subnet)
    for id in bySubnet.keys.sorted() {
      var list = (bySubnet[id] ?? []).sorted()
      // Without neighbours of another kind the whole subnet is one part.
      let taken = list.filter { used.contains($0) }
      if let only = taken.only { list = [only] }
      if subnet(id) == nil {
        addUnknownSubnet(id, list)
        continue
      }
      addParts(list, of: id, hosts)
    }
  }

  private mutating func addParts(
    _ list: [SubnetPart], of id: AzureID, _ hosts: [SubnetPart: [IPAddress]]
  ) {
    guard let subnet = subnet(id) else { return }
    let network = network(subnet.networkID, mentionedAt: subnet.location)
    var rest = AddressSet(subnet.prefixes)
    for (number, part) in list.enumerated().reversed() {
      // The first part keeps what the others do not take.
      let own = AddressSet(
        (hosts[part] ?? []).map { Prefix($0, length: $0.family == .v4 ? 32 : 128) })
      let prefixes = number == 0 && list.count > 1 ? rest.prefixes : own.prefixes
      rest = rest.subtracting(own)
      let table = topology.add(
        RouteTable(id: tableID(of: part), name: tableName(of: part), location: subnet.location))
      let isFirst = number == 0
      let number = topology.add(
        Subnet(
          id: isFirst ? id.text : "\(id.text) \(part.suffix)",
          name: isFirst ? subnet.name : "\(subnet.name) (\(part.suffix))", network: network,
          prefixes: list.count == 1 ? subnet.prefixes : prefixes, routeTable: table,
          location: subnet.location))
      parts[part] = number
      pendingTables.append((table, part))
    }
    if list.count > 1 {
      tell(
        .note, "azure.subnet.parts", about: id.text,
        "The interfaces of \(subnet.name) leave it in different ways: it is shown in "
          + "\(list.count) parts.", at: subnet.location, effect: .exact)
    }
  }

  private func tableID(of part: SubnetPart) -> String {
    routeTableID(of: part.subnet)?.text ?? "system routes of \(part.subnet)"
  }

  private func tableName(of part: SubnetPart) -> String {
    guard let id = routeTableID(of: part.subnet), !part.ignoresRoutes else {
      return "system routes of \(subnet(part.subnet)?.name ?? part.subnet.name)"
    }
    return index.routeTables[id].map { inventory.routeTables[$0].name } ?? id.name
  }

  /// A subnet that interfaces name and nobody lists: nothing is known of its routes and groups.
  private mutating func addUnknownSubnet(_ id: AzureID, _ list: [SubnetPart]) {
    let location = stations.first { $0.subnetID == id }?.location ?? .unknown
    tell(
      .warning, "azure.subnet.notExported", about: id.text,
      "The subnet \(id.name) is named and not exported: nothing that it sends or receives is "
        + "certain.", at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.virtualNetworks.export).")
    let reason = assumption(
      about: "subnet \(id)", "the routes and the security group of the subnet \(id.name)",
      remedy: RecordKind.virtualNetworks.export, at: location)
    let network = network(id.parent, mentionedAt: location)
    let table = topology.add(
      RouteTable(id: "routes of \(id)", unknown: reason, location: location))
    let number = topology.add(
      Subnet(
        id: id.text, name: id.name, network: network, routeTable: table, location: location))
    for part in list { parts[part] = number }
    for index in stations.indices where stations[index].subnetID == id {
      stations[index].unknowns.append(("group of \(id.name)", reason))
    }
  }
}
