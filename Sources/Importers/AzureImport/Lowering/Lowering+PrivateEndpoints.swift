import Documents
import PacketSets
import Topology

extension Lowering {
  /// Places the private endpoints: doors to services, which only answer (AZ-9.1).
  mutating func placePrivateEndpoints() {
    for endpoint in inventory.privateEndpoints { place(endpoint) }
    for interface in inventory.interfaces {
      guard let id = interface.privateEndpointID,
        index.privateEndpointOfInterface[interface.id] == nil,
        !inventory.privateEndpoints.contains(where: { $0.id == id })
      else { continue }
      placeUnknown(interface, id)
    }
  }

  private mutating func place(_ endpoint: Exported.PrivateEndpoint) {
    let ids = inventory.interfaces.filter {
      endpoint.interfaceIDs.contains($0.id) || $0.privateEndpointID == endpoint.id
    }
    var addresses = ids.flatMap(\.configurations).compactMap(\.address)
    if addresses.isEmpty { addresses = endpoint.addresses }
    guard let subnetID = endpoint.subnetID ?? ids.first?.configurations.first?.subnetID else {
      omit(
        about: "place of \(endpoint.id)", "in which subnet \(endpoint.name) stands",
        remedy: RecordKind.privateEndpoints.export, at: endpoint.location)
      return
    }
    let target = endpoint.connections.first { $0.serviceID != nil }
    let service = target?.serviceID.flatMap { DataService(type: $0.type) }
    let resource = resource(of: endpoint, target?.serviceID, service)
    let isApproved = endpoint.connections.contains { $0.status.lowercased() == "approved" }
    let isUnknown = endpoint.connections.allSatisfy { $0.status.isEmpty }
    var station = Station(
      id: endpoint.id.text, name: endpoint.name, subnetID: subnetID, resource: resource,
      addresses: addresses.map { EndpointAddress($0) },
      own: OwnSide(
        addresses: addresses, ranges: subnet(subnetID)?.prefixes ?? [],
        groups: endpoint.applicationGroupIDs), location: endpoint.location)
    station.initiates = false
    // Only an approved connection carries traffic (AZ-9.2).
    station.offers =
      isApproved || isUnknown ? service?.offers ?? .tcp(0...65535) : .empty
    if isUnknown {
      let reason = assumption(
        about: "approval of \(endpoint.id)",
        "whether the connection of the private endpoint \(endpoint.name) is approved",
        remedy: RecordKind.privateEndpoints.export, at: endpoint.location)
      station.unknowns = [("approval of \(endpoint.name)", reason)]
    }
    applyPolicy(to: &station)
    stations.append(station)
  }

  /// Whether security groups and routes of the subnet hold for a private endpoint (AZ-9.1,
  /// AZ-4.11).
  private mutating func applyPolicy(to station: inout Station) {
    switch subnet(station.subnetID)?.privateEndpointPolicies {
    case "enabled":
      station.policy = .applies
    case "networksecuritygroupenabled":
      station.policy = .applies
      station.ignoresRoutes = true
    case "routetableenabled":
      station.policy = .ignored
    case "disabled":
      station.policy = .ignored
      station.ignoresRoutes = true
    case nil, .some:
      station.ignoresRoutes = true
      let name = station.subnetID.name
      station.policy = .unknown(
        assumption(
          about: "policies of \(station.subnetID)",
          "whether security groups of \(name) hold for private endpoints",
          remedy: RecordKind.subnets.export, at: station.location))
    }
    if routeTableID(of: station.subnetID) == nil { station.ignoresRoutes = false }
  }

  /// The service behind a private endpoint; it may be exported itself.
  private mutating func resource(
    of endpoint: Exported.PrivateEndpoint, _ serviceID: AzureID?, _ service: DataService?
  ) -> ID<Resource> {
    let id = serviceID ?? endpoint.id
    if let known = resources[id] { return known }
    let record = serviceID.flatMap { index.dataServices[$0] }.map { inventory.dataServices[$0] }
    return add(
      Resource(
        id: id.text, name: record?.name ?? serviceID?.name ?? endpoint.name,
        kind: service?.kind ?? .serviceEndpoint, scope: endpoint.header.scope,
        tags: record?.header.tags ?? endpoint.header.tags,
        location: record?.location ?? endpoint.location), as: id)
  }

  /// An interface of a private endpoint that is not exported itself.
  private mutating func placeUnknown(_ interface: Exported.Interface, _ id: AzureID) {
    guard let subnetID = interface.configurations.first?.subnetID else { return }
    let addresses = interface.configurations.compactMap(\.address)
    let resource =
      resources[id]
      ?? add(
        Resource(
          id: id.text, name: id.name, kind: .serviceEndpoint, scope: interface.header.scope,
          tags: interface.header.tags, location: interface.location), as: id)
    let reason = assumption(
      about: "approval of \(id)",
      "to which service the private endpoint \(id.name) leads and whether it is approved",
      remedy: RecordKind.privateEndpoints.export, at: interface.location)
    var station = Station(
      id: interface.id.text, name: interface.name, subnetID: subnetID, resource: resource,
      addresses: addresses.map { EndpointAddress($0) },
      own: OwnSide(
        addresses: addresses, ranges: subnet(subnetID)?.prefixes ?? [],
        groups: interface.configurations.flatMap(\.applicationGroupIDs)),
      location: interface.location)
    station.initiates = false
    station.offers = .tcp(0...65535)
    station.unknowns = [("approval of \(id.name)", reason)]
    applyPolicy(to: &station)
    stations.append(station)
  }
}
