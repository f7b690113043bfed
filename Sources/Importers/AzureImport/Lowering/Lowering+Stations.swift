import Documents
import PacketSets
import Topology

extension Lowering {
  /// Places the interfaces of machines, and those of scale sets of which no instance is exported.
  mutating func placeInterfaces() {
    var setsWithInstances: Set<AzureID> = []
    for interface in inventory.interfaces {
      if let set = interface.id.ancestor(RecordKind.scaleSets.rawValue) {
        setsWithInstances.insert(set)
      }
      let isPrivate =
        interface.privateEndpointID != nil
        || index.privateEndpointOfInterface[interface.id] != nil
      if !isPrivate { place(interface) }
    }
    for set in inventory.scaleSets where !setsWithInstances.contains(set.id) {
      for interface in set.interfaces { place(interface) }
      tell(
        .note, "azure.scaleSet.model", about: set.id.text,
        "No interfaces of instances of the scale set \(set.name) are exported: one stands for all, "
          + "without an address.", at: set.location, effect: .assumedOpen,
        advice: "Export them: az vmss nic list --vmss-name NAME --resource-group GROUP.")
    }
  }

  private mutating func place(_ interface: Exported.Interface) {
    let resource = resource(of: interface)
    let listed = index.groupOf[interface.id]
    noteDisagreement(
      interface.id, interface.securityGroupID, listed, at: interface.location)
    let groupID = interface.securityGroupID ?? listed
    var placed: [Station] = []
    for configuration in interface.configurations {
      guard let subnetID = configuration.subnetID else {
        tell(
          .warning, "azure.interface.noSubnet", about: interface.id.text,
          "The interface \(interface.name) does not tell its subnet.", at: interface.location,
          effect: .assumedClosed)
        omit(
          about: "place of \(interface.id)", "in which subnet \(interface.name) stands",
          remedy: RecordKind.interfaces.export, at: interface.location)
        continue
      }
      var station = Station(
        id: interface.id.text, name: interface.name, subnetID: subnetID, resource: resource,
        addresses: [],
        own: OwnSide(
          addresses: [configuration.address].compactMap { $0 },
          ranges: subnet(subnetID)?.prefixes ?? [], groups: configuration.applicationGroupIDs),
        securityGroupID: groupID, location: interface.location)
      station.isStateless = interface.isStateless
      station.forwards = interface.forwards
      station.mayDefaultOut = interface.hasDefaultOutbound ?? true
      station.hasDefaultRoute = leadsElsewhere(subnetID)
      station.hasNAT = natGatewayID(of: subnetID) != nil
      addAddresses(of: configuration, to: &station)
      if let index = placed.firstIndex(where: { isAlike($0, station) }) {
        placed[index].addresses += station.addresses
        placed[index].own.addresses += station.own.addresses
        placed[index].configurations += station.configurations
        placed[index].isClosedWithoutGroup =
          placed[index].isClosedWithoutGroup || station.isClosedWithoutGroup
        placed[index].hasPublic6 = placed[index].hasPublic6 || station.hasPublic6
      } else {
        // The second kind of addresses of an interface is an endpoint of its own.
        if !placed.isEmpty {
          station.id = configuration.id.text
          station.name = "\(interface.name) \(configuration.id.name)"
        }
        placed.append(station)
      }
    }
    stations += placed
  }

  /// Whether a route that somebody wrote takes all IPv4 packets of a subnet elsewhere than to the
  /// internet.
  private func leadsElsewhere(_ subnetID: AzureID) -> Bool {
    let routes = routes(ofSubnet: subnetID)
    return routes.contains { $0.prefix == .allIPv4 && $0.nextHopType != "internet" }
      && !routes.contains { $0.nextHopType == "internet" }
  }

  /// Whether rules treat two addresses of an interface alike.
  private mutating func isAlike(_ left: Station, _ right: Station) -> Bool {
    guard left.subnetID == right.subnetID, left.own.groups == right.own.groups,
      left.publication == right.publication,
      left.own.addresses.isEmpty == right.own.addresses.isEmpty
    else { return false }
    var both = left.own
    both.addresses += right.own.addresses
    for id in [securityGroupID(ofSubnet: left.subnetID), left.securityGroupID] {
      guard let id, let number = index.securityGroups[id] else { continue }
      for rule in inventory.securityGroups[number].rules {
        let words = rule.isInbound ? rule.destinations : rule.sources
        if ownMatch(words, both) != ownMatch(words, left.own) { return false }
        let other = ownMatch(words, right.own)
        if !right.own.addresses.contains(where: { $0.family == .v4 }) {
          if ownMatch(words, both).v6 != other.v6 { return false }
        } else if !right.own.addresses.contains(where: { $0.family == .v6 }) {
          if ownMatch(words, both).v4 != other.v4 { return false }
        } else if other != ownMatch(words, both) {
          return false
        }
      }
    }
    return true
  }

  /// The private address with the public one that stands for it (AZ-7.1).
  private mutating func addAddresses(
    of configuration: Exported.IPConfiguration, to station: inout Station
  ) {
    if configuration.hasOwnPublicAddress {
      omit(
        about: "public addresses of \(station.resource)",
        "the public addresses of the instances of \(station.name)",
        remedy: "az vmss list-instance-public-ips", at: station.location)
    }
    var outside: IPAddress?
    if let id = configuration.publicAddressID {
      outside = publicAddress(id, of: &station)
    }
    if let publication = published[configuration.id] {
      station.publication = publication
      if publication.isClosedWithoutGroup { station.isClosedWithoutGroup = true }
    }
    guard let address = configuration.address else { return }
    station.configurations = [(configuration.id, address)]
    if let outside, outside.family == .v6, address.family == .v6 {
      // A public IPv6 address is translated as well; the graph lets the interface own it.
      station.hasPublic6 = true
      station.addresses = [EndpointAddress(address), EndpointAddress(outside)]
    } else {
      station.addresses = [
        EndpointAddress(address, publicAddress: address.family == .v4 ? outside : nil)
      ]
    }
  }

  private mutating func publicAddress(_ id: AzureID, of station: inout Station) -> IPAddress? {
    guard let number = index.publicAddresses[id] else {
      tell(
        .warning, "azure.publicAddress.notExported", about: id.text,
        "The public address \(id.name) is not exported: whether \(station.name) is reached from "
          + "outside is not known.", at: station.location, effect: .assumedClosed,
        advice: "Export it: \(RecordKind.publicAddresses.export).")
      omit(
        about: "public addresses", "public addresses such as \(id.name)",
        remedy: RecordKind.publicAddresses.export, at: station.location)
      return nil
    }
    let record = inventory.publicAddresses[number]
    // Where the SKU is not exported, the address is taken as open (AZ-3.8).
    if record.isBasic == false { station.isClosedWithoutGroup = true }
    if record.isBasic == nil {
      tell(
        .warning, "azure.publicAddress.sku", about: id.text,
        "The export does not tell the SKU of the public address \(record.name): it is taken as "
          + "Basic, which is open without a security group.", at: record.location,
        effect: .assumedOpen, advice: "Export it: \(RecordKind.publicAddresses.export).")
    }
    if record.address == nil, topology.resources[station.resource].isRunning {
      tell(
        .warning, "azure.publicAddress.unassigned", about: id.text,
        "The public address \(record.name) of \(station.name) has no value yet.",
        at: record.location, effect: .assumedClosed)
      omit(
        about: "value of \(id)", "the value of the public address \(record.name)",
        remedy: RecordKind.publicAddresses.export, at: record.location)
    }
    return record.address
  }
}
