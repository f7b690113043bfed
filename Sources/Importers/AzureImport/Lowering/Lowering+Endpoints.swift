import Documents
import PacketSets
import Topology

extension Lowering {
  /// Turns the placed interfaces into endpoints.
  mutating func addEndpoints() {
    for (number, station) in stations.enumerated() {
      endpointOfStation[number] = add(station)
      guard station.addresses.contains(where: { $0.publicAddress != nil }) else { continue }
      _ = internetGateway(of: station.subnetID.parent)
      if station.hasDefaultRoute { noteDetour(station) }
    }
  }

  /// What comes in by a public address is answered by another way (AZ-4.9).
  private mutating func noteDetour(_ station: Station) {
    tell(
      .note, "azure.publicAddress.detour", about: station.id,
      "\(station.name) has a public address, and a default route takes its answers elsewhere: Azure "
        + "documents that it is not reached directly then, which is left undecided.",
      at: station.location, effect: .assumedOpen)
  }

  private mutating func add(_ station: Station) -> ID<Endpoint>? {
    guard let subnet = parts[station.part] ?? parts[SubnetPart(subnet: station.subnetID)] else {
      return nil
    }
    let binding = binding(of: station)
    let number = topology.add(
      Endpoint(
        id: station.id, resource: station.resource, subnet: subnet, addresses: station.addresses,
        binding: binding, forwards: station.forwards, initiates: station.initiates,
        offers: station.offers, location: station.location))
    for address in station.own.addresses {
      let place = PlacedAddress(network: station.subnetID.parent, address: address)
      if let other = endpointsByAddress[place], topology.endpoints[other].id != station.id {
        tell(
          .warning, "azure.address.twice", about: "\(address) \(station.subnetID.parent)",
          "Two interfaces have the address \(address) in \(station.subnetID.parent.name): the "
            + "exports are of different times.", at: station.location, effect: .assumedClosed,
          advice: "Export everything at the same time.")
      } else {
        endpointsByAddress[place] = number
      }
    }
    return number
  }

  /// Where no interfaces were exported, every subnet gets a member whose address is not known, so
  /// that its security group can be judged.
  mutating func addMembersOfGroups() {
    guard !inventory.exported.contains(.interfaces), !inventory.exported.contains(.scaleSets),
      !inventory.subnets.isEmpty
    else { return }
    omit(
      about: "interfaces", "which interfaces exist and which groups and addresses they have",
      remedy: RecordKind.interfaces.export, at: inventory.subnets.first?.location)
    for subnet in inventory.subnets where securityGroupID(ofSubnet: subnet.id) != nil {
      tell(
        .warning, "azure.interface.notExported", about: "",
        "No interfaces are exported: each subnet with a security group is judged as one member "
          + "whose address is not known.", at: subnet.location, effect: .assumedOpen,
        advice: "Export them: \(RecordKind.interfaces.export).")
      let id = "members of \(subnet.id)"
      let resource = topology.add(
        Resource(
          id: id, name: subnet.name, kind: .groupMember, scope: subnet.header.scope,
          tags: subnet.header.tags, location: subnet.location))
      _ = add(
        Station(
          id: id, name: subnet.name, subnetID: subnet.id, resource: resource, addresses: [],
          own: OwnSide(addresses: [], ranges: subnet.prefixes, groups: []),
          location: subnet.location))
    }
  }
}
