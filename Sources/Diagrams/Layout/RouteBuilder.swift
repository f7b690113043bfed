/// Decides the channels and the possible lanes of every net.
struct RouteBuilder {
  private let plan: Plan
  private var routes = Routes()
  private var numbers: [Routes.Channel: Int] = [:]

  init(plan: Plan) {
    self.plan = plan
    var list: [Routes.Channel] = []
    if plan.externals != nil { list.append(.outer(block: 0)) }
    for block in 0..<plan.blocks {
      if startsRegion(block), !(block == 0 && plan.externals != nil) {
        list.append(.outer(block: block))
      }
      list.append(.region(block: block))
      for row in plan.rows.indices where plan.rows[row].block == block {
        list.append(.below(row: row))
      }
    }
    routes.channels = list
    for (number, channel) in list.enumerated() { numbers[channel] = number }
  }

  private func startsRegion(_ block: Int) -> Bool {
    plan.regions.contains { $0.firstBlock == block }
  }

  /// Returns the routes of all nets.
  static func routes(of plan: Plan) -> Routes {
    var builder = RouteBuilder(plan: plan)
    for net in plan.nets.indices { builder.add(net) }
    for (number, terminal) in builder.routes.terminals.enumerated() {
      let side = NodeSide(node: terminal.node, isTop: terminal.isTop)
      builder.routes.sides[side, default: []].append(number)
    }
    return builder.routes
  }

  private mutating func add(_ number: Int) {
    let net = plan.nets[number]
    let ends = Self.ends(of: net)
    let networks = Set(ends.map { network(of: $0.node) })
    var route = NetRoute(net: number)
    if networks.count == 1, let first = networks.first {
      if let network = first {
        addInner(ends, network: network, &route)
      } else {
        let hub = Place(channel: channel(.outer(block: 0)))
        for end in ends { attach(end, isTop: false, at: hub, &route) }
      }
    } else {
      addOuter(ends, &route)
    }
  }

  /// A node on a net, and what it is there.
  private struct End {
    var node: Int
    var isSource: Bool
    var isTarget: Bool
  }

  /// The ends of a net; a node that is source and target has one end, but a line to itself two.
  private static func ends(of net: Net) -> [End] {
    let isLoop = net.sources == net.targets && net.sources.count == 1
    let both = isLoop ? [] : Set(net.sources).intersection(net.targets)
    let sources = net.sources.map {
      End(node: $0, isSource: true, isTarget: both.contains($0))
    }
    let targets = net.targets.filter { !both.contains($0) }.map {
      End(node: $0, isSource: false, isTarget: true)
    }
    return sources + targets
  }

  /// A channel, or the part of it that lies in one network.
  private struct Place: Hashable {
    var channel: Int
    var network: Int?
  }

  /// Where risers may run.
  private enum Scope {
    case within(Int)
    case outside(Set<Int>)
  }

  private struct NetRoute {
    var net: Int
    var trunks: [Place: Int] = [:]
  }

  /// A net whose ends all lie in one network.
  private mutating func addInner(_ ends: [End], network: Int, _ route: inout NetRoute) {
    let top = ends.map { row(of: $0.node) }.min() ?? 0
    for end in ends {
      let row = row(of: end.node)
      let isTop = row != top
      let above = isTop ? previous(row, network) ?? top : top
      let place = Place(channel: channel(.below(row: above)), network: network)
      attach(end, isTop: isTop, at: place, &route)
    }
    join(route.trunks.keys.sorted { $0.channel < $1.channel }, .within(network), &route)
  }

  /// A net whose ends lie in several networks or outside of all.
  private mutating func addOuter(_ ends: [End], _ route: inout NetRoute) {
    let members = Set(ends.compactMap { network(of: $0.node) }).sorted()
    let regions = Set(members.map { plan.networks[$0].region })
    let leaves = ends.contains { network(of: $0.node) == nil } || regions.count > 1
    var hubs: Set<Int> = []
    for end in ends where network(of: end.node) == nil {
      let hub = channel(.outer(block: 0))
      hubs.insert(hub)
      attach(end, isTop: false, at: Place(channel: hub), &route)
    }
    for network in members {
      let block = plan.networks[network].block
      let isFirst = plan.regions[plan.networks[network].region].firstBlock == block
      let hub = channel(leaves && isFirst ? .outer(block: block) : .region(block: block))
      hubs.insert(hub)
      var used: Set<Place> = [Place(channel: hub)]
      for end in ends where self.network(of: end.node) == network {
        let above = previous(row(of: end.node), network).map {
          Place(channel: channel(.below(row: $0)), network: network)
        }
        used.insert(above ?? Place(channel: hub))
        attach(end, isTop: true, at: above ?? Place(channel: hub), &route)
      }
      join(used.sorted { $0.channel < $1.channel }, .within(network), &route)
    }
    join(hubs.sorted().map { Place(channel: $0) }, .outside(regions), &route)
  }

