import PacketSets
import Topology

/// The answer's way back (docs/SEMANTICS.md, N-7).
extension Walker {
  /// The connections whose answer comes back to the sender of a packet that arrived.
  func answer(to packet: SymbolicPacket, from end: PathEnd, start: PathStart) -> [AnswerWay] {
    if let relay = packet.relays.last, relay.keepsSource {
      return answerStraight(to: packet, from: end, by: relay)
    }
    switch end {
    case .world(_, let address):
      if packet.wasOutOfSight { return recross(packet, from: address, start: start) }
      return packet.leftByTransit.map { comeBack(packet, from: address, by: $0, start: start) }
        ?? reenter(packet, from: address, start: start)
    case .endpoint(let target, let own, _):
      let leg = AnswerLeg(
        sender: target, source: own, destination: packet.source, holder: packet.homeHolder(start),
        view: PacketView(
          isAnswer: true, remappedPorts: packet.view.remappedPorts,
          portOffset: packet.view.portOffset),
        location: topology.endpoints[target].subnet)
      return carryBack(leg, of: packet, asked: end.address, start: start, isNearEnd: true)
    }
  }

  /// A way that an answer may take.
  struct AnswerWay {
    /// The connections whose answer comes back by it.
    var bounds: Bounds
    /// Whether something unknown may have changed the source of the answer on its way.
    var isForeign = false

    static let blocked = [AnswerWay(bounds: .nothing)]
    static let open = [AnswerWay(bounds: .everything)]
  }

  /// The ways that also pass `bounds`.
  func restricted(_ ways: [AnswerWay], to bounds: Bounds) -> [AnswerWay] {
    ways.map {
      AnswerWay(
        bounds: algebra.intersection(bounds, $0.bounds), isForeign: $0.isForeign)
    }
  }

  /// One leg of an answer: from an endpoint to the holder of the address that it goes to.
  struct AnswerLeg {
    /// Who sends it; nil for a translator, which passes it on under the address of another.
    var sender: ID<Endpoint>?
    var source: IPAddress
    var destination: IPAddress
    var holder: Holder
    var view: PacketView
    /// The subnet in which the answer is.
    var location: ID<Subnet>
    /// The ways into transit gateways that it has taken.
    var visited: [TransitStep] = []

    /// The answer as a transit gateway sees it.
    var inTransit: TransitPacket {
      TransitPacket(source: source, destination: destination, view: view, visited: visited)
    }
  }

  /// Who holds the address that an answer goes to.
  enum Holder: Equatable {
    case endpoint(ID<Endpoint>)
    case world(ID<World>)
  }

  /// The ways of an answer from its sender's subnet; each is taken or not, it is not known which.
  func carryBack(
    _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress, start: PathStart,
    isNearEnd: Bool
  ) -> [AnswerWay] {
    let from = leg.location
    if isNearEnd, let packet, packet.sourceIsUnknown {
      let leaving = graph.border(
        from, isEntering: false, peer: nil, leg.source.family, view: leg.view)
      if leaving.isNothing { return AnswerWay.blocked }
      return restricted(
        crossBack(leg, true, nil, of: packet, asked: asked, start: start), to: leaving)
    }
    let subnet = topology.subnets[from]
    let standsApart = treatsEndsAsApart && isNearEnd && isStart(leg.holder, start)
    if !standsApart, subnet.holds(leg.destination) {
      guard case .endpoint(let holder) = leg.holder, topology.endpoints[holder].subnet == from,
        owns(holder, leg.destination)
      else { return AnswerWay.blocked }
      return handOver(leg, of: packet, asked: asked, start: start)
    }
    let leaving = graph.border(
      from, isEntering: false, peer: leg.destination, leg.destination.family, view: leg.view)
    if leaving.isNothing { return AnswerWay.blocked }
    func go(_ target: RouteTarget) -> [AnswerWay] {
      restricted(
        followBack(target, leg, of: packet, asked: asked, start: start),
        to: leaving)
    }
    switch graph.routes.lookup(subnet.routeTable, leg.destination) {
    case .nothing: return AnswerWay.blocked
    case .unknown(let assumption):
      return restricted(
        crossBack(leg, true, assumption, of: packet, asked: asked, start: start), to: leaving)
    case .candidates(let candidates):
      if candidates.count == 1, let only = candidates.first { return go(only.target) }
      return candidates.flatMap { candidate in
        go(candidate.target).map { way in
          var way = way
          way.bounds.reasons = algebra.unionOfReasons(way.bounds.reasons, candidate.reason)
          return way
        }
      }
    }
  }

