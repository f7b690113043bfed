import Documents
import PacketSets
import Topology

extension Lowering {
  /// The subnet of the graph in which the front of a balancer stands.
  mutating func subnetOfFront(
    _ rule: Exported.ForwardingRule, _ address: IPAddress
  ) -> ID<Subnet>? {
    if rule.isExternal, address.isGlobal { return publicServices(scope(of: rule.id)).1 }
    let candidates = subnets.filter { key, _ in
      if let id = rule.subnetwork { return key.subnetwork == id }
      guard let network = rule.network else { return false }
      return key.table.network == network
        && inventory.subnetworks[key.subnetwork]?.ranges.contains { $0.contains(address) } == true
    }
    if let found = candidates.values.min() { return found }
    // Doors to the interfaces of Google have an address outside all subnets.
    guard rule.isServiceDoor, let network = rule.network, networks[network] != nil else {
      return nil
    }
    deliveredAddresses[network, default: []].append(Prefix(address))
    return passingPlace(of: network)
  }

  /// The endpoint at the address of a forwarding rule; rules with one address share it.
  mutating func front(
    _ rule: Exported.ForwardingRule, _ address: IPAddress, in subnet: ID<Subnet>,
    _ binding: ID<FilterBinding>, offers: TrafficSet, kind: ResourceKind = .loadBalancer
  ) -> ID<Endpoint> {
    let network = topology.networks[topology.subnets[subnet].network].id
    let key = OwnerKey(network: network, address: address)
    if let known = fronts[key] {
      let all = topology.endpoints[known].offers.union(offers)
      topology.endpoints[known].offers = all
      // A listener of which less is known than of the other makes both uncertain.
      if binding != knownOpenBinding { topology.endpoints[known].binding = binding }
      return known
    }
    let resource = topology.add(
      Resource(
        id: rule.id, name: rule.shortName, kind: kind, scope: scope(of: rule.id),
        location: rule.location))
    let isOuter = rule.isExternal && address.isGlobal
    let number = topology.add(
      Endpoint(
        id: "\(rule.id)/front", resource: resource, subnet: subnet,
        addresses: [isOuter ? outerAddress(address) : EndpointAddress(address)], binding: binding,
        initiates: false, offers: offers, location: rule.location))
    fronts[key] = number
    return number
  }

  /// The place of a network from which pass-through balancers hand packets on.
  ///
  /// The routes of the network do not govern their paths (GCP-6.8), so that it has a table of its
  /// own: to the network, to the parts of machines that bear a balancer's address, to the internet.
  mutating func passingPlace(of network: String) -> ID<Subnet> {
    if let known = passingPlaces[network] { return known.subnet }
    let name = "load balancing of \(ResourceName.last(network))"
    let location = inventory.networks[network]?.location ?? .unknown
    let table = topology.add(
      RouteTable(id: "\(network)/load-balancing/routes", name: name, location: location))
    let subnet = topology.add(
      Subnet(
        id: "\(network)/load-balancing", name: name, network: networks[network] ?? ID(0),
        routeTable: table, location: location))
    passingPlaces[network] = (subnet, table)
    return subnet
  }

  /// Makes the routes of the places from which balancers hand packets on.
  mutating func fillPassingPlaces() {
    for network in sortedNetworks {
      guard let place = passingPlaces[network], let number = networks[network] else { continue }
      var routes = Set(topology.networks[number].prefixes + (deliveredAddresses[network] ?? []))
        .sorted().map { Route(destinations: [$0], target: .local) }
      routes.append(
        Route(
          text: "machines that bear the address of a balancer",
          destinations: Self.borneAddresses.prefixes, target: .local))
      let gateway = internetGateway(of: network)
      for prefix in [Prefix.allIPv4, .allIPv6] {
        routes.append(
          Route(
            text: "answers of load balancing to the internet", destinations: [prefix],
            target: .gateway(gateway)))
      }
      topology.routeTables[place.table].routes = routes
    }
  }

  /// Link-local addresses, which no subnet can have: they stand for parts of machines that bear the
  /// address of a balancer, which is no one machine's own.
  static let borneAddresses = AddressSet(["169.254.0.0/17", "fe80::/64"].compactMap { Prefix($0) })

  /// The next of those addresses.
  mutating func nextBorneAddress(_ family: AddressFamily) -> IPAddress {
    innerAddressCount = (innerAddressCount + 1) & 0x7FFF
    switch family {
    case .v4: return .v4(IPv4Address(rawValue: 0xA9FE_0000 | innerAddressCount))
    case .v6:
      return .v6(IPv6Address(rawValue: 0xFE80 << 112 | UInt128(innerAddressCount)))
    }
  }
}