  private mutating func attach(
    _ end: End, isTop: Bool, at place: Place, _ route: inout NetRoute
  ) {
    let trunk = trunk(place, &route)
    let number = routes.terminals.count
    routes.terminals.append(
      Routes.Terminal(
        net: route.net, node: end.node, isSource: end.isSource, isTarget: end.isTarget,
        isTop: isTop,
        trunk: trunk))
    if isTop {
      routes.trunks[trunk].down.append(.terminal(number))
    } else {
      routes.trunks[trunk].up.append(.terminal(number))
    }
  }

  /// Joins the trunks of successive places by risers.
  private mutating func join(
    _ places: [Place], _ scope: Scope, _ route: inout NetRoute
  ) {
    for (upper, lower) in zip(places, places.dropFirst()) {
      let above = trunk(upper, &route)
      let below = trunk(lower, &route)
      let number = routes.risers.count
      let free: [Routes.Lane] =
        switch scope {
        case .within(let network): lanes(network, upper.channel, lower.channel)
        case .outside(let regions): outerLanes(upper.channel, lower.channel, regions)
        }
      routes.risers.append(
        Routes.Riser(net: route.net, upper: above, lower: below, lanes: free))
      routes.trunks[above].down.append(.riser(number))
      routes.trunks[below].up.append(.riser(number))
    }
  }

  private mutating func trunk(_ place: Place, _ route: inout NetRoute) -> Int {
    if let known = route.trunks[place] { return known }
    let number = routes.trunks.count
    routes.trunks.append(Routes.Trunk(net: route.net, channel: place.channel))
    route.trunks[place] = number
    return number
  }
}

extension RouteBuilder {
  private func network(of node: Int) -> Int? { plan.groups[plan.nodes[node].group].network }

  private func row(of node: Int) -> Int { plan.groups[plan.nodes[node].group].row }

  private func channel(_ channel: Routes.Channel) -> Int {
    guard let number = numbers[channel] else {
      preconditionFailure("A channel was asked for that the plan does not have.")
    }
    return number
  }

  /// The row of the network above `row`, if there is one.
  private func previous(_ row: Int, _ network: Int) -> Int? {
    plan.networks[network].rows.last { $0 < row }
  }

  /// The lanes of a network that are free between two channels.
  ///
  /// The lanes at both ends are always free; those between columns only beside tiers.
  private func lanes(_ network: Int, _ upper: Int, _ lower: Int) -> [Routes.Lane] {
    let columns = plan.networks[network].columns
    var result: [Routes.Lane] = [.network(network, 0), .network(network, columns)]
    let crossed = plan.networks[network].rows.filter { row in
      let number = channel(.below(row: row))
      return number > upper && number <= lower
    }
    let isOuter: Bool
    switch routes.channels[upper] {
    case .below: isOuter = false
    case .outer, .region: isOuter = true
    }
    if !isOuter, crossed.allSatisfy({ !plan.rows[$0].isLane }) {
      for column in 1..<max(1, columns) { result.append(.network(network, column)) }
    }
    return result
  }

  private func outerLanes(_ upper: Int, _ lower: Int, _ regions: Set<Int>) -> [Routes.Lane] {
    let blocks = [upper, lower].compactMap { number -> Int? in
      switch routes.channels[number] {
      case .outer(let block), .region(let block): block
      case .below: nil
      }
    }
    var result: [Routes.Lane] = [.left, .right]
    for region in regions.sorted() {
      let entry = plan.regions[region]
      guard let low = blocks.min(), let high = blocks.max() else { continue }
      if entry.firstBlock <= low, entry.lastBlock >= high, entry.firstBlock < entry.lastBlock {
        result += [.regionLeft(region), .regionRight(region)]
      }
    }
    return result
  }
}
