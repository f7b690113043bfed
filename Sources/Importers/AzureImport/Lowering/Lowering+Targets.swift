import Documents
import PacketSets
import Topology

extension Lowering {
  /// A route that somebody wrote, with its next hops (AZ-4.6).
  mutating func lower(_ route: Exported.Route, of part: SubnetPart) -> [Route] {
    var destinations: [Prefix] = []
    var possible: PossiblePeers?
    if let prefix = route.prefix {
      destinations = [prefix]
    } else if let known = expansion(ofTag: route.destination) {
      destinations = known.prefixes
    } else {
      // A prefix that is written out beats a tag (AZ-4.5); a tag without addresses may be anything.
      let reason = assumption(
        about: "tag \(route.destination.lowercased())",
        "which addresses the service tag \(route.destination) stands for",
        remedy: RecordKind.serviceTags.export, at: route.location)
      possible = PossiblePeers(.global, because: reason)
    }
    // Of two routes to one prefix the one that writes it out wins.
    let rank = route.prefix == nil ? RouteRank.ofTag(route.destination) : RouteRank.user
    return targets(of: route, part).map {
      Route(
        text: route.destination, destinations: destinations, possible: possible, rank: rank,
        target: $0, location: route.location)
    }
  }

  private mutating func targets(
    _ hops: [IPAddress], _ part: SubnetPart, at location: SourceLocation
  )
    -> [RouteTarget]
  {
    hops.map { applianceTarget($0, in: part.subnet.parent, at: location) }
  }

  private mutating func targets(of route: Exported.Route, _ part: SubnetPart) -> [RouteTarget] {
    switch route.nextHopType {
    case "vnetlocal": return [.local]
    // Packets are dropped without a word (AZ-4.12).
    case "none": return [.drop("the route \(route.name) leads to None")]
    case "internet":
      let family = route.prefix?.family
      return internetTargets(of: part).filter { family == nil || $0.family == family }
        .map(\.target)
    case "virtualnetworkgateway": return [siteTarget(in: part.subnet.parent, at: route.location)]
    case "virtualappliance", "virtualapplianceecmp":
      if route.nextHops.isEmpty {
        return [unknownTarget(route, part)]
      }
      return targets(route.nextHops, part, at: route.location)
    default: return [unknownTarget(route, part)]
    }
  }

  private mutating func unknownTarget(_ route: Exported.Route, _ part: SubnetPart) -> RouteTarget {
    let key = "next hop of \(route.name) in \(part.subnet.parent)"
    let reason = assumption(
      about: key, "where the route \(route.name) leads", remedy: RecordKind.routeTables.export,
      at: route.location)
    return .gateway(
      opaque(
        key, "next hop of \(route.name)", in: part.subnet.parent, mayTranslate: true,
        because: reason, at: route.location))
  }

  private mutating func siteTarget(
    in networkID: AzureID, at location: SourceLocation
  ) -> RouteTarget {
    if let site = sites[networkID]?.first { return .gateway(site.gateway) }
    if inventory.exported.contains(.networkGateways) {
      return .drop("the virtual network has no gateway")
    }
    let site = unknownSite(of: networkID, at: location)
    sites[networkID, default: []].append(site)
    return .gateway(site.gateway)
  }

  /// An appliance: an interface that passes on packets of others, or a balancer before several
  /// (AZ-4.8).
  private mutating func applianceTarget(
    _ address: IPAddress, in networkID: AzureID, at location: SourceLocation
  ) -> RouteTarget {
    let near = [networkID] + links[networkID, default: []].filter(\.isActive).map(\.remoteID)
    for id in near {
      guard let number = endpointsByAddress[PlacedAddress(network: id, address: address)] else {
        continue
      }
      let endpoint = topology.endpoints[number]
      if endpoint.forwards { return .endpoint(number) }
      let name = topology.resources[endpoint.resource].name
      return .drop("\(name) drops packets of others: IP forwarding is off")
    }
    let balancer = inventory.loadBalancers.first { balancer in
      balancer.frontends.contains { $0.address == address }
    }
    let title = balancer.map { "load balancer \($0.name)" } ?? "appliance at \(address)"
    let key = "appliance \(address) of \(networkID)"
    let reason = assumption(
      about: key, "what the \(title) does with packets",
      remedy: balancer == nil ? RecordKind.interfaces.export : "none: the device decides",
      at: location)
    if balancer == nil {
      tell(
        .warning, "azure.route.appliance", about: key,
        "Routes lead to \(address), which no exported interface has: what they carry may arrive "
          + "anywhere.", at: location, effect: .assumedOpen,
        advice: "Export it: \(RecordKind.interfaces.export).")
    }
    return .gateway(
      opaque(key, title, in: networkID, mayTranslate: true, because: reason, at: location))
  }

  /// A gateway of which it is only known that packets go there.
  mutating func opaque(
    _ key: String, _ title: String, in networkID: AzureID, mayTranslate: Bool,
    because reason: ID<Assumption>, at location: SourceLocation
  ) -> ID<Gateway> {
    if let known = gateways[key] { return known }
    let number = topology.add(
      Gateway(
        id: key, name: title,
        kind: .opaque(
          OpaqueGateway(title: title, mayTranslate: mayTranslate, assumption: reason)),
        networks: [networks[networkID]].compactMap { $0 }, location: location))
    gateways[key] = number
    return number
  }
}
