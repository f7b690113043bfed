import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the VPN tunnels and VLAN attachments, by which networks outside the cloud come in whether
  /// a route of the export names them or not (GCP-1.6).
  mutating func addHybridLinks() {
    for tunnel in inventory.tunnels.sorted {
      guard let network = networkOfLink(tunnel.id, router: tunnel.router) else { continue }
      _ = hybridGateway(tunnel.id, "VPN tunnel", network, at: tunnel.location)
    }
    for attachment in inventory.attachments.sorted {
      guard let network = networkOfLink(attachment.id, router: attachment.router) else { continue }
      _ = hybridGateway(attachment.id, "VLAN attachment", network, at: attachment.location)
    }
  }

  /// The network of a link: that of its router, else that of a route through it.
  private mutating func networkOfLink(_ id: String, router: String?) -> String? {
    if let network = router.flatMap({ inventory.routers[$0]?.network }) { return network }
    for route in inventory.routes.sorted
    where route.hop == .tunnel(id) || route.hop == .attachment(id) {
      return route.network
    }
    let project = ResourceName.segment(after: "projects", in: id)
    let candidates = inventory.networks.sorted.filter { $0.project == project }
    if candidates.count == 1 { return candidates[0].id }
    tell(
      .warning, "gcp.link.unknownNetwork", about: id,
      "The exports do not tell the network of \(ResourceName.last(id)).", effect: .assumedClosed,
      advice: "Export the routers: \(RecordKind.router.command).")
    omit(
      about: "link \(id)", "to which network \(ResourceName.last(id)) leads",
      remedy: RecordKind.router.command)
    return nil
  }

  /// A link to networks outside the cloud, which may let in whatever lies there.
  mutating func hybridGateway(
    _ id: String, _ kind: String, _ network: String, at location: SourceLocation
  ) -> ID<Gateway> {
    if gateways[id] != nil {
      return opaque(id, kind, network, mayTranslate: false, "", at: location)
    }
    let worldID = "on-premises of \(network)"
    let world: ID<World>
    if let known = topology.worlds.firstIndex(where: { $0.id == worldID }) {
      world = ID(known)
    } else {
      world = topology.add(
        World(
          id: worldID, name: "on-premises beyond \(ResourceName.last(network))",
          kind: .onPremises, addresses: .all, location: location))
    }
    return opaque(
      id, "\(kind) \(ResourceName.last(id))", network, mayTranslate: false,
      "none: what lies outside the cloud is part of no export", at: location, world: world)
  }

  /// What routers learn from outside: the routes of their status, else any destination (GCP-1.6).
  mutating func learnedRoutes(_ key: TableKey) -> [Route] {
    let routers = inventory.routers.sorted.filter { router in
      router.network == key.network && router.learnsRoutes
        && (key.region.isEmpty || router.region == key.region)
    }
    guard let first = routers.first else { return [] }
    let links =
      inventory.tunnels.sorted.filter { tunnel in routers.contains { $0.id == tunnel.router } }
      .map { ($0.id, "VPN tunnel", $0.location) }
      + inventory.attachments.sorted.filter { link in routers.contains { $0.id == link.router } }
      .map { ($0.id, "VLAN attachment", $0.location) }
    var hops = links.map { hybridGateway($0.0, $0.1, key.network, at: $0.2) }
    if hops.isEmpty {
      hops = [
        hybridGateway(
          "\(first.id) peers", "peers of the router \(first.shortName)", key.network,
          at: first.location)
      ]
    }
    let learned = inventory.routerStatuses.filter { $0.network == key.network }
    if !learned.isEmpty {
      return Set(learned.flatMap(\.learned)).sorted().flatMap { prefix in
        hops.map { hop in
          Route(
            text: "learned \(prefix)", destinations: [prefix], rank: Int.max - 1,
            target: .gateway(hop), location: first.location)
        }
      }
    }
    let reason = assumption(
      about: "learned \(key.network)",
      "the routes that routers of the network \(ResourceName.last(key.network)) learn",
      remedy: RecordKind.routerStatus.command, at: first.location)
    tell(
      .warning, "gcp.router.learnedRoutes", about: key.network,
      "Routers of \(ResourceName.last(key.network)) learn routes from outside, which no list of "
        + "routes holds: packets to any destination may go there.", at: first.location,
      effect: .assumedOpen, advice: "Export \(RecordKind.routerStatus.command).")
    let local = (subnetsOfNetwork[key.network] ?? []).flatMap(\.ranges)
    return hops.map { hop in
      Route(
        text: "learned routes", destinations: [],
        possible: PossiblePeers(AddressSet(local).complement, because: reason), rank: Int.max,
        target: .gateway(hop), location: first.location)
    }
  }

  /// Policy-based routes come before all others and look at more than the destination (GCP-6.5):
  /// they may decide for each destination in their range.
  mutating func policyRoutes(_ key: TableKey) -> [Route] {
    inventory.policyRoutes.sorted.filter { route in
      route.network == key.network && !route.isForAttachments && !route.isExemption
        && (route.tags.isEmpty || route.tags.contains { key.tags.contains($0) })
    }.map { route in
      let reason = assumption(
        about: "policy route \(route.id)",
        "which packets the policy-based route \(route.shortName) takes and where they end",
        remedy: "none: policy-based routes are not modelled", at: route.location)
      return Route(
        text: "policy-based route \(route.shortName) \(route.destination)", destinations: [],
        possible: PossiblePeers(AddressSet(route.destination), because: reason),
        target: .gateway(
          opaque(
            "policy-based route \(route.id)", "policy-based route \(route.shortName)",
            key.network, mayTranslate: true, "none: policy-based routes are not modelled",
            at: route.location)), location: route.location)
    }
  }

  /// The special paths: the answers to IAP, and with Private Google Access the addresses of Google's
  /// interfaces, where a route to the internet covers them (GCP-6.11).
  mutating func googleRoutes(_ key: TableKey, _ known: [Route]) -> [Route] {
    let ranges = ["199.36.153.4/30", "199.36.153.8/30"].compactMap { Prefix($0) }
    let isCovered = known.contains { route in
      guard case .gateway = route.target else { return false }
      return route.destinations.contains { range in range.contains(ranges[0]) }
    }
    guard isCovered else { return [] }
    let id = "private google access"
    let isNew = gateways[id] == nil
    let reason = assumption(
      about: id, "which interfaces of Google Private Google Access reaches",
      remedy: "none: the addresses of Google's interfaces are part of no export")
    if isNew {
      let world = topology.add(
        World(
          id: "gcp-google-apis", name: "Google APIs", kind: .partner,
          addresses: AddressSet(ranges)))
      topology.worlds[Topology.internet].addresses =
        topology.worlds[Topology.internet].addresses.subtracting(AddressSet(ranges))
      topology.worlds[Topology.internet].reserved =
        topology.worlds[Topology.internet].reserved.union(AddressSet(ranges))
      gateways[id] = topology.add(
        Gateway(
          id: id, name: "Private Google Access",
          kind: .opaque(
            OpaqueGateway(
              title: "Private Google Access", mayTranslate: false, assumption: reason,
              world: nil)), networks: []))
      tell(
        .note, "gcp.subnetwork.googleAccess", about: "",
        "Private Google Access lets machines without external addresses reach the interfaces of "
          + "Google (199.36.153.4/30, 199.36.153.8/30 and further public addresses).",
        effect: .assumedOpen)
      _ = world
    }
    guard let gateway = gateways[id] else { return [] }
    if let number = networks[key.network],
      !topology.gateways[gateway].networks.contains(number)
    {
      topology.gateways[gateway].networks.append(number)
    }
    return [
      Route(text: "Private Google Access", destinations: ranges, target: .gateway(gateway))
    ]
  }
}
