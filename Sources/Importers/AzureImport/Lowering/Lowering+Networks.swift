import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the virtual networks.
  mutating func addNetworks() {
    for network in inventory.virtualNetworks {
      networks[network.id] = topology.add(
        Network(
          id: network.id.text, name: network.name, scope: network.header.scope,
          prefixes: network.prefixes, tags: network.header.tags, location: network.location))
    }
    // A subnet whose network is not listed still tells where it lies.
    for subnet in inventory.subnets where networks[subnet.networkID] == nil {
      _ = network(subnet.networkID, mentionedAt: subnet.location)
    }
  }

  /// The network of a virtual network; one that the exports only mention is added, its ranges
  /// being those of its subnets.
  mutating func network(_ id: AzureID, mentionedAt location: SourceLocation) -> ID<Network> {
    if let known = networks[id] { return known }
    let subnets = inventory.subnets.filter { $0.networkID == id }
    tell(
      .warning, "azure.virtualNetwork.notExported", about: id.text,
      "The virtual network \(id.name) is mentioned and not exported.", at: location,
      effect: .assumedOpen, advice: "Export it: \(RecordKind.virtualNetworks.export).")
    omit(
      about: "network \(id)", "the address space and peerings of \(id.name) are not exported",
      remedy: RecordKind.virtualNetworks.export, at: location)
    let number = topology.add(
      Network(
        id: id.text, name: id.name, scope: Scope(provider: "azure", account: id.subscription),
        prefixes: subnets.flatMap(\.prefixes), location: location))
    networks[id] = number
    return number
  }

  /// The address space of a network.
  func addresses(ofNetwork id: AzureID) -> AddressSet {
    AddressSet(networks[id].map { topology.networks[$0].prefixes } ?? [])
  }

  /// Adds the application security groups (AZ-2.9).
  mutating func addApplicationGroups() {
    for group in inventory.applicationGroups {
      groups[group.id] = topology.add(
        IdentityGroup(id: group.id.text, name: group.name, location: group.location))
    }
  }

  /// The group with this id; one that is not exported exists by being named.
  mutating func group(_ id: AzureID, at location: SourceLocation) -> ID<IdentityGroup> {
    if let known = groups[id] { return known }
    let number = topology.add(IdentityGroup(id: id.text, name: id.name, location: location))
    groups[id] = number
    return number
  }

  /// The address of the platform, which belongs to nobody outside (AZ-3.11, AZ-3.12).
  mutating func addPlatformAddresses() {
    guard !topology.networks.isEmpty else { return }
    topology.vacancies.append(
      Vacancy(
        address: Self.platform,
        reason: "it is the address by which Azure answers and probes machines itself"))
  }

  /// The address from which probes come and at which names are resolved.
  static let platform = IPAddress.v4(IPv4Address(rawValue: 0xA83F_8110))
}
