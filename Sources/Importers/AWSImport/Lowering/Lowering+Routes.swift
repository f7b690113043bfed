import Documents
import PacketSets
import Topology

extension Lowering {
  /// Makes the routes of all tables, now that the gateways exist.
  mutating func fillRouteTables() {
    for pending in pendingTables {
      tableAtHand = pending.number
      topology.routeTables[pending.number].routes = routes(of: pending.table, pending.policy)
    }
  }

  /// The ranks of routes to one prefix: static before prefix lists before propagated (AWS-RT-06).
  private enum Rank {
    static let fixed = 0
    static let prefixList = 1
    static let propagated = 2
  }

  private mutating func routes(
    of table: Exported.RouteTable, _ policy: RoutePolicy
  ) -> [Route] {
    let vpcID = table.vpcID ?? "vpc-unknown"
    let network = self.network(
      of: table.vpcID, scope: Scope(provider: "aws", account: table.ownerID ?? ""),
      mentionedAt: table.location)
    let locals = table.routes.filter { $0.target == .gateway("local") }.compactMap(\.destination)
    var result: [Route] = []
    for route in table.routes {
      // Filtered routes of a route server are not installed (AWS-RT-11).
      if route.state == "filtered" { continue }
      var lowered: Route
      if let destination = route.destination {
        // A propagated route never beats a local one, even where it is longer (AWS-RT-08).
        if route.isPropagated, locals.contains(where: { $0.contains(destination) }) { continue }
        lowered = Route(
          destinations: [destination],
          rank: route.isPropagated ? Rank.propagated : Rank.fixed, target: .local,
          location: route.location)
      } else {
        lowered = prefixListRoute(route)
      }
      lowered.target = target(of: route, in: network, vpcID: vpcID, policy: policy)
      if let possible = lowered.possible, !mayBeatLocalRoutes(route) {
        let own = AddressSet(locals + (inventory.vpcs[vpcID]?.ranges.map(\.prefix) ?? []))
        lowered.possible?.addresses = possible.addresses.subtracting(own)
      }
      result.append(lowered)
    }
    addImplicitLocalRoutes(&result, table, network)
    markAmbiguousLists(&result, table)
    return result
  }

  /// Whether a route may be more specific than a local one: only where it leads to a NAT gateway,
  /// an interface or the endpoint of a firewall (AWS-RT-08).
  private func mayBeatLocalRoutes(_ route: Exported.Route) -> Bool {
    switch route.target {
    case .natGateway, .networkInterface, .instance, .other: true
    case .gateway(let id):
      id.hasPrefix("vpce-") && inventory.vpcEndpoints[id]?.isGateway != true
    case .egressOnlyGateway, .peering, .transitGateway, .carrierGateway, .localGateway,
      .coreNetwork:
      false
    }
  }

  /// A route to the current entries of a prefix list (AWS-RT-04).
  private mutating func prefixListRoute(_ route: Exported.Route) -> Route {
    let id = route.prefixListID ?? ""
    if let entries = inventory.prefixListEntries[id] {
      return Route(
        text: id, destinations: entries, rank: Rank.prefixList, target: .local,
        location: route.location)
    }
    var isOfService = false
    if case .gateway(let gateway) = route.target { isOfService = gateway.hasPrefix("vpce-") }
    let possible = possibleAddresses(
      ofPrefixList: id, isOfService: isOfService && inventory.prefixLists[id]?.isOfAWS != false,
      at: route.location)
    return Route(
      text: id, destinations: [], possible: possible, rank: Rank.prefixList, target: .local,
      location: route.location)
  }

  /// Every range of a VPC is routed within it, also where an export does not list the route, unless
  /// another route for the very range takes its place (AWS-RT-09, AWS-RT-10).
  private mutating func addImplicitLocalRoutes(
    _ routes: inout [Route], _ table: Exported.RouteTable, _ network: ID<Network>
  ) {
    let listed = Set(routes.filter { $0.rank == Rank.fixed }.flatMap(\.destinations))
    guard let vpc = table.vpcID.flatMap({ inventory.vpcs[$0] }) else { return }
    for range in vpc.ranges where !listed.contains(range.prefix) {
      tell(
        .note, "aws.routeTable.localRoute", about: "\(table.id) \(range.prefix)",
        "The table \(table.id) does not list the local route to \(range.prefix), which every table "
          + "of \(vpc.id) has.", at: table.location, effect: .exact)
      routes.append(
        Route(destinations: [range.prefix], target: .local, location: range.location))
    }
  }

  /// Of prefix lists that overlap and lead to different targets AWS picks one at random and keeps
  /// it: both are tried (AWS-RT-07).
  private mutating func markAmbiguousLists(
    _ routes: inout [Route], _ table: Exported.RouteTable
  ) {
    let lists = routes.indices.filter {
      routes[$0].rank == Rank.prefixList && !routes[$0].destinations.isEmpty
    }
    for (position, left) in lists.enumerated() {
      for right in lists.dropFirst(position + 1)
      where routes[left].target != routes[right].target {
        let shared = AddressSet(routes[left].destinations)
          .intersection(AddressSet(routes[right].destinations))
        guard !shared.isEmpty else { continue }
        let reason = assumption(
          about: "overlap \(table.id) \(routes[left].text) \(routes[right].text)",
          "which of the overlapping prefix lists \(routes[left].text) and \(routes[right].text) "
            + "decides in \(table.id)", remedy: "none: AWS chooses one and does not tell which",
          at: routes[right].location)
        tell(
          .warning, "aws.routeTable.overlappingLists",
          about: "\(table.id) \(routes[left].text) \(routes[right].text)",
          "The prefix lists \(routes[left].text) and \(routes[right].text) overlap and lead to "
            + "different targets: AWS picks one at random.", at: routes[right].location,
          effect: .assumedOpen)
        for index in [left, right] {
          let known = routes[index].possible?.addresses ?? .empty
          routes[index].possible = PossiblePeers(known.union(shared), because: reason)
        }
      }
    }
  }
}
