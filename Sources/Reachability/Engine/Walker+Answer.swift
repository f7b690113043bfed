import PacketSets
import Topology

/// The answer's way back (docs/SEMANTICS.md, N-7).
extension Walker {
  /// The connections whose answer comes back to the sender of a packet that arrived.
  func answer(to packet: SymbolicPacket, from end: PathEnd, start: PathStart) -> Bounds {
    switch end {
    case .world(_, let address):
      return packet.wasOutOfSight
        ? recross(packet, from: address, start: start)
        : reenter(packet, from: address, start: start)
    case .endpoint(let target, let own, _):
      let leg = AnswerLeg(
        sender: target, source: own, destination: packet.source, holder: packet.homeHolder(start),
        view: PacketView(isAnswer: true, remappedPorts: packet.view.remappedPorts))
      let back = carryBack(leg, of: packet, asked: end.address, start: start, isNearEnd: true)
      return algebra.alternatives(back)
    }
  }

  /// The connections from a world whose answer comes back there.
  func answerToWorld(
    _ world: ID<World>, _ address: IPAddress, from end: PathEnd, mayTranslate: Bool
  ) -> Bounds {
    guard case .endpoint(let target, let own, let asked) = end else { return .nothing }
    if mayTranslate {
      return graph.border(
        topology.endpoints[target].subnet, isEntering: false, peer: nil, address.family,
        view: PacketView(isAnswer: true, remappedPorts: nil))
    }
    let leg = AnswerLeg(
      sender: target, source: own, destination: address, holder: .world(world),
      view: PacketView(isAnswer: true, remappedPorts: nil))
    let back = carryBack(
      leg, of: nil, asked: asked, start: .world(world, address), isNearEnd: true)
    return algebra.alternatives(back)
  }

  /// One leg of an answer: from an endpoint to the holder of the address that it goes to.
  struct AnswerLeg {
    var sender: ID<Endpoint>
    var source: IPAddress
    var destination: IPAddress
    var holder: Holder
    var view: PacketView
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
  ) -> [Bounds] {
    let from = topology.endpoints[leg.sender].subnet
    if isNearEnd, let packet, packet.sourceIsUnknown {
      let leaving = graph.border(
        from, isEntering: false, peer: nil, leg.source.family, view: leg.view)
      if leaving.isNothing { return [.nothing] }
      return [
        algebra.intersection(
          leaving, crossBack(leg, true, nil, of: packet, asked: asked, start: start))
      ]
    }
    let subnet = topology.subnets[from]
    let standsApart = treatsEndsAsApart && isNearEnd && isStart(leg.holder, start)
    if !standsApart, subnet.holds(leg.destination) {
      guard case .endpoint(let holder) = leg.holder, topology.endpoints[holder].subnet == from,
        owns(holder, leg.destination)
      else { return [.nothing] }
      return [handOver(leg, of: packet, asked: asked, start: start)]
    }
    let leaving = graph.border(
      from, isEntering: false, peer: leg.destination, leg.destination.family, view: leg.view)
    if leaving.isNothing { return [.nothing] }
    func go(_ target: RouteTarget) -> Bounds {
      algebra.intersection(
        leaving,
        followBack(target, leg, subnet.network, of: packet, asked: asked, start: start))
    }
    switch graph.routes.lookup(subnet.routeTable, leg.destination) {
    case .nothing: return [.nothing]
    case .unknown(let assumption):
      return [
        algebra.intersection(
          leaving, crossBack(leg, true, assumption, of: packet, asked: asked, start: start))
      ]
    case .candidates(let candidates):
      if candidates.count == 1, let only = candidates.first { return [go(only.target)] }
      return candidates.map { candidate in
        var bounds = go(candidate.target)
        bounds.reasons = algebra.unionOfReasons(bounds.reasons, candidate.reason)
        return bounds
      }
    }
  }

  private func followBack(
    _ target: RouteTarget, _ leg: AnswerLeg, _ network: ID<Network>, of packet: SymbolicPacket?,
    asked: IPAddress, start: PathStart
  ) -> Bounds {
    switch target {
    case .drop: return .nothing
    case .local:
      guard case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
        topology.network(of: holder) == network
      else { return .nothing }
      return enterBack(holder, leg, seen: leg.source, of: packet, asked: asked, start: start)
    case .endpoint(let middle):
      guard topology.endpoints[middle].forwards, let assumption = graph.middleboxes[middle] else {
        return .nothing
      }
      return crossBack(leg, true, assumption, of: packet, asked: asked, start: start)
    case .gateway(let id):
      let gateway = topology.gateways[id]
      guard gateway.networks.contains(network) else { return .nothing }
      switch gateway.kind {
      case .internet(let world):
        return leaveBack(world, leg, of: packet, asked: asked, start: start)
      case .egressOnly, .sourceTranslation: return .nothing
      case .peering(let peering):
        guard peering.isActive, let (near, far) = peering.sides(from: network),
          near.prefixes.contains(leg.source), far.prefixes.contains(leg.destination)
        else { return .nothing }
        if far.network == nil, case .world = leg.holder {
          return crossBack(leg, false, far.unknown, of: packet, asked: asked, start: start)
        }
        guard case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
          topology.network(of: holder) == far.network
        else { return .nothing }
        return enterBack(holder, leg, seen: leg.source, of: packet, asked: asked, start: start)
      case .opaque(let opaque):
        let bearsPublic =
          leg.source.family == .v4 && asked != leg.source && packet?.wasOutOfSight != true
        if bearsPublic && !opaque.mayTranslate { return .nothing }
        return crossBack(
          leg, opaque.mayTranslate, opaque.assumption, of: packet, asked: asked, start: start)
      }
    }
  }

