import PacketSets
import Topology

/// Walks the first packet of a connection, and its answer, between two concrete addresses, carrying
/// the set of all its possible ports.
///
/// Written from docs/SEMANTICS.md, N-4 to N-7. The filters of the two ends are left to the caller.
struct Walker {
  let graph: CompiledGraph
  /// Whether the two ends are taken to stand in different subnets, whatever subnets the given
  /// endpoints stand in; set when they stand for all endpoints alike.
  var treatsEndsAsApart = false

  var topology: Topology { graph.topology }
  var algebra: Algebra { graph.algebra }

  /// The ways from a start to an end, by the entries that the start may choose from; of the ways of
  /// one entry it is not known which is taken.
  ///
  /// - Complexity: O(*g*) in the number of gateways on the way.
  func choices(from start: PathStart, to end: PathEnd, by onward: [RelayStep] = []) -> [[Path]] {
    switch start {
    case .endpoint: [paths(from: start, to: end, by: onward)]
    case .world(let world, let address): entrances(from: world, address, to: end, by: onward)
    }
  }

  /// The ways from an endpoint to an end; when there are several, it is not known which is taken.
  func paths(from start: PathStart, to end: PathEnd, by onward: [RelayStep] = []) -> [Path] {
    let family = end.address.family
    let opening = Bounds.exactly(algebra.opening(family))
    switch start {
    case .endpoint(let endpoint, let address):
      guard address.family == family else { return [] }
      let packet = SymbolicPacket(
        holder: endpoint, location: topology.endpoints[endpoint].subnet, source: address,
        destination: end.address, bounds: opening, onward: onward)
      return depart(packet, to: end, isFirstLeg: true, start: start)
    case .world(let world, let address):
      return entrances(from: world, address, to: end, by: onward).flatMap { $0 }
    }
  }

  /// What one of several ways carries when it is not known which is taken.
  func united(_ paths: [Path]) -> Bounds { algebra.alternatives(paths.map(\.bounds)) }

  static let blocked: [Path] = [
    Path(bounds: .nothing, source: nil, keepsGroups: false, remappedPorts: nil)
  ]

  // MARK: Leaving a subnet

  func depart(_ packet: SymbolicPacket, to end: PathEnd, isFirstLeg: Bool, start: PathStart)
    -> [Path]
  {
    guard let from = packet.location else { return Self.blocked }
    let subnet = topology.subnets[from]
    if !(isFirstLeg && treatsEndsAsApart), subnet.holds(packet.destination) {
      guard case .endpoint(let target, let own, let asked) = end, asked == own,
        topology.endpoints[target].subnet == from
      else { return Self.blocked }
      return arrive(packet, at: end, start: start)
    }
    var packet = packet
    packet.bounds = algebra.intersection(
      packet.bounds,
      graph.border(
        from, isEntering: false, peer: packet.destination, packet.destination.family,
        view: packet.view))
    if packet.bounds.isNothing { return Self.blocked }
    switch graph.routes.lookup(subnet.routeTable, packet.destination) {
    case .nothing: return Self.blocked
    case .unknown(let assumption):
      return cross(packet, to: end, start: start, mayTranslate: true, because: assumption)
    case .candidates(let candidates):
      if candidates.count == 1, let only = candidates.first {
        return follow(only.target, packet, from, to: end, start: start)
      }
      return candidates.flatMap { candidate in
        follow(candidate.target, packet, from, to: end, start: start).map {
          $0.recording(candidate.reason, algebra)
        }
      }
    }
  }

  func follow(
    _ target: RouteTarget, _ packet: SymbolicPacket, _ from: ID<Subnet>, to end: PathEnd,
    start: PathStart
  ) -> [Path] {
    let network = topology.subnets[from].network
    switch target {
    case .drop, .attachment: return Self.blocked
    case .local:
      return enter(network, packet, to: end, start: start)
    case .endpoint(let middle):
      return pass(middle, packet, to: end, start: start)
    case .gateway(let id):
      let gateway = topology.gateways[id]
      guard gateway.networks.contains(network) else { return Self.blocked }
      switch gateway.kind {
      case .internet(let world):
        return leave(by: world, isEgressOnly: false, packet, network, to: end, start: start)
      case .egressOnly(let world):
        return leave(by: world, isEgressOnly: true, packet, network, to: end, start: start)
      case .service(let service):
        return ask(service, packet, network, to: end, start: start)
      case .sourceTranslation(let translation):
        return translate(translation, packet, to: end, start: start)
      case .peering(let peering):
        return peer(peering, packet, network, to: end, start: start)
      case .transit:
        return goOn(
          packet, by: exits(of: id, from: from, packet.inTransit), to: end, start: start)
      case .opaque(let opaque):
        return cross(
          packet, to: end, start: start, mayTranslate: opaque.mayTranslate,
          because: opaque.assumption)
      }
    }
  }

  // MARK: Arriving