  private func followBack(
    _ target: RouteTarget, _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress,
    start: PathStart
  ) -> [AnswerWay] {
    let network = topology.subnets[leg.location].network
    switch target {
    case .drop, .attachment: return AnswerWay.blocked
    case .local:
      guard case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
        topology.network(of: holder) == network
      else { return AnswerWay.blocked }
      return enterBack(holder, leg, seen: leg.source, of: packet, asked: asked, start: start)
    case .endpoint(let middle):
      guard topology.endpoints[middle].forwards, let assumption = graph.middleboxes[middle] else {
        return AnswerWay.blocked
      }
      return crossBack(leg, true, assumption, of: packet, asked: asked, start: start)
    case .gateway(let id):
      let gateway = topology.gateways[id]
      guard gateway.networks.contains(network) else { return AnswerWay.blocked }
      switch gateway.kind {
      case .internet(let world):
        return leaveBack(world, leg, of: packet, asked: asked, start: start)
      case .egressOnly, .service, .sourceTranslation: return AnswerWay.blocked
      case .transit:
        if mustLeaveByInternet(leg, of: packet, asked: asked) { return AnswerWay.blocked }
        return goBack(
          leg, by: exits(of: id, from: leg.location, leg.inTransit), of: packet, asked: asked,
          start: start)
      case .peering(let peering):
        guard peering.isActive, let (near, far) = peering.sides(from: network),
          near.prefixes.contains(leg.source), far.prefixes.contains(leg.destination)
        else { return AnswerWay.blocked }
        if far.network == nil, case .world = leg.holder {
          if mustLeaveByInternet(leg, of: packet, asked: asked) { return AnswerWay.blocked }
          return crossBack(leg, false, far.unknown, of: packet, asked: asked, start: start)
        }
        guard case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
          topology.network(of: holder) == far.network
        else { return AnswerWay.blocked }
        return enterBack(holder, leg, seen: leg.source, of: packet, asked: asked, start: start)
      case .opaque(let opaque):
        if !opaque.mayTranslate, mustLeaveByInternet(leg, of: packet, asked: asked) {
          return AnswerWay.blocked
        }
        return crossBack(
          leg, opaque.mayTranslate, opaque.assumption, of: packet, asked: asked, start: start)
      }
    }
  }

  /// Whether the answer must get back the public address by which its connection came in.
  private func mustLeaveByInternet(
    _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress
  ) -> Bool {
    leg.source.family == .v4 && asked != leg.source && packet?.wasOutOfSight != true
  }

  /// Leaves by an internet gateway, which puts the public address back where it put it.
  private func leaveBack(
    _ world: ID<World>, _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress,
    start: PathStart
  ) -> [AnswerWay] {
    guard let sender = leg.sender, owns(sender, leg.source),
      topology.network(of: sender) == topology.subnets[leg.location].network
    else { return AnswerWay.blocked }
    switch leg.source {
    case .v4:
      guard leg.destination.isGlobal, packet?.wasOutOfSight != true,
        isKnownOutside(sender, own: leg.source, asked: asked)
      else { return AnswerWay.blocked }
    case .v6: guard leg.source.isGlobal else { return AnswerWay.blocked }
    }
    let seen = leg.source.family == .v4 ? asked : leg.source
    switch leg.holder {
    case .world(let wanted): return wanted == world ? AnswerWay.open : AnswerWay.blocked
    case .endpoint(let holder):
      let network = topology.network(of: holder)
      let known = topology.endpoints[holder].addresses.contains {
        switch leg.destination {
        case .v4: $0.publicAddress == leg.destination
        case .v6: $0.address == leg.destination && leg.destination.isGlobal
        }
      }
      guard known, isOpen(network, to: world) || packet?.leftByEgressOnly == network else {
        return AnswerWay.blocked
      }
      return enterBack(holder, leg, seen: seen, of: packet, asked: asked, start: start)
    }
  }

  /// Comes back from a world by the attachment of a transit gateway by which the packet left.
  private func comeBack(
    _ packet: SymbolicPacket, from address: IPAddress, by step: TransitStep, start: PathStart
  ) -> [AnswerWay] {
    guard let holder = packet.holder else { return AnswerWay.blocked }
    let leg = AnswerLeg(
      sender: holder, source: address, destination: packet.source, holder: .endpoint(holder),
      view: PacketView(isAnswer: true, remappedPorts: packet.view.remappedPorts),
      location: topology.endpoints[holder].subnet)
    return goBack(
      leg, by: exits(step, leg.inTransit, zone: nil), of: packet, asked: address, start: start)
  }

