import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds a peering of two networks, once for both sides (GCP-6.12).
  ///
  /// It carries packets between subnets of the two and nothing further; the tags and accounts of
  /// senders mean nothing on the other side (GCP-2.6).
  mutating func add(_ peering: Exported.Peering, of network: Exported.Network) {
    let pair = [network.id, peering.network].sorted()
    let id = "peering \(pair.joined(separator: " and "))"
    guard gateways[id] == nil, let mine = networks[network.id] else { return }
    let other = inventory.networks[peering.network]
    let back = other?.peerings.first { $0.network == network.id }
    let isActive = peering.isActive && (other == nil || back?.isActive == true)
    let carries6 = peering.carriesIPv6 && back?.carriesIPv6 ?? true
    var own = ranges(
      of: network.id, withPublic: peering.exportsPublicSubnets && back?.importsPublicSubnets ?? true
    )
    var sides: [PeeringSide] = []
    var far: AddressSet
    if other != nil {
      far = ranges(
        of: peering.network,
        withPublic: back?.exportsPublicSubnets ?? false && peering.importsPublicSubnets)
    } else {
      far = AddressSet(listedRanges(of: peering, network.id))
      if far.isEmpty { far = .all }
    }
    if !carries6 {
      own = own.restricted(toFamily: .v4)
      far = far.restricted(toFamily: .v4)
    }
    sides.append(PeeringSide(network: mine, id: network.id, prefixes: own))
    if let number = other.flatMap({ networks[$0.id] }) ?? serviceNetwork(peering, far) {
      sides.append(PeeringSide(network: number, id: peering.network, prefixes: far))
    } else {
      sides.append(missingSide(peering, network, far))
    }
    gateways[id] = topology.add(
      Gateway(
        id: id, name: peering.name,
        kind: .peering(Peering(sides: sides, keepsIdentity: false, isActive: isActive)),
        networks: sides.compactMap(\.network), location: peering.mark.location))
  }

  /// The ranges that a network exports: those of its subnets, with those of public addresses where
  /// both sides agree.
  private func ranges(of network: String, withPublic: Bool) -> AddressSet {
    let all = AddressSet((subnetsOfNetwork[network] ?? []).flatMap(\.ranges))
    guard !withPublic else { return all }
    return AddressSet(v4: all.subtracting(.global).v4, v6: all.v6)
  }

  /// The ranges of the other side that the list of routes tells.
  private func listedRanges(of peering: Exported.Peering, _ network: String) -> [Prefix] {
    inventory.routes.sorted.filter { $0.network == network && $0.hop == .peering(peering.name) }
      .map(\.destination)
  }

  /// A side that belongs to a project without export.
  private mutating func missingSide(
    _ peering: Exported.Peering, _ network: Exported.Network, _ reach: AddressSet
  ) -> PeeringSide {
    let project = ResourceName.segment(after: "projects", in: peering.network) ?? "another project"
    let name = ResourceName.last(peering.network)
    var unknown: ID<Assumption>?
    var world: ID<World>?
    if peering.isActive {
      tell(
        .warning, "gcp.peering.missingSide", about: "\(network.id) \(peering.name)",
        "The peering \(peering.name) leads to \(name) of \(project), which is not exported: what lies "
          + "beyond it is unknown.", at: peering.mark.location, effect: .assumedOpen,
        advice: "Export that project as well.")
      unknown = assumption(
        about: "peering \(peering.network)", "what lies in \(name) of \(project)",
        remedy: "the exports of \(project)", at: peering.mark.location)
      world = topology.add(
        World(
          id: "beyond \(peering.network)", name: "\(name) of \(project)", kind: .partner,
          addresses: reach, location: peering.mark.location))
    }
    return PeeringSide(
      network: nil, id: peering.network, prefixes: reach, unknown: unknown, world: world)
  }

  /// The routes that the peerings of a network bring in: the subnets of the other sides, and what
  /// they export beside them.
  mutating func peeringRoutes(_ network: String, _ mine: [Exported.Route]) -> [Route] {
    guard let record = inventory.networks[network] else { return [] }
    var result: [Route] = []
    for peering in record.peerings {
      let pair = [network, peering.network].sorted()
      guard let number = gateways["peering \(pair.joined(separator: " and "))"],
        case .peering(let link) = topology.gateways[number].kind, link.isActive,
        let far = link.sides.first(where: { $0.id == peering.network })
      else { continue }
      let listed = Set(listedRanges(of: peering, network))
      let isKnown = inventory.networks[peering.network] != nil || !listed.isEmpty
      let subnets = isKnown ? far.prefixes.prefixes : []
      for range in subnets {
        result.append(
          Route(
            text: "peering \(peering.name) \(range)", destinations: [range],
            target: .gateway(number), location: peering.mark.location))
      }
      if !isKnown {
        // Private services of which no route is listed may have any private range.
        let reason =
          far.unknown
          ?? assumption(
            about: "ranges \(peering.network)",
            "the ranges that the peering \(peering.name) brings in",
            remedy: RecordKind.route.command, at: peering.mark.location)
        result.append(
          Route(
            text: "peering \(peering.name)", destinations: [],
            possible: PossiblePeers(AddressSet.global.complement, because: reason),
            target: .gateway(number), location: peering.mark.location))
      }
      guard let other = inventory.networks[peering.network] else { continue }
      result += customRoutes(of: other, peering, network, listed)
    }
    return result
  }

  /// Static and learned routes of the other side, where it exports and this side imports them;
  /// routes with tags and those to the internet are never exchanged.
  private mutating func customRoutes(
    of other: Exported.Network, _ peering: Exported.Peering, _ network: String,
    _ listed: Set<Prefix>
  ) -> [Route] {
    guard peering.importsCustomRoutes,
      other.peerings.contains(where: { $0.network == network && $0.exportsCustomRoutes })
    else { return [] }
    var destinations: [(Prefix, Int)] = []
    for route in inventory.routes.sorted where route.network == other.id && route.tags.isEmpty {
      switch route.hop {
      case .internet, .network, .peering: continue
      case .instance, .address, .balancer, .tunnel, .attachment, .hub, .other:
        destinations.append((route.destination, route.priority))
      }
    }
    let gateway = opaque(
      "custom routes of \(other.id)", "routes that \(other.shortName) exports", network,
      mayTranslate: true, "none: what lies behind routes of a peering is not modelled",
      at: peering.mark.location)
    var result = destinations.map { destination, priority in
      Route(
        text: "peering \(peering.name) \(destination)", destinations: [destination],
        rank: priority, target: .gateway(gateway), location: peering.mark.location)
    }
    let learns = inventory.routers.sorted.contains { $0.network == other.id && $0.learnsRoutes }
    if learns {
      let reason = assumption(
        about: "learned \(other.id)", "the routes that \(other.shortName) learns from outside",
        remedy: RecordKind.routerStatus.command, at: other.location)
      result.append(
        Route(
          text: "routes that \(other.shortName) learns", destinations: [],
          possible: PossiblePeers(.all, because: reason), rank: Int.max,
          target: .gateway(gateway), location: peering.mark.location))
    }
    return result
  }
}
