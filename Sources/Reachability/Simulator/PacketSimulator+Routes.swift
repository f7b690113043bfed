import PacketSets
import Topology

/// Which route a packet takes (N-5), and where it leads (N-4 step 5).
extension PacketSimulator {
  /// Steps 4 and 5: the route table of a subnet sends the packet on.
  func route(_ journey: Journey, from subnet: ID<Subnet>) -> Finding {
    var journey = journey
    let id = topology.subnets[subnet].routeTable
    let table = topology.routeTables[id]
    if let unknown = table.unknown {
      journey.doubt([unknown])
      journey.meet(.routeTable(id), .routing, .unknown(unknown), at: table.location)
      return passOnOutOfSight(journey, mayTranslate: true)
    }
    let destination = journey.packet.destination
    let best = bestRoutes(table, to: destination)
    let possible = table.routes.filter { route in
      route.possible.map { $0.addresses.contains(destination) } ?? false
    }
    var ways = best.map { follow(journey, $0, of: id, from: subnet) }
    if best.isEmpty {
      ways.append(
        journey.dropped(.routeTable(id), .routing, "no route", at: table.location))
    }
    for route in possible {
      var way = journey
      way.assumptions += route.possible.map { [$0.assumption] } ?? []
      ways.append(follow(way, route, of: id, from: subnet))
    }
    return Finding(oneOf: ways, or: journey)
  }

  /// The routes that certainly cover an address and of which none is better than another.
  func bestRoutes(_ table: RouteTable, to address: IPAddress) -> [Route] {
    var best: [Route] = []
    var bestLength = -1
    for route in table.routes {
      let lengths = route.destinations.filter { $0.contains(address) }.map(\.length)
      guard let length = lengths.max() else { continue }
      let isBetter = best.first.map {
        length > bestLength || length == bestLength && route.rank < $0.rank
      }
      if isBetter ?? true {
        best = [route]
        bestLength = length
      } else if length == bestLength, route.rank == best[0].rank {
        best.append(route)
      }
    }
    return best
  }

  private func follow(
    _ journey: Journey, _ route: Route, of table: ID<RouteTable>, from subnet: ID<Subnet>
  ) -> Finding {
    var journey = journey
    if case .drop(let reason) = route.target {
      return journey.dropped(
        .routeTable(table), .routing, reason, rule: route.text, at: route.location)
    }
    let rule = "\(route.text) to \(name(of: route.target))"
    journey.meet(.routeTable(table), .routing, rule: rule, at: route.location)
    let network = topology.subnets[subnet].network
    switch route.target {
    case .drop(let reason):
      return journey.dropped(.routeTable(table), .routing, reason)
    case .attachment:
      return journey.dropped(.routeTable(table), .routing, "no such target")
    case .local:
      return deliverLocally(journey, in: network, at: .routeTable(table))
    case .endpoint(let id):
      guard topology.endpoints[id].forwards else {
        return journey.dropped(.endpoint(id), .routing, "it passes on no packets of others")
      }
      journey.meet(.endpoint(id), .routing, rule: "it may pass it on anywhere, changed or not")
      return passOnOutOfSight(journey, mayTranslate: true)
    case .gateway(let id):
      return enter(id, journey, from: subnet)
    }
  }

  /// Delivers a packet to whoever has its destination address in a network.
  func deliverLocally(
    _ journey: Journey, in network: ID<Network>, at place: Hop.Component
  ) -> Finding {
    let owners = owners[journey.packet.destination].filter { topology.network(of: $0) == network }
    return deliver(journey, to: owners, at: place, crossingBorder: true)
  }

  private func name(of target: RouteTarget) -> String {
    switch target {
    case .local: "local"
    case .drop(let reason): reason
    case .attachment(let number): "attachment \(number)"
    case .gateway(let id): topology.gateways[id].id
    case .endpoint(let id): topology.endpoints[id].id
    }
  }
}
