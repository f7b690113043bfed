import PacketSets
import Topology

/// What gateways do with a first packet (docs/SEMANTICS.md, N-4 step 5).
extension Walker {
  /// Leaves a network to a world, and perhaps comes in again at the public address of the end.
  func leave(
    by world: ID<World>, isEgressOnly: Bool, _ packet: SymbolicPacket, _ network: ID<Network>,
    to end: PathEnd, start: PathStart
  ) -> [Path] {
    var packet = packet
    if let translation = packet.translation, !translation.reachesInternet { return Self.blocked }
    guard let holder = packet.holder, topology.network(of: holder) == network,
      let known = topology.endpoints[holder].addresses.first(where: {
        $0.address == packet.source
      })
    else { return Self.blocked }
    switch packet.source {
    case .v4:
      guard !isEgressOnly, packet.destination.isGlobal, let outside = known.publicAddress else {
        return Self.blocked
      }
      packet.source = outside
    case .v6:
      guard packet.source.isGlobal else { return Self.blocked }
      if isEgressOnly { packet.leftByEgressOnly = network }
    }
    packet.dropGroups()
    switch end {
    case .world(let wanted, _):
      return wanted == world ? arrive(packet, at: end, start: start) : Self.blocked
    case .endpoint(let target, let own, let asked):
      let entered = topology.network(of: target)
      if isOpen(entered, to: world), isKnownOutside(target, own: own, asked: asked) {
        return arriveThroughBorder(packet, at: end, target, start: start)
      }
      let ways = asked == own ? enter(entered, from: world, packet, to: end, start: start) : []
      return ways.isEmpty ? Self.blocked : ways
    }
  }

  /// Leaves a network for services of a world under the address that it has.
  func ask(
    _ service: ServiceGateway, _ packet: SymbolicPacket, _ network: ID<Network>, to end: PathEnd,
    start: PathStart
  ) -> [Path] {
    guard case .world(service.world, let address) = end, address.isGlobal,
      let holder = packet.holder, topology.network(of: holder) == network,
      owns(holder, packet.source)
    else { return Self.blocked }
    var packet = packet
    packet.dropGroups()
    packet.bounds = carried(service.traffic, of: packet)
    packet.leftByService = true
    return arrive(packet, at: end, start: start)
  }

  /// Comes into a network from a world by an entry that is no internet gateway.
  private func enter(
    _ network: ID<Network>, from world: ID<World>, _ packet: SymbolicPacket, to end: PathEnd,
    start: PathStart
  ) -> [Path] {
    var ways: [Path] = []
    for entry in graph.transitEntries[network.index] where entry.world == world {
      ways += goOn(
        packet, by: exits(entry.step, packet.inTransit, zone: nil), to: end, start: start)
    }
    for entry in graph.unknownEntries[network.index]
    where entry.world == world && entry.sources.contains(packet.source)
      && entry.destinations.contains(packet.destination)
    {
      ways += cross(
        packet, to: end, start: start, mayTranslate: entry.mayTranslate,
        because: entry.assumption)
    }
    return ways
  }

  /// What a gateway that carries some traffic takes of a packet, as it looks there.
  private func carried(_ traffic: TrafficSet, of packet: SymbolicPacket) -> Bounds {
    algebra.intersection(
      packet.bounds,
      algebra.pull(.exactly(algebra.traffic.intern(traffic)), through: packet.view))
  }

  /// Goes through a source translation: one way for each of its interfaces.
  func translate(
    _ translation: SourceTranslation, _ packet: SymbolicPacket, to end: PathEnd, start: PathStart
  ) -> [Path] {
    guard packet.translation == nil else { return Self.blocked }
    let carried = carried(translation.traffic, of: packet)
    if carried.isNothing { return Self.blocked }
    var ways: [Path] = []
    for endpoint in translation.endpoints {
      let interface = topology.endpoints[endpoint]
      if interface.addresses.isEmpty, let assumption = graph.noAddress {
        var next = packet
        next.bounds = carried
        ways += cross(next, to: end, start: start, mayTranslate: true, because: assumption)
        continue
      }
      guard
        let address = interface.addresses.first(where: {
          $0.address.family == packet.source.family
        })?.address
      else {
        ways += Self.blocked
        continue
      }
      var next = packet
      next.bounds = carried
      if !translation.isRouter, interface.subnet != packet.location {
        next.bounds = algebra.intersection(
          carried,
          graph.border(
            interface.subnet, isEntering: true, peer: packet.source, packet.source.family,
            view: packet.view))
      }
      next.holder = endpoint
      next.location = interface.subnet
      next.source = address
      next.dropGroups()
      next.translation = translation
      next.view.remappedPorts = translation.ports
      if let binding = translation.binding {
        next.bounds = algebra.intersection(
          next.bounds,
          graph.guards.bounds(
            graph.outgoing[binding.index], peer: graph.receiver(at: end),
            remappedPorts: packet.view.remappedPorts, portOffset: packet.view.portOffset))
      }
      ways +=
        next.bounds.isNothing
        ? Self.blocked : depart(next, to: end, isFirstLeg: false, start: start)
    }
    return ways.isEmpty ? Self.blocked : ways
  }

  /// Goes over a peering.
  func peer(
    _ peering: Peering, _ packet: SymbolicPacket, _ network: ID<Network>, to end: PathEnd,
    start: PathStart
  ) -> [Path] {
    guard peering.isActive, let (near, far) = peering.sides(from: network),
      near.prefixes.contains(packet.source), far.prefixes.contains(packet.destination)
    else { return Self.blocked }
    var packet = packet
    if !peering.keepsIdentity { packet.dropGroups() }
    if let network = far.network { return enter(network, packet, to: end, start: start) }
    guard case .world = end else { return Self.blocked }
    return cross(packet, to: end, start: start, mayTranslate: false, because: far.unknown)
  }

  /// Passes an endpoint to which a route points.
  func pass(
    _ middle: ID<Endpoint>, _ packet: SymbolicPacket, to end: PathEnd, start: PathStart
  ) -> [Path] {
    guard topology.endpoints[middle].forwards, let assumption = graph.middleboxes[middle] else {
      return Self.blocked
    }
    return cross(packet, to: end, start: start, mayTranslate: true, because: assumption)
  }

  /// Crosses something unknown, which may deliver the packet to the end and certainly does not.
  func cross(
    _ packet: SymbolicPacket, to end: PathEnd, start: PathStart, mayTranslate: Bool,
    because assumption: ID<Assumption>?
  ) -> [Path] {
    var packet = packet
    packet.bounds = algebra.doubted(packet.bounds, because: assumption)
    packet.wasOutOfSight = true
    packet.sourceIsUnknown = packet.sourceIsUnknown || mayTranslate
    guard case .endpoint(let target, _, _) = end else {
      return arrive(packet, at: end, start: start)
    }
    return arriveThroughBorder(packet, at: end, target, start: start)
  }
}

extension Peering {
  /// The side of a network and the other side.
  func sides(from network: ID<Network>) -> (near: PeeringSide, far: PeeringSide)? {
    guard sides.count == 2 else { return nil }
    if sides[0].network == network { return (sides[0], sides[1]) }
    if sides[1].network == network { return (sides[1], sides[0]) }
    return nil
  }
}