  /// Delivers inside a network, through the border of the subnet of the end.
  func enter(_ network: ID<Network>, _ packet: SymbolicPacket, to end: PathEnd, start: PathStart)
    -> [Path]
  {
    guard case .endpoint(let target, let own, let asked) = end, asked == own,
      topology.network(of: target) == network
    else { return Self.blocked }
    return arriveThroughBorder(packet, at: end, target, start: start)
  }

  func arriveThroughBorder(
    _ packet: SymbolicPacket, at end: PathEnd, _ target: ID<Endpoint>, start: PathStart
  ) -> [Path] {
    var packet = packet
    packet.bounds = algebra.intersection(
      packet.bounds,
      graph.border(
        topology.endpoints[target].subnet, isEntering: true,
        peer: packet.sourceIsUnknown ? nil : packet.source, packet.destination.family,
        view: packet.view))
    return arrive(packet, at: end, start: start)
  }

  func arrive(_ packet: SymbolicPacket, at end: PathEnd, start: PathStart) -> [Path] {
    if packet.bounds.isNothing || bouncesBack(packet, at: end) { return Self.blocked }
    if let step = packet.onward.first { return relay(packet, by: step, at: end, start: start) }
    let back = answer(to: packet, from: end, start: start)
    return [false, true].compactMap { isForeign in
      let ways = back.filter { $0.isForeign == isForeign }
      if ways.isEmpty { return nil }
      return Path(
        bounds: algebra.intersection(packet.bounds, algebra.alternatives(ways.map(\.bounds))),
        source: packet.sourceIsUnknown ? nil : packet.source,
        keepsGroups: packet.keepsGroups, remappedPorts: packet.view.remappedPorts,
        portOffset: packet.view.portOffset, addedGroups: packet.addedGroups,
        answerIsForeign: isForeign, endsAtServices: packet.leftByService)
    }
  }

  /// The entries for packets of a world: an internet gateway of the network of the end, a transit
  /// gateway, or something of which it is not known whether it lets them in.
  ///
  /// - Returns: The ways of each entry.
  private func entrances(
    from world: ID<World>, _ source: IPAddress, to end: PathEnd, by onward: [RelayStep]
  ) -> [[Path]] {
    guard case .endpoint(let target, let own, let asked) = end,
      source.family == asked.family
    else { return [] }
    let packet = SymbolicPacket(
      holder: nil, location: nil, source: source, destination: asked,
      bounds: .exactly(algebra.opening(asked.family)), keepsGroups: false, onward: onward)
    let network = topology.network(of: target)
    var entries: [[Path]] = []
    if isKnownOutside(target, own: own, asked: asked), isOpen(network, to: world), !source.isPrivate
    {
      entries.append(comeIn(packet, from: world, end: end, target, mayTranslate: false))
    }
    guard asked == own else { return entries }
    for entry in graph.transitEntries[network.index] where entry.world == world {
      entries.append(
        goOn(
          packet, by: exits(entry.step, packet.inTransit, zone: nil), to: end,
          start: .world(world, source)))
    }
    for entry in graph.unknownEntries[network.index]
    where entry.world == world && entry.sources.contains(source)
      && entry.destinations.contains(own)
    {
      var doubted = packet
      doubted.bounds = algebra.doubted(packet.bounds, because: entry.assumption)
      entries.append(
        comeIn(doubted, from: world, end: end, target, mayTranslate: entry.mayTranslate))
    }
    return entries
  }

  /// Brings a packet of a world into the subnet of the end.
  private func comeIn(
    _ packet: SymbolicPacket, from world: ID<World>, end: PathEnd, _ target: ID<Endpoint>,
    mayTranslate: Bool
  ) -> [Path] {
    var packet = packet
    packet.sourceIsUnknown = mayTranslate
    return arriveThroughBorder(packet, at: end, target, start: .world(world, packet.source))
  }

  /// Whether an endpoint can be asked for from a world: by a public address that stands for its own,
  /// which may be that address itself, or by a global IPv6 address.
  func isKnownOutside(_ endpoint: ID<Endpoint>, own: IPAddress, asked: IPAddress) -> Bool {
    if asked.family == .v6 { return asked == own && asked.isGlobal }
    if asked != own { return true }
    return topology.endpoints[endpoint].addresses.contains {
      $0.address == own && $0.publicAddress == own
    }
  }

  /// Whether a network has an internet gateway to the world.
  func isOpen(_ network: ID<Network>, to world: ID<World>) -> Bool {
    graph.internetGateways[network.index].contains { id in
      if case .internet(world) = topology.gateways[id].kind { true } else { false }
    }
  }
}

extension Subnet {
  /// Whether the address lies in one of the subnet's prefixes.
  func holds(_ address: IPAddress) -> Bool { prefixes.contains { $0.contains(address) } }
}

extension Path {
  /// The path with one more thing missing to know whether it is taken.
  func recording(_ reason: ReasonID, _ algebra: Algebra) -> Path {
    var path = self
    path.bounds.reasons = algebra.unionOfReasons(path.bounds.reasons, reason)
    return path
  }
}
