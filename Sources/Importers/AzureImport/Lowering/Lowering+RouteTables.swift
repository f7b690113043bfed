import Documents
import PacketSets
import Topology

/// Which of several routes to the same prefix wins (AZ-4.3).
enum RouteRank {
  static let user = 0
  static let site = 5
  static let system = 6

  /// The rank of a route that somebody wrote for a service tag: the narrower tag wins (AZ-4.5).
  static func ofTag(_ name: String) -> Int {
    let words = name.lowercased().split(separator: ".")
    let isCloud = words.first == "azurecloud"
    return (isCloud ? 3 : 1) + (words.count > 1 ? 0 : 1)
  }
}

extension Lowering {
  /// Fills the tables of the subnets: what somebody wrote, what gateways announce and what Azure
  /// adds (AZ-4.1, AZ-4.2).
  mutating func fillRouteTables() {
    for pending in pendingTables {
      let part = pending.part
      if let routes = effectiveRoutes(of: part) {
        topology.routeTables[pending.number].routes = routes
        continue
      }
      if let reason = unknownTable(of: part) {
        topology.routeTables[pending.number].unknown = reason
        continue
      }
      var routes = systemRoutes(of: part)
      if !part.ignoresRoutes {
        for route in self.routes(ofSubnet: part.subnet) { routes += lower(route, of: part) }
        routes += privateEndpointRoutes(of: part)
      }
      routes += serviceEndpointRoutes(of: part)
      topology.routeTables[pending.number].routes = routes
    }
  }

  /// Why the routes of a subnet are not known, when its table is not exported.
  private mutating func unknownTable(of part: SubnetPart) -> ID<Assumption>? {
    guard let id = routeTableID(of: part.subnet), !part.ignoresRoutes else { return nil }
    let location = subnet(part.subnet)?.location ?? .unknown
    if let number = index.routeTables[id] {
      guard inventory.routeTables[number].isDoubtful else { return nil }
      return assumption(
        about: "routes of \(id)", "what all routes of \(id.name) say",
        remedy: RecordKind.routeTables.export, at: location)
    }
    tell(
      .warning, "azure.routeTable.notExported", about: id.text,
      "The route table \(id.name) is named and not exported: where the packets of its subnets go is "
        + "unknown.", at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.routeTables.export).")
    return assumption(
      about: "routes of \(id)", "the routes of the route table \(id.name)",
      remedy: RecordKind.routeTables.export, at: location)
  }

  /// The routes that Azure adds to every subnet (AZ-4.1, AZ-4.2).
  private mutating func systemRoutes(of part: SubnetPart) -> [Route] {
    let networkID = part.subnet.parent
    let own = addresses(ofNetwork: networkID)
    let table = routeTableID(of: part.subnet).flatMap { index.routeTables[$0] }
      .map { inventory.routeTables[$0] }
    let location = subnet(part.subnet)?.location ?? .unknown
    var routes = (networks[networkID].map { topology.networks[$0].prefixes } ?? []).map {
      Route(destinations: [$0], rank: RouteRank.system, target: .local, location: location)
    }
    var nearer = own
    if !part.ignoresRoutes {
      // Such a route beats those of gateways whatever their length (AZ-4.7).
      for route in self.routes(ofSubnet: part.subnet) where route.overridesGateways {
        nearer.formUnion(
          route.prefix.map { AddressSet($0) } ?? expansion(ofTag: route.destination) ?? .empty)
      }
    }
    if table?.ignoresPeerings != true || part.ignoresRoutes {
      for link in links[networkID, default: []] where link.isActive {
        routes += routesToPeer(link, at: location)
        nearer.formUnion(link.certain)
      }
    }
    if table?.ignoresGateways != true || part.ignoresRoutes {
      for site in sites[networkID, default: []] {
        routes += routesToSite(site, besides: nearer, at: location)
      }
    }
    for target in internetTargets(of: part) {
      let text = target.family == .v4 ? "0.0.0.0/0" : "::/0"
      routes.append(
        Route(
          text: text, destinations: [target.family == .v4 ? .allIPv4 : .allIPv6],
          rank: RouteRank.system, target: target.target, location: location))
    }
    return routes + reservedRoutes(of: part, at: location)
  }

