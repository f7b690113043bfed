import Documents
import PacketSets
import Topology

extension Lowering {
  /// Makes the routes of all tables, now that the gateways exist.
  mutating func fillRouteTables() {
    let keys = routeTables.sorted { $0.value < $1.value }
    for (key, number) in keys {
      let project = ResourceName.segment(after: "projects", in: key.network) ?? ""
      let mine = inventory.routes.sorted.filter { $0.network == key.network }
      if inventory.incompleteKinds.contains(.route)
        || (mine.isEmpty && !inventory.isExported(.route, in: project))
      {
        topology.routeTables[number].unknown = unknownRoutes(key.network)
        // A route to the internet may be among those that are not exported.
        _ = internetGateway(of: key.network)
      }
      topology.routeTables[number].routes = routes(key, mine)
    }
  }

  private mutating func unknownRoutes(_ network: String) -> ID<Assumption> {
    let name = ResourceName.last(network)
    tell(
      .warning, "gcp.route.notExported", about: network,
      "No routes of the network \(name) are exported: what leaves its subnets is not certain.",
      at: inventory.networks[network]?.location, effect: .assumedOpen,
      advice: "Export them: \(RecordKind.route.command).")
    return assumption(
      about: "routes \(network)", "the routes of the network \(name) are not in the exports",
      remedy: RecordKind.route.command)
  }

  /// The routes of a table: those of subnets, which nothing overrides (GCP-6.3), those of peerings,
  /// then the others by longest prefix and priority (GCP-6.2).
  private mutating func routes(_ key: TableKey, _ mine: [Exported.Route]) -> [Route] {
    var result = localRoutes(key.network, mine)
    result += peeringRoutes(key.network, mine)
    let fixed = AddressSet(result.flatMap(\.destinations))
    for route in mine {
      switch route.hop {
      case .network, .peering: continue
      case .internet, .instance, .address, .balancer, .tunnel, .attachment, .hub, .other: break
      }
      if !route.tags.isEmpty, !route.tags.contains(where: { key.tags.contains($0) }) { continue }
      if fixed.contains(route.destination) {
        result += overlapping(route, key)
        continue
      }
      for target in targets(of: route, key) {
        result.append(
          Route(
            text: "\(route.shortName) \(route.destination)", destinations: [route.destination],
            rank: route.priority, target: target, location: route.location))
      }
    }
    if let gateway = gateways["iap"], let network = networks[key.network],
      topology.gateways[gateway].networks.contains(network)
    {
      result.append(
        Route(
          text: "IAP TCP forwarding", destinations: Self.identityProxyRange.prefixes,
          target: .gateway(gateway)))
    }
    if key.reachesGoogle { result += googleRoutes(key, result) }
    result += learnedRoutes(key)
    result += policyRoutes(key)
    return result
  }

  /// A route for each range of each subnet of the network.
  private mutating func localRoutes(_ network: String, _ mine: [Exported.Route]) -> [Route] {
    var result: [Route] = []
    var known: Set<Prefix> = []
    for subnet in subnetsOfNetwork[network] ?? [] {
      for range in subnet.ranges where known.insert(range).inserted {
        result.append(
          Route(
            text: "subnet \(subnet.shortName) \(range)", destinations: [range], target: .local,
            location: subnet.location))
      }
    }
    for route in mine where route.hop == .network && known.insert(route.destination).inserted {
      result.append(
        Route(
          text: "\(route.shortName) \(route.destination)", destinations: [route.destination],
          target: .local, location: route.location))
    }
    for connector in inventory.connectors.sorted where connector.network == network {
      guard let range = connector.range, known.insert(range).inserted else { continue }
      result.append(
        Route(
          text: "connector \(connector.shortName) \(range)", destinations: [range],
          target: .local, location: connector.location))
    }
    for range in deliveredAddresses[network] ?? [] where known.insert(range).inserted {
      result.append(
        Route(text: "private service \(range)", destinations: [range], target: .local))
    }
    if networksWithFrontEnds.contains(network) {
      result.append(
        Route(
          text: "Google front ends", destinations: Self.frontEndRanges.prefixes, target: .local))
    }
    if let range = inventory.networks[network]?.legacyRange, known.insert(range).inserted {
      result.append(Route(destinations: [range], target: .local))
    }
    // The address of a machine whose subnet is not exported is delivered in its network as well.
    let covered = AddressSet(Array(known))
    for piece in pieces where piece.network == network {
      for address in piece.addresses where !covered.contains(address.address) {
        let host = Prefix(address.address)
        guard known.insert(host).inserted else { continue }
        result.append(
          Route(
            destinations: [host], target: .local, location: piece.interface.mark.location))
      }
    }
    return result
  }

