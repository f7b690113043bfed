import PacketSets
import Topology

/// The answer's way back (docs/SEMANTICS.md, N-7).
extension Walker {
  /// The connections whose answer comes back to the sender of a flight that arrived.
  func answer(to flight: Flight, from end: PathEnd, start: PathStart) -> Bounds {
    switch end {
    case .world(_, let address):
      return reenter(flight, from: address, start: start)
    case .endpoint(let target, let own, _):
      let leg = AnswerLeg(
        sender: target, source: own, destination: flight.source, holder: .endpoint(flight.holder),
        view: PacketView(isAnswer: true, remappedPorts: flight.view.remappedPorts))
      let back = carryBack(leg, of: flight, asked: end.address, start: start, isNearEnd: true)
      return algebra.alternatives(back)
    }
  }

  /// The connections from a world whose answer comes back there.
  func answerToWorld(_ world: ID<World>, _ address: IPAddress, from end: PathEnd) -> Bounds {
    guard case .endpoint(let target, let own, let asked) = end else { return .nothing }
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
    _ leg: AnswerLeg, of flight: Flight?, asked: IPAddress, start: PathStart, isNearEnd: Bool
  ) -> [Bounds] {
    let from = topology.endpoints[leg.sender].subnet
    let subnet = topology.subnets[from]
    let standsApart = treatsEndsAsApart && isNearEnd && isStart(leg.holder, start)
    if !standsApart, subnet.holds(leg.destination) {
      guard case .endpoint(let holder) = leg.holder, topology.endpoints[holder].subnet == from,
        owns(holder, leg.destination)
      else { return [.nothing] }
      return [handOver(leg, of: flight, asked: asked, start: start)]
    }
    let leaving = graph.border(from, isEntering: false, peer: leg.destination, view: leg.view)
    if leaving.isNothing { return [.nothing] }
    func go(_ target: RouteTarget) -> Bounds {
      algebra.intersection(
        leaving,
        followBack(target, leg, subnet.network, of: flight, asked: asked, start: start))
    }
    switch graph.routes.lookup(subnet.routeTable, leg.destination) {
    case .nothing: return [.nothing]
    case .unknown(let assumption):
      return [algebra.intersection(leaving, crossBack(leg, true, assumption))]
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
    _ target: RouteTarget, _ leg: AnswerLeg, _ network: ID<Network>, of flight: Flight?,
    asked: IPAddress, start: PathStart
  ) -> Bounds {
    switch target {
    case .drop: return .nothing
    case .local:
      guard case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
        topology.network(of: holder) == network
      else { return .nothing }
      return enterBack(holder, leg, seen: leg.source, of: flight, asked: asked, start: start)
    case .endpoint(let middle):
      guard topology.endpoints[middle].forwards, let assumption = graph.middleboxes[middle] else {
        return .nothing
      }
      return crossBack(leg, true, assumption)
    case .gateway(let id):
      let gateway = topology.gateways[id]
      guard gateway.networks.contains(network) else { return .nothing }
      switch gateway.kind {
      case .internet(let world):
        return leaveBack(world, leg, of: flight, asked: asked, start: start)
      case .egressOnly, .sourceTranslation: return .nothing
      case .peering(let peering):
        guard peering.isActive, let (near, far) = peering.sides(from: network),
          near.prefixes.contains(leg.source), far.prefixes.contains(leg.destination),
          case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
          topology.network(of: holder) == far.network
        else { return .nothing }
        return enterBack(holder, leg, seen: leg.source, of: flight, asked: asked, start: start)
      case .opaque(let opaque):
        return crossBack(leg, opaque.mayTranslate, opaque.assumption)
      }
    }
  }

  /// Leaves by an internet gateway, which puts the public address back where it put it.
  private func leaveBack(
    _ world: ID<World>, _ leg: AnswerLeg, of flight: Flight?, asked: IPAddress, start: PathStart
  ) -> Bounds {
    guard leg.destination.isGlobal else { return .nothing }
    switch leg.source {
    case .v4: guard asked != leg.source else { return .nothing }
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
        case .v6: $0.address == leg.destination
        }
      }
      guard known, isOpen(network, to: world) || flight?.leftByEgressOnly == network else {
        return .nothing
      }
      return enterBack(holder, leg, seen: seen, of: flight, asked: asked, start: start)
    }
  }

  /// Comes back from a world to the holder of the address that the first packet bore there.
  private func reenter(_ flight: Flight, from address: IPAddress, start: PathStart) -> Bounds {
    let leg = AnswerLeg(
      sender: flight.holder, source: address, destination: flight.source,
      holder: .endpoint(flight.holder),
      view: PacketView(isAnswer: true, remappedPorts: flight.view.remappedPorts))
    return enterBack(
      flight.holder, leg, seen: address, of: flight, asked: address, start: start)
  }

  /// Enters the subnet of the holder through its border.
  private func enterBack(
    _ holder: ID<Endpoint>, _ leg: AnswerLeg, seen: IPAddress, of flight: Flight?,
    asked: IPAddress, start: PathStart
  ) -> Bounds {
    let entered = graph.border(
      topology.endpoints[holder].subnet, isEntering: true, peer: seen, view: leg.view)
    if entered.isNothing { return .nothing }
    return algebra.intersection(
      entered, handOver(leg, of: flight, asked: asked, start: start))
  }

  /// Ends at the sender of the first packet, or goes on from the translator that held its place.
  private func handOver(
    _ leg: AnswerLeg, of flight: Flight?, asked: IPAddress, start: PathStart
  ) -> Bounds {
    guard let flight, flight.translation != nil, case .endpoint(let holder) = leg.holder,
      holder == flight.holder, case .endpoint(let sender, let address) = start
    else { return .everything }
    let next = AnswerLeg(
      sender: holder, source: asked, destination: address, holder: .endpoint(sender),
      view: PacketView(isAnswer: true, remappedPorts: nil))
    return algebra.alternatives(
      carryBack(next, of: nil, asked: asked, start: start, isNearEnd: false))
  }

  /// Crosses something unknown, which may bring the answer back and certainly does not.
  private func crossBack(_ leg: AnswerLeg, _ mayTranslate: Bool, _ assumption: ID<Assumption>)
    -> Bounds
  {
    var bounds = algebra.maybe(.all, assumption)
    if case .endpoint(let holder) = leg.holder {
      bounds = algebra.intersection(
        bounds,
        graph.border(
          topology.endpoints[holder].subnet, isEntering: true,
          peer: mayTranslate ? nil : leg.source, view: leg.view))
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
