import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the services that keep data: the public door with its own firewall, and those that stand
  /// in a subnet (AZ-9.3 to AZ-9.6).
  mutating func addDataServices() {
    for service in inventory.dataServices {
      guard let known = DataService(type: service.type) else { continue }
      let resource =
        resources[service.id]
        ?? add(
          Resource(
            id: service.id.text, name: service.name, kind: known.kind,
            scope: service.header.scope, tags: service.header.tags, location: service.location),
          as: service.id)
      if let subnetID = service.delegatedSubnetID {
        addDelegated(service, known, resource, subnetID)
      } else if !service.isClosed {
        addPublicDoor(service, known, resource)
      }
    }
  }

  /// A server in a delegated subnet has no public door; the rules of the subnet hold (AZ-9.5).
  private mutating func addDelegated(
    _ service: Exported.DataService, _ known: DataService, _ resource: ID<Resource>,
    _ subnetID: AzureID
  ) {
    guard let subnet = parts[SubnetPart(subnet: subnetID)] ?? anyPart(of: subnetID) else { return }
    let station = Station(
      id: service.id.text, name: service.name, subnetID: subnetID, resource: resource,
      addresses: [],
      own: OwnSide(
        addresses: [], ranges: self.subnet(subnetID)?.prefixes ?? [], groups: []),
      location: service.location)
    let binding = binding(of: station)
    _ = topology.add(
      Endpoint(
        id: service.id.text, resource: resource, subnet: subnet, addresses: [], binding: binding,
        offers: known.offers, location: service.location))
  }

  private func anyPart(of subnetID: AzureID) -> ID<Subnet>? {
    parts.keys.filter { $0.subnet == subnetID }.sorted().first.flatMap { parts[$0] }
  }

  /// The public door of a service: its address is not exported, its firewall is.
  private mutating func addPublicDoor(
    _ service: Exported.DataService, _ known: DataService, _ resource: ID<Resource>
  ) {
    let filter = topology.add(doorFilter(of: service, known))
    let stage = FilterStage([filter], layer: .cloudPolicy)
    let binding = number(of: FilterBinding(inbound: [stage]))
    _ = topology.add(
      Endpoint(
        id: "public door of \(service.id)", resource: resource, subnet: publicPlace(),
        addresses: [], binding: binding, initiates: false, offers: known.offers,
        location: service.location))
  }

  /// The firewall of a service (AZ-9.4, AZ-9.6).
  private mutating func doorFilter(
    of service: Exported.DataService, _ known: DataService
  ) -> Filter {
    let name = "firewall of \(service.name)"
    var filter = Filter(
      id: name, layer: .cloudPolicy, direction: .inbound, location: service.location)
    if service.isOpen {
      filter.rules = Self.openRules("all networks", service.location)
      return filter
    }
    if !service.hasOwnRules, service.ranges.isEmpty, !service.admitsAzure,
      !inventory.exported.contains(.serviceRules)
    {
      filter.unknown = assumption(
        about: name, "the firewall rules of the \(known.title) \(service.name)",
        remedy: "az resource list, and the firewall rules of the server", at: service.location)
      return filter
    }
    var certain = service.ranges.reduce(into: AddressSet.empty) { $0.formUnion(AddressSet($1)) }
    for id in service.subnetIDs {
      certain.formUnion(AddressSet(subnet(id)?.prefixes ?? []))
    }
    filter.rules.append(
      FilterRule(
        id: name, text: "the ranges and subnets of the firewall", action: .allow, traffic: .all,
        peer: PeerMatch(addresses: certain), location: service.location))
    // Who comes by a service endpoint shows the private address (AZ-9.7).
    if service.admitsAzure || !service.ranges.isEmpty {
      // Machines arrive with a public address that the firewall may admit.
      let reason = assumption(
        about: "door of \(service.id)",
        service.admitsAzure
          ? "who in Azure asks \(service.name), which admits all of it"
          : "with which public addresses machines ask \(service.name)",
        remedy: "none: other subscriptions are no part of the exports", at: service.location)
      let others = service.admitsAzure ? AddressSet.all : AddressSet.global.complement
      filter.rules.append(
        FilterRule(
          id: name, text: service.admitsAzure ? "all of Azure" : "translated addresses",
          action: .allow, traffic: .all,
          peer: PeerMatch(
            possible: PossiblePeers(others.subtracting(certain), because: reason)),
          location: service.location))
    }
    return filter
  }

  /// The place outside all virtual networks where public doors of services stand.
  private mutating func publicPlace() -> ID<Subnet> {
    let name = AzureID("azure services")
    if let known = parts[SubnetPart(subnet: name)] { return known }
    let reason = assumption(
      about: "azure services", "at which public addresses services of Azure answer",
      remedy: "none: names lead to them, which change")
    let network = topology.add(
      Network(id: name.text, name: "Azure services", scope: Scope(provider: "azure")))
    let table = topology.add(RouteTable(id: "routes of azure services", unknown: reason))
    let number = topology.add(
      Subnet(id: name.text, name: "public doors", network: network, routeTable: table))
    parts[SubnetPart(subnet: name)] = number
    return number
  }
}