  /// A route inside the range of a subnet is not used (GCP-6.3), unless the subnet is a hybrid one.
  private mutating func overlapping(_ route: Exported.Route, _ key: TableKey) -> [Route] {
    let hybrid = (subnetsOfNetwork[key.network] ?? []).contains { subnet in
      subnet.isHybrid && subnet.ranges.contains { $0.contains(route.destination) }
    }
    guard hybrid else {
      tell(
        .note, "gcp.route.shadowed", about: route.id,
        "The route \(route.shortName) to \(route.destination) lies within the range of a subnet and "
          + "is never used.", at: route.location, effect: .exact)
      return []
    }
    let reason = assumption(
      about: "hybrid \(route.id)",
      "which addresses of the hybrid subnet around \(route.destination) are in use elsewhere",
      remedy: "none: the use of addresses is part of no export", at: route.location)
    return [
      Route(
        text: "\(route.shortName) \(route.destination)", destinations: [],
        possible: PossiblePeers(AddressSet(route.destination), because: reason),
        rank: route.priority, target: target(of: route, key), location: route.location)
    ]
  }

  /// Where a route sends packets: by a balancer, each machine behind it is an alternative (GCP-6.6).
  private mutating func targets(of route: Exported.Route, _ key: TableKey) -> [RouteTarget] {
    guard case .balancer(let name) = route.hop, route.status.map({ $0 == "ACTIVE" }) ?? true,
      let rule = hop(name, key.network)
    else { return [target(of: route, key)] }
    let (members, _, gaps) = passThroughMembers(of: rule)
    var result = members.map { member in
      let found = member.instance.flatMap { endpointsOfInstance[$0] }?.first {
        $0.network == key.network
      }
      return applianceTarget(found?.endpoint, member.instance ?? "a member", route, key.network)
    }
    if !gaps.isEmpty || result.isEmpty { result.append(target(of: route, key)) }
    return result
  }

  /// The forwarding rule that a next hop names, by its name or its address.
  private func hop(_ name: String, _ network: String) -> Exported.ForwardingRule? {
    if let rule = inventory.forwardingRules[name] { return rule }
    guard let address = IPAddress(name) else { return nil }
    return inventory.forwardingRules.sorted.first { rule in
      rule.address == address && !rule.isExternal
        && (rule.network ?? rule.subnetwork.flatMap { inventory.subnetworks[$0]?.network })
          == network
    }
  }

  /// Where a route sends packets (GCP-6.6).
  private mutating func target(of route: Exported.Route, _ key: TableKey) -> RouteTarget {
    if let status = route.status, status != "ACTIVE" {
      return .drop("ROUTE_BLACKHOLE: the route \(route.shortName) is \(status)")
    }
    switch route.hop {
    case .internet:
      if let nat = key.nat, route.destination.family == .v4, let gateway = gateways[nat] {
        return .gateway(gateway)
      }
      if key.mayHaveNat, route.destination.family == .v4 {
        return .gateway(
          opaque(
            "Cloud NAT of \(key.network)",
            "Cloud NAT of \(ResourceName.last(key.network)) (perhaps)", key.network,
            mayTranslate: true, RecordKind.router.command, at: route.location))
      }
      return .gateway(internetGateway(of: key.network))
    case .instance(let id):
      let found = endpointsOfInstance[id]?.first { $0.network == key.network }
      return applianceTarget(found?.endpoint, id, route, key.network)
    case .address(let address):
      let owner = owners[OwnerKey(network: key.network, address: address)]
      return applianceTarget(owner, address.description, route, key.network)
    case .balancer(let name):
      return .gateway(
        opaque(
          "balancer \(name)", "internal load balancer \(ResourceName.last(name))", key.network,
          mayTranslate: true, RecordKind.groupMembers.command,
          at: route.location))
    case .tunnel(let id):
      return .gateway(hybridGateway(id, "VPN tunnel", key.network, at: route.location))
    case .attachment(let id):
      return .gateway(hybridGateway(id, "VLAN attachment", key.network, at: route.location))
    case .hub(let id):
      return .gateway(
        hybridGateway(id, "Network Connectivity hub", key.network, at: route.location))
    case .network, .peering: return .local
    case .other:
      return .gateway(
        opaque(
          "next hop \(route.id)", "the next hop of \(route.shortName)", key.network,
          mayTranslate: true, RecordKind.route.command, at: route.location))
    }
  }

  /// A machine that passes packets on; without `canIpForward` it drops them (GCP-6.14).
  private mutating func applianceTarget(
    _ endpoint: ID<Endpoint>?, _ name: String, _ route: Exported.Route, _ network: String
  ) -> RouteTarget {
    guard let endpoint else {
      let project = ResourceName.segment(after: "projects", in: network) ?? ""
      if inventory.isExported(.instance, in: project) {
        return .drop(
          "ROUTE_NEXT_HOP_IP_ADDRESS_NOT_RESOLVED: nobody has \(ResourceName.last(name))")
      }
      return .gateway(
        opaque(
          "appliance \(name)", "appliance \(ResourceName.last(name))", network,
          mayTranslate: true, RecordKind.instance.command, at: route.location))
    }
    guard topology.endpoints[endpoint].forwards else {
      return .drop(
        "FOREIGN_IP_DISALLOWED: \(topology.resource(of: endpoint).name) has no canIpForward")
    }
    return .endpoint(endpoint)
  }
}
