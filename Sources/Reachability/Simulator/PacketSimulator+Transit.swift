import PacketSets
import Topology

/// What transit gateways do with packets (N-4 step 5, N-6, N-7).
extension PacketSimulator {
  /// Sends a packet from a subnet into a transit gateway, by each attachment and door that it may
  /// take.
  func enter(
    _ journey: Journey, _ transit: Transit, gateway id: ID<Gateway>, from subnet: ID<Subnet>
  ) -> Finding {
    if journey.isAnswer, journey.publicDestination != nil {
      return dropped(
        journey, id, .publicAddress, "the answer must leave through an internet gateway")
    }
    let from = topology.subnets[subnet]
    var ways: [Finding] = []
    for (number, attachment) in transit.attachments.enumerated() {
      guard case .network(from.network, let doors) = attachment.side else { continue }
      if doors.isEmpty {
        ways.append(pass(journey, through: id, from: number, zone: nil))
      }
      for door in doors {
        let stands = topology.subnets[door]
        if attachment.entersByZone && stands.zone != from.zone { continue }
        var journey = journey
        if let end = pass(&journey, stands.inbound, peer: sourcePeer(journey)) {
          ways.append(end)
        } else {
          ways.append(pass(journey, through: id, from: number, zone: stands.zone))
        }
      }
    }
    if ways.isEmpty {
      return dropped(journey, id, .routing, "no attachment takes packets from this subnet")
    }
    return Finding(oneOf: ways, or: journey)
  }

  /// Routes a packet that came into a transit gateway from an attachment.
  func pass(
    _ journey: Journey, through id: ID<Gateway>, from number: Int, zone: String?
  ) -> Finding {
    let gateway = topology.gateways[id]
    guard case .transit(let transit) = gateway.kind, transit.attachments.indices.contains(number)
    else { return dropped(journey, id, .routing, "no such attachment") }
    if journey.entered.contains(where: { $0.gateway == id && $0.attachment == number }) {
      return dropped(journey, id, .routing, "the packet was here before")
    }
    let near = transit.attachments[number]
    guard journey.sourceIsUnknown || near.carries.contains(journey.packet.source) else {
      return dropped(journey, id, .routing, "the attachment does not carry this source")
    }
    guard let table = near.table else {
      return dropped(journey, id, .routing, "no route table is associated with the attachment")
    }
    var journey = journey
    journey.entered.append((id, number))
    if !near.keepsIdentity { journey.groups = [] }
    journey.meet(.gateway(id), .routing, rule: "from \(near.id)", at: near.location)
    let routes = topology.routeTables[table]
    if let unknown = routes.unknown {
      journey.doubt([unknown])
      journey.meet(.routeTable(table), .routing, .unknown(unknown), at: routes.location)
      return passOnOutOfSight(journey, mayTranslate: true)
    }
    let destination = journey.packet.destination
    let best = bestRoutes(routes, to: destination)
    var ways = best.map { leave(journey, id, transit, by: $0, of: table, zone: zone) }
    if best.isEmpty {
      ways.append(
        journey.dropped(.routeTable(table), .routing, "no route", at: routes.location))
    }
    for route in routes.routes {
      guard let possible = route.possible, possible.addresses.contains(destination) else {
        continue
      }
      var journey = journey
      journey.assumptions.append(possible.assumption)
      ways.append(leave(journey, id, transit, by: route, of: table, zone: zone))
    }
    return Finding(oneOf: ways, or: journey)
  }

  private func leave(
    _ journey: Journey, _ id: ID<Gateway>, _ transit: Transit, by route: Route,
    of table: ID<RouteTable>, zone: String?
  ) -> Finding {
    guard case .attachment(let number) = route.target,
      transit.attachments.indices.contains(number)
    else {
      var reason = "no such target"
      if case .drop(let why) = route.target { reason = why }
      return journey.dropped(
        .routeTable(table), .routing, reason, rule: route.text, at: route.location)
    }
    let far = transit.attachments[number]
    var journey = journey
    journey.meet(
      .routeTable(table), .routing, rule: "\(route.text) to \(far.id)", at: route.location)
    if !far.keepsIdentity { journey.groups = [] }
    switch far.side {
    case .network(let network, let doors):
      if doors.isEmpty { return deliverLocally(journey, in: network, at: .gateway(id)) }
      let near = doors.filter { topology.subnets[$0].zone == zone }
      let taken = far.leavesByZone && !near.isEmpty ? near : doors
      return Finding(oneOf: taken.map { goOn(journey, from: $0) }, or: journey)
    case .world(let world):
      return deliver(journey, to: world, by: id, number)
    case .transit(let next, let attachment):
      return pass(journey, through: next, from: attachment, zone: nil)
    case .unknown(let assumption, _):
      journey.doubt([assumption])
      journey.meet(.gateway(id), .routing, .unknown(assumption), at: far.location)
      return passOnOutOfSight(journey, mayTranslate: true)
    }
  }

  /// Delivers a packet to a party of a world behind an attachment.
  private func deliver(
    _ journey: Journey, to world: ID<World>, by id: ID<Gateway>, _ number: Int
  ) -> Finding {
    var journey = journey
    let party = journey.isAnswer ? journey.sender : journey.receiver
    guard party == .outside(world, journey.packet.destination),
      lives(journey.packet.destination, in: world)
    else { return journey.dropped(.world(world), .routing, "no such address") }
    if journey.isAnswer { return finish(journey, at: .world(world)) }
    journey.leftByTransit = (id, number)
    journey.meet(.world(world), .routing, .delivered)
    return sendAnswer(journey)
  }

  /// The networks to which packets may get that come into a transit gateway: those joined with its
  /// own by transit gateways and peerings, directly or not.
  func networksBehind(_ start: ID<Gateway>) -> Set<ID<Network>> {
    var gateways: Set<ID<Gateway>> = [start]
    var networks: Set<ID<Network>> = []
    var size = 0
    while size != gateways.count + networks.count {
      size = gateways.count + networks.count
      for id in topology.gateways.ids {
        let gateway = topology.gateways[id]
        var joined: Set<ID<Network>> = []
        var others: Set<ID<Gateway>> = []
        switch gateway.kind {
        case .transit(let transit):
          for attachment in transit.attachments {
            switch attachment.side {
            case .network(let network, _): joined.insert(network)
            case .transit(let other, _): others.insert(other)
            case .world, .unknown: continue
            }
          }
        case .peering(let peering): joined.formUnion(peering.sides.compactMap(\.network))
        case .internet, .egressOnly, .service, .sourceTranslation, .opaque: continue
        }
        let isReached =
          gateways.contains(id) || !joined.isDisjoint(with: networks)
          || !others.isDisjoint(with: gateways)
        guard isReached else { continue }
        gateways.formUnion(others.union([id]))
        networks.formUnion(joined)
      }
    }
    return networks
  }
}
