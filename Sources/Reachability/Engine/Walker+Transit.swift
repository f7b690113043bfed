import PacketSets
import Topology

/// What transit gateways do with packets of both directions (docs/SEMANTICS.md, N-4 step 5).
extension Walker {
  /// The exits of a packet that a route of a subnet sends to a transit gateway.
  func exits(of id: ID<Gateway>, from subnet: ID<Subnet>, _ packet: TransitPacket) -> [TransitExit]
  {
    guard case .transit(let transit) = topology.gateways[id].kind else { return [] }
    let from = topology.subnets[subnet]
    var result: [TransitExit] = []
    for (number, attachment) in transit.attachments.enumerated() {
      guard case .network(from.network, let doors) = attachment.side else { continue }
      let step = TransitStep(gateway: id, attachment: number)
      if doors.isEmpty {
        result += exits(step, packet, zone: nil)
        continue
      }
      for door in doors
      where !attachment.entersByZone || topology.subnets[door].zone == from.zone {
        let admitted = graph.border(
          door, isEntering: true, peer: packet.source, packet.destination.family,
          view: packet.view)
        if admitted.isNothing {
          result.append(nowhere(packet))
          continue
        }
        result += exits(step, packet, zone: topology.subnets[door].zone).map {
          var exit = $0
          exit.bounds = algebra.intersection(exit.bounds, admitted)
          return exit
        }
      }
    }
    return result.isEmpty ? [nowhere(packet)] : result
  }

  /// The exits of a packet that came into a transit gateway from an attachment.
  func exits(_ step: TransitStep, _ packet: TransitPacket, zone: String?) -> [TransitExit] {
    guard case .transit(let transit) = topology.gateways[step.gateway].kind,
      transit.attachments.indices.contains(step.attachment), !packet.visited.contains(step)
    else { return [nowhere(packet)] }
    let near = transit.attachments[step.attachment]
    guard let table = near.table, packet.source.map(near.carries.contains) ?? true else {
      return [nowhere(packet)]
    }
    var packet = packet
    packet.visited.append(step)
    let found: [TransitExit]
    switch graph.routes.lookup(table, packet.destination) {
    case .nothing: found = [nowhere(packet)]
    case .unknown(let assumption):
      found = [TransitExit(place: .unknown(assumption), visited: packet.visited)]
    case .candidates(let candidates):
      found = candidates.flatMap { candidate in
        leave(step.gateway, transit, by: candidate.target, packet, zone: zone).map {
          var exit = $0
          exit.reasons = algebra.unionOfReasons(exit.reasons, candidate.reason)
          return exit
        }
      }
    }
    return found.map {
      var exit = $0
      exit.keepsGroups = exit.keepsGroups && near.keepsIdentity
      return exit
    }
  }

  private func leave(
    _ gateway: ID<Gateway>, _ transit: Transit, by target: RouteTarget, _ packet: TransitPacket,
    zone: String?
  ) -> [TransitExit] {
    guard case .attachment(let number) = target, transit.attachments.indices.contains(number)
    else { return [nowhere(packet)] }
    let far = transit.attachments[number]
    func out(_ place: TransitExit.Place) -> TransitExit {
      TransitExit(place: place, keepsGroups: far.keepsIdentity, visited: packet.visited)
    }
    switch far.side {
    case .network(let network, let doors):
      if doors.isEmpty { return [out(.inside(network))] }
      var chosen = doors
      if far.leavesByZone, let zone {
        let near = doors.filter { topology.subnets[$0].zone == zone }
        if !near.isEmpty { chosen = near }
      }
      return chosen.map { out(.door($0)) }
    case .world(let world):
      return [out(.world(world, TransitStep(gateway: gateway, attachment: number)))]
    case .transit(let next, let attachment):
      return exits(TransitStep(gateway: next, attachment: attachment), packet, zone: nil).map {
        var exit = $0
        exit.keepsGroups = exit.keepsGroups && far.keepsIdentity
        return exit
      }
    case .unknown(let assumption, _): return [out(.unknown(assumption))]
    }
  }

  private func nowhere(_ packet: TransitPacket) -> TransitExit {
    TransitExit(place: .nowhere, visited: packet.visited)
  }

  /// Goes on with a first packet where it comes out of a transit gateway.
  func goOn(
    _ packet: SymbolicPacket, by exits: [TransitExit], to end: PathEnd, start: PathStart
  ) -> [Path] {
    exits.flatMap { exit -> [Path] in
      var next = packet
      next.bounds = algebra.intersection(packet.bounds, exit.bounds)
      if !exit.keepsGroups { next.dropGroups() }
      next.visited = exit.visited
      if next.bounds.isNothing { return Self.blocked }
      let ways: [Path]
      switch exit.place {
      case .nowhere: ways = Self.blocked
      case .door(let subnet):
        next.location = subnet
        ways = depart(next, to: end, isFirstLeg: false, start: start)
      case .inside(let network): ways = enter(network, next, to: end, start: start)
      case .world(let world, let step):
        guard case .world(world, _) = end else { return Self.blocked }
        next.leftByTransit = step
        ways = arrive(next, at: end, start: start)
      case .unknown(let assumption):
        ways = cross(next, to: end, start: start, mayTranslate: true, because: assumption)
      }
      return exit.reasons == .none ? ways : ways.map { $0.recording(exit.reasons, algebra) }
    }
  }

  /// Goes on with an answer where it comes out of a transit gateway.
  func goBack(
    _ leg: AnswerLeg, by exits: [TransitExit], of packet: SymbolicPacket?, asked: IPAddress,
    start: PathStart
  ) -> [AnswerWay] {
    exits.flatMap { exit -> [AnswerWay] in
      var next = leg
      next.visited = exit.visited
      var ways: [AnswerWay]
      switch exit.place {
      case .nowhere: ways = AnswerWay.blocked
      case .door(let subnet):
        next.location = subnet
        ways = carryBack(next, of: packet, asked: asked, start: start, isNearEnd: false)
      case .inside(let network):
        guard case .endpoint(let holder) = leg.holder, owns(holder, leg.destination),
          topology.network(of: holder) == network
        else { return AnswerWay.blocked }
        ways = enterBack(holder, leg, seen: leg.source, of: packet, asked: asked, start: start)
      case .world(let world, _):
        ways = leg.holder == .world(world) ? AnswerWay.open : AnswerWay.blocked
      case .unknown(let assumption):
        ways = crossBack(next, true, assumption, of: packet, asked: asked, start: start)
      }
      return ways.map {
        var way = $0
        way.bounds = algebra.intersection(way.bounds, exit.bounds)
        way.bounds.reasons = algebra.unionOfReasons(way.bounds.reasons, exit.reasons)
        return way
      }
    }
  }
}
