import Documents
import PacketSets
import Topology

extension Lowering {
  /// Places a service with a private address beyond the peering of a network that leads to it.
  mutating func place(
    _ address: IPAddress, _ resource: ID<Resource>, _ id: String, behind network: String,
    _ offers: TrafficSet, _ location: SourceLocation
  ) {
    let far = serviceNetworkID(of: network, holding: address)
    let name = topology.resources[resource].name
    guard let number = networks[far] else {
      tell(
        .warning, "gcp.service.noPeering", about: "\(id) \(network)",
        "GOOGLE_MANAGED_SERVICE_NO_PEERING: the exports hold no peering of "
          + "\(ResourceName.last(network)) by which \(name) is reached.",
        at: location, effect: .assumedClosed,
        advice: "Export the network: \(RecordKind.network.command).")
      omit(
        about: "peering to \(id)",
        "the peering by which \(name) is reached",
        remedy: RecordKind.network.command, at: location)
      return
    }
    let subnet = serviceSubnet(far, number, around: address, location)
    _ = topology.add(
      Endpoint(
        id: id, resource: resource, subnet: subnet, addresses: [EndpointAddress(address)],
        binding: openBinding(), initiates: false, offers: offers, location: location))
  }

  /// The network beyond the peering of private services that holds an address.
  func serviceNetworkID(of network: String, holding address: IPAddress) -> String {
    let peerings = (inventory.networks[network]?.peerings ?? []).filter { peering in
      inventory.networks[peering.network] == nil && networks[peering.network] != nil
    }
    let holding = peerings.first { peering in
      networks[peering.network].map { number in
        topology.networks[number].prefixes.contains { $0.contains(address) }
      } ?? false
    }
    return holding?.network ?? peerings.first?.network ?? "private services of \(network)"
  }

  mutating func serviceSubnet(
    _ id: String, _ network: ID<Network>, around address: IPAddress, _ location: SourceLocation
  ) -> ID<Subnet> {
    let key = SubnetKey(subnetwork: "services \(id)", table: TableKey(network: id))
    if !topology.networks[network].prefixes.contains(where: { $0.contains(address) }) {
      topology.networks[network].prefixes.append(Prefix(address))
      topology.networks[network].prefixes.sort()
    }
    if let known = subnets[key] { return known }
    let table = topology.add(
      RouteTable(
        id: "routes of \(id)", name: "routes of private services", routes: [],
        location: location))
    serviceTables.append((table, id))
    let number = topology.add(
      Subnet(
        id: "\(id)/services", name: "private services", network: network, routeTable: table,
        location: location))
    subnets[key] = number
    return number
  }

  /// The routes of the networks of private services: back by the peering to the subnets of the other
  /// side.
  mutating func fillServiceTables() {
    for (table, id) in serviceTables {
      guard let network = networks[id] else { continue }
      var routes: [Route] = topology.networks[network].prefixes.map {
        Route(destinations: [$0], target: .local)
      }
      for number in topology.gateways.ids {
        guard case .peering(let link) = topology.gateways[number].kind,
          link.sides.contains(where: { $0.network == network }),
          let other = link.sides.first(where: { $0.network != network })
        else { continue }
        for prefix in other.prefixes.prefixes {
          routes.append(Route(destinations: [prefix], target: .gateway(number)))
        }
      }
      topology.routeTables[table].routes = routes
    }
  }

  /// Places a service with a public address of its own in a network of Google.
  mutating func placePublic(
    _ address: IPAddress, _ resource: ID<Resource>, _ id: String, _ offers: TrafficSet,
    _ rules: [FilterRule], _ title: String, _ location: SourceLocation
  ) {
    let (network, subnet) = publicServices(topology.resources[resource].scope)
    _ = network
    let filter = topology.add(
      Filter(
        id: "\(id)/authorized", name: title, layer: .instanceFilter, direction: .inbound,
        rules: rules, location: location))
    let binding = topology.add(
      FilterBinding(inbound: [FilterStage([filter], layer: .instanceFilter)]))
    _ = topology.add(
      Endpoint(
        id: id, resource: resource, subnet: subnet,
        addresses: [outerAddress(address)], binding: binding,
        initiates: false, offers: offers, location: location))
  }

  /// The network in which public services of a project stand, which belongs to Google.
  mutating func publicServices(_ scope: Scope) -> (ID<Network>, ID<Subnet>) {
    let id = "projects/\(scope.account)/google-managed"
    let key = SubnetKey(subnetwork: id, table: TableKey(network: id))
    if let network = networks[id], let subnet = subnets[key] { return (network, subnet) }
    let network = topology.add(
      Network(
        id: id, name: "Google-managed services",
        scope: Scope(provider: "gcp", account: scope.account)))
    networks[id] = network
    let gateway = topology.add(
      Gateway(
        id: "\(id)/internet", name: "internet access of Google-managed services",
        kind: .internet(Topology.internet), networks: [network]))
    let table = topology.add(
      RouteTable(
        id: "\(id)/routes", name: "routes of Google-managed services",
        routes: [
          Route(destinations: [.allIPv4], target: .gateway(gateway)),
          Route(destinations: [.allIPv6], target: .gateway(gateway)),
        ]))
    let subnet = topology.add(
      Subnet(id: "\(id)/services", name: "public services", network: network, routeTable: table))
    subnets[key] = subnet
    return (network, subnet)
  }

  /// An external address that its owner bears itself, as nothing inner is known of it.
  func outerAddress(_ address: IPAddress) -> EndpointAddress {
    EndpointAddress(address, publicAddress: address.family == .v4 ? address : nil)
  }

  /// The binding of what no rule of a network filters.
  mutating func openBinding() -> ID<FilterBinding> {
    if let known = knownOpenBinding { return known }
    let number = topology.add(FilterBinding.open)
    knownOpenBinding = number
    return number
  }

  /// Notes a service whose address is not exported.
  mutating func noteMissingAddress(
    _ id: String, _ name: String, _ kind: RecordKind, _ location: SourceLocation
  ) {
    tell(
      .warning, "gcp.service.noAddress", about: id,
      "\(name) is exported without its address: what reaches it is not judged.", at: location,
      effect: .assumedClosed, advice: "Export it again: \(kind.command).")
    omit(about: "address \(id)", "the address of \(name)", remedy: kind.command, at: location)
  }
}
