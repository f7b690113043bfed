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

  /// The ways from a start to an end; when there are several, it is not known which is taken.
  ///
  /// - Complexity: O(*g*) in the number of gateways on the way.
  func paths(from start: PathStart, to end: PathEnd) -> [Path] {
    let family = end.address.family
    let opening = Bounds.exactly(algebra.opening(family))
    switch start {
    case .endpoint(let endpoint, let address):
      guard address.family == family else { return [] }
      let packet = SymbolicPacket(
        holder: endpoint, source: address, destination: end.address, bounds: opening)
      return depart(packet, to: end, isFirstLeg: true, start: start)
    case .world(let world, let address):
      guard address.family == family else { return [] }
      return arriveFromWorld(world, address, bounds: opening, end: end, start: start)
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
    let from = topology.endpoints[packet.holder].subnet
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
        return follow(only.target, packet, subnet.network, to: end, start: start)
      }
      return candidates.flatMap { candidate in
        follow(candidate.target, packet, subnet.network, to: end, start: start).map {
          $0.recording(candidate.reason, algebra)
        }
      }
    }
  }

  func follow(
    _ target: RouteTarget, _ packet: SymbolicPacket, _ network: ID<Network>, to end: PathEnd,
    start: PathStart
  ) -> [Path] {
    switch target {
    case .drop: return Self.blocked
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
      case .sourceTranslation(let translation):
        return translate(translation, packet, to: end, start: start)
      case .peering(let peering):
        return peer(peering, packet, network, to: end, start: start)
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
    if packet.bounds.isNothing { return Self.blocked }
    let back = answer(to: packet, from: end, start: start)
    return [
      Path(
        bounds: algebra.intersection(packet.bounds, back),
        source: packet.sourceIsUnknown ? nil : packet.source,
        keepsGroups: packet.keepsGroups, remappedPorts: packet.view.remappedPorts)
    ]
  }

  /// Lets a packet from a world in: by an internet gateway of the network of the end, or by
  /// something of which it is not known whether it does.
  func arriveFromWorld(
    _ world: ID<World>, _ source: IPAddress, bounds: Bounds, end: PathEnd, start: PathStart
  ) -> [Path] {
    guard case .endpoint(let target, let own, let asked) = end else { return Self.blocked }
    let network = topology.network(of: target)
    var ways: [Path] = []
    let isReachable = asked.family == .v4 ? asked != own : (asked == own && asked.isGlobal)
    if isReachable, isOpen(network, to: world), !source.isPrivate {
      ways.append(comeIn(world, source, bounds: bounds, end: end, target, mayTranslate: false))
    }
    for entry in ways.isEmpty ? graph.unknownEntries[network.index] : []
    where entry.world == world && asked == own && entry.sources.contains(source)
      && entry.destinations.contains(own)
    {
      ways.append(
        comeIn(
          world, source, bounds: algebra.doubted(bounds, because: entry.assumption), end: end,
          target, mayTranslate: entry.mayTranslate))
    }
    return ways.isEmpty ? Self.blocked : ways
  }

  private func comeIn(
    _ world: ID<World>, _ source: IPAddress, bounds: Bounds, end: PathEnd,
    _ target: ID<Endpoint>, mayTranslate: Bool
  ) -> Path {
    let seen = mayTranslate ? nil : source
    let entered = algebra.intersection(
      bounds,
      graph.border(
        topology.endpoints[target].subnet, isEntering: true, peer: seen, source.family,
        view: .plain))
    var path = Path(bounds: .nothing, source: seen, keepsGroups: false, remappedPorts: nil)
    if !entered.isNothing {
      path.bounds = algebra.intersection(
        entered, answerToWorld(world, source, from: end, mayTranslate: mayTranslate))
    }
    return path
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
