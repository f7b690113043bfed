import Documents
import PacketSets
import Topology

extension Lowering {
  /// Places Application Gateways, Azure Firewalls and Bastions.
  mutating func placeAppliances() {
    for appliance in inventory.appliances {
      guard let subnetID = appliance.subnetIDs.first else {
        noteUnplaced(appliance)
        continue
      }
      let resource = add(
        Resource(
          id: appliance.id.text, name: appliance.name, kind: Self.kind(of: appliance.role),
          scope: appliance.header.scope, tags: appliance.header.tags,
          location: appliance.location), as: appliance.id)
      var station = Station(
        id: appliance.id.text, name: appliance.name, subnetID: subnetID, resource: resource,
        addresses: [],
        own: OwnSide(addresses: [], ranges: subnet(subnetID)?.prefixes ?? [], groups: []),
        location: appliance.location)
      switch appliance.role {
      case .applicationGateway: placeGateway(appliance, station)
      case .bastion: placeBastion(appliance, station)
      case .firewall:
        // A firewall shows one address; the others speak with any address of their subnet.
        station.addresses = appliance.addresses.map { EndpointAddress($0) }
        station.own.addresses = appliance.addresses
        placeFirewall(appliance, station)
      }
    }
  }

  /// What an appliance does where the exports do not tell.
  mutating func unknownInside(_ appliance: Exported.Appliance) -> ID<Assumption> {
    let title = Self.title(of: appliance.role)
    let what = "what the \(title) \(appliance.name) accepts and passes on"
    tell(
      .warning, "azure.appliance.notModelled", about: appliance.id.text,
      "The exports do not tell \(what): what depends on it is undecided.", at: appliance.location,
      effect: .assumedOpen, advice: "Export it whole: \(Self.export(of: appliance.role)).")
    return assumption(
      about: "appliance \(appliance.id)", what, remedy: Self.export(of: appliance.role),
      at: appliance.location)
  }

  /// An appliance without a subnet stands in a hub of Azure or is shared.
  private mutating func noteUnplaced(_ appliance: Exported.Appliance) {
    let title = Self.title(of: appliance.role)
    tell(
      .warning, "azure.appliance.place", about: appliance.id.text,
      "The \(title) \(appliance.name) stands in no exported subnet: whom it reaches is not known.",
      at: appliance.location, effect: .assumedClosed)
    omit(
      about: "place of \(appliance.id)", "whom the \(title) \(appliance.name) reaches",
      remedy: "none: only appliances in subnets are modelled", at: appliance.location)
  }

  /// An address that stands for all of a subnet, where no rule and no route tells its addresses
  /// apart: managed devices speak with any of them (AZ-8.7, AZ-8.10).
  func representative(of subnetID: AzureID) -> IPAddress? {
    guard let range = subnet(subnetID)?.prefixes.first(where: { $0.family == .v4 }),
      range.length <= 29, case .v4(let last) = range.last
    else { return nil }
    let words =
      inventory.securityGroups.flatMap(\.rules).flatMap { $0.sources.words + $0.destinations.words }
      + inventory.routeTables.flatMap(\.routes).map(\.destination)
      + adminRules.values.flatMap { $0 }.flatMap {
        $0.rule.sources.words + $0.rule.destinations.words
      }
    let isSplit = words.contains { word in
      Prefix(word).map { $0.length > range.length && range.contains($0) } ?? false
    }
    if isSplit { return nil }
    let taken = Set(
      inventory.interfaces.flatMap(\.configurations).compactMap(\.address)
        + inventory.loadBalancers.flatMap(\.frontends).compactMap(\.address)
        + inventory.appliances.flatMap(\.addresses) + stations.flatMap(\.own.addresses))
    for step in UInt32(1)...16 {
      let address = IPAddress.v4(IPv4Address(rawValue: last.rawValue &- step))
      if range.contains(address), !taken.contains(address) { return address }
    }
    return nil
  }

  /// The endpoint at an address of a network or its peers.
  func endpoint(at address: IPAddress, near networkID: AzureID) -> ID<Endpoint>? {
    let near = [networkID] + links[networkID, default: []].filter(\.isActive).map(\.remoteID)
    for id in near {
      if let known = endpointsByAddress[PlacedAddress(network: id, address: address)] {
        return known
      }
      let found = frontends.keys.sorted().flatMap { frontends[$0] ?? [] }.first { number in
        topology.network(of: number) == networks[id]
          && topology.endpoints[number].addresses.contains { $0.address == address }
      }
      if let found { return found }
    }
    return nil
  }

  /// Adds what appliances do, once all endpoints exist.
  mutating func addAppliances() {
    for appliance in inventory.appliances {
      guard let subnetID = appliance.subnetIDs.first else { continue }
      switch appliance.role {
      case .applicationGateway: addListeners(of: appliance, in: subnetID)
      case .bastion: addDoors(of: appliance, in: subnetID)
      case .firewall: addTranslations(of: appliance, in: subnetID)
      }
    }
  }

  /// The endpoint at which clients from outside arrive at a managed device; it has the filters of the
  /// device's subnet.
  mutating func addDoor(
    _ frontend: Exported.Appliance.Frontend, of appliance: Exported.Appliance,
    in subnetID: AzureID, offers: TrafficSet
  ) -> ID<Endpoint>? {
    guard let id = frontend.publicAddressID, let resource = resources[appliance.id],
      let network = networks[subnetID.parent]
    else { return nil }
    guard let outside = index.publicAddresses[id].flatMap({ inventory.publicAddresses[$0].address })
    else {
      omit(
        about: "frontend \(frontend.id)",
        "the public address of the \(Self.title(of: appliance.role)) \(appliance.name)",
        remedy: RecordKind.publicAddresses.export, at: appliance.location)
      return nil
    }
    let binding = binding(
      of: Station(
        id: frontend.id.text, name: appliance.name, subnetID: subnetID, resource: resource,
        addresses: [],
        own: OwnSide(addresses: [], ranges: subnet(subnetID)?.prefixes ?? [], groups: []),
        location: appliance.location))
    let place = publicPlace(
      of: appliance.id, appliance.name, subnetID.parent, network, appliance.location)
    return topology.add(
      Endpoint(
        id: "\(frontend.id.text) outside", resource: resource, subnet: place,
        addresses: [EndpointAddress(outside, publicAddress: outside.family == .v4 ? outside : nil)],
        binding: binding, initiates: false, offers: offers, location: appliance.location))
  }

  static func title(of role: Exported.Appliance.Role) -> String {
    switch role {
    case .applicationGateway: "Application Gateway"
    case .firewall: "Azure Firewall"
    case .bastion: "Bastion"
    }
  }

  private static func export(of role: Exported.Appliance.Role) -> String {
    switch role {
    case .applicationGateway: RecordKind.applicationGateways.export
    case .firewall:
      "\(RecordKind.firewalls.export), \(RecordKind.firewallPolicies.export) and "
        + RecordKind.firewallGroups.export
    case .bastion: RecordKind.bastions.export
    }
  }

  private static func kind(of role: Exported.Appliance.Role) -> ResourceKind {
    switch role {
    case .applicationGateway: .loadBalancer
    case .firewall, .bastion: .gatewayInterface
    }
  }
}