  /// Leaves by an internet gateway, which puts the public address back where it put it.
  private func leaveBack(
    _ world: ID<World>, _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress,
    start: PathStart
  ) -> Bounds {
    switch leg.source {
    case .v4:
      guard leg.destination.isGlobal, asked != leg.source, packet?.wasOutOfSight != true else {
        return .nothing
      }
    case .v6: guard leg.source.isGlobal else { return .nothing }
    }
    let seen = leg.source.family == .v4 ? asked : leg.source
    switch leg.holder {
    case .world(let wanted): return wanted == world ? .everything : .nothing
    case .endpoint(let holder):
      let network = topology.network(of: holder)
      let known = topology.endpoints[holder].addresses.contains {
        switch leg.destination {
        case .v4: $0.publicAddress == leg.destination
        case .v6: $0.address == leg.destination && leg.destination.isGlobal
        }
      }
      guard known, isOpen(network, to: world) || packet?.leftByEgressOnly == network else {
        return .nothing
      }
      return enterBack(holder, leg, seen: seen, of: packet, asked: asked, start: start)
    }
  }

  /// Comes back from a world to the holder of the address that the first packet bore there.
  private func reenter(_ packet: SymbolicPacket, from address: IPAddress, start: PathStart)
    -> Bounds
  {
    if address.isPrivate { return .nothing }
    let leg = AnswerLeg(
      sender: packet.holder, source: address, destination: packet.source,
      holder: .endpoint(packet.holder),
      view: PacketView(isAnswer: true, remappedPorts: packet.view.remappedPorts))
    return enterBack(
      packet.holder, leg, seen: address, of: packet, asked: address, start: start)
  }

  /// Enters the subnet of the holder through its border.
  private func enterBack(
    _ holder: ID<Endpoint>, _ leg: AnswerLeg, seen: IPAddress, of packet: SymbolicPacket?,
    asked: IPAddress, start: PathStart
  ) -> Bounds {
    let entered = graph.border(
      topology.endpoints[holder].subnet, isEntering: true, peer: seen, leg.destination.family,
      view: leg.view)
    if entered.isNothing { return .nothing }
    return algebra.intersection(
      entered, handOver(leg, of: packet, asked: asked, start: start))
  }

  /// Ends at the sender of the first packet, or goes on from the translator that held its place.
  private func handOver(
    _ leg: AnswerLeg, of packet: SymbolicPacket?, asked: IPAddress, start: PathStart
  ) -> Bounds {
    guard let packet, packet.translation != nil, case .endpoint(let holder) = leg.holder,
      holder == packet.holder, case .endpoint(let sender, let address) = start
    else { return .everything }
    let next = AnswerLeg(
      sender: holder, source: asked, destination: address, holder: .endpoint(sender),
      view: PacketView(isAnswer: true, remappedPorts: nil))
    return algebra.alternatives(
      carryBack(next, of: nil, asked: asked, start: start, isNearEnd: false))
  }

  /// Comes back past something unknown to the holder of the address that the first packet bore.
  private func recross(_ packet: SymbolicPacket, from address: IPAddress, start: PathStart)
    -> Bounds
  {
    let leg = AnswerLeg(
      sender: packet.holder, source: address, destination: packet.source,
      holder: packet.homeHolder(start),
      view: PacketView(isAnswer: true, remappedPorts: packet.view.remappedPorts))
    return crossBack(
      leg, packet.sourceIsUnknown, nil, of: packet, asked: address, start: start)
  }

  /// Crosses something unknown, which may bring the answer back and certainly does not.
  private func crossBack(
    _ leg: AnswerLeg, _ mayTranslate: Bool, _ assumption: ID<Assumption>?,
    of packet: SymbolicPacket?, asked: IPAddress, start: PathStart
  ) -> Bounds {
    var bounds = algebra.doubted(.everything, because: assumption)
    if case .endpoint(let holder) = leg.holder {
      bounds = algebra.intersection(
        bounds,
        graph.border(
          topology.endpoints[holder].subnet, isEntering: true,
          peer: mayTranslate ? nil : leg.source, leg.destination.family, view: leg.view))
      bounds = algebra.intersection(
        bounds, handOver(leg, of: packet, asked: asked, start: start))
    }
    return bounds
  }

  private func owns(_ endpoint: ID<Endpoint>, _ address: IPAddress) -> Bool {
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