  private func routesToPeer(_ link: PeerLink, at location: SourceLocation) -> [Route] {
    var routes: [Route] = []
    if !link.certain.isEmpty {
      routes.append(
        Route(
          text: "peering with \(link.remoteID.name)", destinations: link.certain.prefixes,
          rank: RouteRank.system, target: .gateway(link.gateway), location: location))
    }
    if !link.possible.isEmpty, let reason = link.reason {
      routes.append(
        Route(
          text: "peering with \(link.remoteID.name), perhaps", destinations: [],
          possible: PossiblePeers(link.possible, because: reason), rank: RouteRank.system,
          target: .gateway(link.gateway), location: location))
    }
    return routes
  }

  /// Routes of gateways lose against those of the network and its peers, however long (AZ-4.4).
  private func routesToSite(
    _ site: SiteReach, besides nearer: AddressSet, at location: SourceLocation
  ) -> [Route] {
    var routes: [Route] = []
    let name = topology.gateways[site.gateway].name
    let known = site.known.subtracting(nearer)
    if !known.isEmpty {
      routes.append(
        Route(
          text: "prefixes of \(name)", destinations: known.prefixes, rank: RouteRank.site,
          target: .gateway(site.gateway), location: location))
    }
    if let reason = site.unknown {
      routes.append(
        Route(
          text: "further prefixes of \(name)", destinations: [],
          possible: PossiblePeers(
            AddressSet.all.subtracting(nearer).subtracting(known), because: reason),
          rank: RouteRank.site, target: .gateway(site.gateway), location: location))
    }
    return routes
  }

  /// Private ranges that lead nowhere unless somebody routes them (AZ-4.1).
  ///
  /// Whether they remain beside a route of somebody's own that covers them is not documented; what
  /// such a route leads to is undecided anyway.
  private func reservedRoutes(of part: SubnetPart, at location: SourceLocation) -> [Route] {
    let written = part.ignoresRoutes ? [] : routes(ofSubnet: part.subnet)
    let texts = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    return texts.compactMap { Prefix($0) }.filter { range in
      !written.contains { $0.prefix?.contains(range) ?? true }
    }.map {
      Route(
        destinations: [$0], rank: RouteRank.system,
        target: .drop("Azure routes this range to None unless somebody routes it"),
        location: location)
    }
  }

  /// The route to a private endpoint is its address alone, and beats shorter routes (AZ-4.2,
  /// AZ-4.11).
  private func privateEndpointRoutes(of part: SubnetPart) -> [Route] {
    var routes: [Route] = []
    let networkID = part.subnet.parent
    for station in stations where station.ignoresRoutes {
      let target: RouteTarget
      if station.subnetID.parent == networkID {
        target = .local
      } else if let link = links[networkID, default: []].first(where: {
        $0.isActive && $0.remoteID == station.subnetID.parent
      }) {
        target = .gateway(link.gateway)
      } else {
        continue
      }
      for address in station.own.addresses {
        let isDiverted = self.routes(ofSubnet: part.subnet).contains {
          $0.prefix?.contains(address) ?? false
        }
        if !isDiverted { continue }
        let length = address.family == .v4 ? 32 : 128
        routes.append(
          Route(
            text: "private endpoint \(station.name)",
            destinations: [Prefix(address, length: length)], rank: RouteRank.system,
            target: target, location: station.location))
      }
    }
    return routes
  }

  /// A service endpoint leads the public addresses of a service past every other route (AZ-4.13).
  private mutating func serviceEndpointRoutes(of part: SubnetPart) -> [Route] {
    guard let subnet = subnet(part.subnet), !subnet.serviceEndpoints.isEmpty else { return [] }
    let services = Set(subnet.serviceEndpoints).sorted().joined(separator: ", ")
    let reason = assumption(
      about: "service endpoints \(services)",
      "what the service endpoints of \(services) reach",
      remedy: "none: the services are no part of the network", at: subnet.location)
    var reach = AddressSet.empty
    for service in subnet.serviceEndpoints {
      let tag = service.split(separator: ".").dropFirst().first.map(String.init) ?? service
      reach.formUnion(expansion(ofTag: tag) ?? .global)
    }
    let key = "service endpoints of \(subnet.networkID) \(services)"
    let gateway = opaque(
      key, "service endpoints of \(services)", in: subnet.networkID, mayTranslate: false,
      because: reason, at: subnet.location)
    return [
      Route(
        text: "service endpoints", destinations: [],
        possible: PossiblePeers(reach.restricted(toFamily: .v4), because: reason),
        rank: RouteRank.user, target: .gateway(gateway), location: subnet.location)
    ]
  }
}