  /// Comes back from a world to the holder of the address that the first packet bore there.
  private func reenter(_ packet: SymbolicPacket, from address: IPAddress, start: PathStart)
    -> [AnswerWay]
  {
    guard let holder = packet.holder, !address.isPrivate else { return AnswerWay.blocked }
    let leg = AnswerLeg(
      sender: holder, source: address, destination: packet.source, holder: .endpoint(holder),
      view: PacketView(isAnswer: true, remappedPorts: packet.view.remappedPorts),
      location: topology.endpoints[holder].subnet)
    return enterBack(
      holder, leg, seen: address, of: packet, asked: address, start: start)
  }

  /// Enters the subnet of the holder through its border.
  func enterBack(
    _ holder: ID<Endpoint>, _ leg: AnswerLeg, seen: IPAddress, of packet: SymbolicPacket?,
    asked: IPAddress, start: PathStart
  ) -> [AnswerWay] {
    let entered = graph.border(
      topology.endpoints[holder].subnet, isEntering: true, peer: seen, leg.destination.family,
      view: leg.view)
    if entered.isNothing { return AnswerWay.blocked }
    return restricted(handOver(leg, of: packet, asked: asked, start: start), to: entered)
  }

  /// Ends at the sender of the first packet, or goes on from the translator that held its place.
  private func handOver(
    _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress, start: PathStart
  ) -> [AnswerWay] {
    guard goesOn(leg, of: packet), case .endpoint(let holder) = leg.holder else {
      let isStrange = leg.source != asked && packet?.wasOutOfSight == true
      guard isStrange, packet?.relays.isEmpty == true else { return home(packet) }
      return home(packet).map { AnswerWay(bounds: $0.bounds, isForeign: true) }
    }
    let next = AnswerLeg(
      sender: nil, source: asked, destination: start.address, holder: start.party,
      view: PacketView(isAnswer: true, remappedPorts: nil, portOffset: leg.view.portOffset),
      location: topology.endpoints[holder].subnet)
    return carryBack(
      next, of: packet?.settled, asked: asked, start: start, isNearEnd: false)
  }

  /// Whether the leg ends at a translator, from where the answer goes on to the sender.
  private func goesOn(_ leg: AnswerLeg, of packet: SymbolicPacket?) -> Bool {
    guard let packet, packet.translation != nil, let holder = packet.holder else { return false }
    return leg.holder == .endpoint(holder)
  }

  /// Comes back past something unknown to the holder of the address that the first packet bore.
  private func recross(_ packet: SymbolicPacket, from address: IPAddress, start: PathStart)
    -> [AnswerWay]
  {
    guard let holder = packet.holder else { return AnswerWay.blocked }
    let leg = AnswerLeg(
      sender: holder, source: address, destination: packet.source,
      holder: packet.homeHolder(start),
      view: PacketView(isAnswer: true, remappedPorts: packet.view.remappedPorts),
      location: topology.endpoints[holder].subnet)
    return crossBack(
      leg, packet.sourceIsUnknown, nil, of: packet, asked: address, start: start)
  }

  /// Crosses something unknown, which may bring the answer back and certainly does not.
  func crossBack(
    _ leg: AnswerLeg, _ mayTranslate: Bool, _ assumption: ID<Assumption>?,
    of packet: SymbolicPacket?, asked: IPAddress, start: PathStart
  ) -> [AnswerWay] {
    var bounds = algebra.doubted(.everything, because: assumption)
    guard case .endpoint(let holder) = leg.holder else { return [AnswerWay(bounds: bounds)] }
    bounds = algebra.intersection(
      bounds,
      graph.border(
        topology.endpoints[holder].subnet, isEntering: true,
        peer: mayTranslate ? nil : leg.source, leg.destination.family, view: leg.view))
    let ways = restricted(handOver(leg, of: packet, asked: asked, start: start), to: bounds)
    guard mayTranslate, !goesOn(leg, of: packet), packet?.relays.isEmpty ?? true else {
      return ways
    }
    return ways.map { AnswerWay(bounds: $0.bounds, isForeign: true) }
  }

  func owns(_ endpoint: ID<Endpoint>, _ address: IPAddress) -> Bool {
    topology.endpoints[endpoint].addresses.contains { $0.address == address }
  }

  private func isStart(_ holder: Holder, _ start: PathStart) -> Bool {
    if case .endpoint(let endpoint) = holder, case .endpoint(endpoint, _) = start {
      true
    } else {
      false
    }
  }
}
