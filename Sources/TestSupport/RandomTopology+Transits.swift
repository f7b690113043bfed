import PacketSets
import Topology

extension RandomTopology {
  /// Adds transit gateways, with tables and attachments of every kind, and routes to them.
  mutating func addTransits() {
    guard happens(50) else { return }
    let count = happens(25) ? 2 : 1
    let first = build.topology.gateways.count
    for number in 0..<count { addTransit("transit\(number)") }
    if count == 2, happens(80) { join(ID(first), ID(first + 1)) }
    for number in first..<(first + count) { fillTables(of: ID(number)) }
  }

  private mutating func addTransit(_ name: String) {
    var attachments: [TransitAttachment] = []
    var attached: [ID<Network>] = []
    let id = ID<Gateway>(build.topology.gateways.count)
    for network in build.topology.networks.ids where happens(80) {
      for subnet in subnets[network.index] {
        build.topology.subnets[subnet].zone = one(of: ["a", "b"]) ?? "a"
      }
      let doors = subnets[network.index].filter { _ in happens(45) }
      attached.append(network)
      attachments.append(
        TransitAttachment(
          id: "\(name)-\(network.index)", side: .network(network, doors: doors), table: newTable(),
          carries: happens(85)
            ? .all : AddressSet(build.topology.networks[network].prefixes),
          keepsIdentity: happens(40), entersByZone: happens(60), leavesByZone: happens(60)))
      for subnet in subnets[network.index] where happens(70) {
        let prefix = one(of: ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "::/0", "192.168.0.0/16"])
        build.route(subnet, prefix ?? "10.0.0.0/8", to: .gateway(id))
      }
    }
    if build.topology.worlds.count > 1, happens(60) {
      attachments.append(
        TransitAttachment(
          id: "\(name)-world", side: .world(one(of: build.topology.worlds.ids) ?? ID(0)),
          table: newTable()))
    }
    if options.unknownPeers, happens(20) {
      let world = happens(50) ? one(of: build.topology.worlds.ids) : nil
      attachments.append(
        TransitAttachment(
          id: "\(name)-unknown", side: .unknown(reason(), world: world), table: newTable()))
    }
    _ = build.topology.add(
      Gateway(id: name, kind: .transit(Transit(attachments: attachments)), networks: attached))
  }

  private mutating func newTable() -> ID<RouteTable>? {
    if happens(5) { return nil }
    return build.topology.add(
      RouteTable(
        id: "transit-table\(build.topology.routeTables.count)",
        unknown: options.unknownRoutes && happens(5) ? reason() : nil))
  }

  private mutating func join(_ one: ID<Gateway>, _ other: ID<Gateway>) {
    guard case .transit(var left) = build.topology.gateways[one].kind,
      case .transit(var right) = build.topology.gateways[other].kind
    else { return }
    let (near, far) = (left.attachments.count, right.attachments.count)
    left.attachments.append(
      TransitAttachment(id: "to-other", side: .transit(other, attachment: far), table: newTable()))
    right.attachments.append(
      TransitAttachment(id: "to-one", side: .transit(one, attachment: near), table: newTable()))
    build.topology.gateways[one].kind = .transit(left)
    build.topology.gateways[other].kind = .transit(right)
  }

  private mutating func fillTables(of id: ID<Gateway>) {
    guard case .transit(let transit) = build.topology.gateways[id].kind else { return }
    for attachment in transit.attachments {
      guard let table = attachment.table else { continue }
      var routes: [Route] = []
      for (number, other) in transit.attachments.enumerated() where happens(80) {
        var destinations: [Prefix] = []
        switch other.side {
        case .network(let network, _):
          destinations = build.topology.networks[network].prefixes
          if happens(15) { destinations += [.allIPv4, .allIPv6] }
        case .world: destinations = [one(of: peers) ?? .allIPv4, .allIPv6]
        case .transit:
          destinations = happens(50) ? [.allIPv4, .allIPv6] : [one(of: peers) ?? .allIPv4]
        case .unknown: destinations = [one(of: peers) ?? .allIPv4]
        }
        var route = Route(
          destinations: destinations, rank: one(of: [0, 0, 1]) ?? 0, target: .attachment(number))
        if happens(5) { route.target = .drop("blackhole") }
        routes.append(route)
        if options.unknownRoutes, happens(8), let prefix = one(of: peers) {
          routes.append(
            Route(
              text: "unknown", destinations: [],
              possible: PossiblePeers(AddressSet(prefix), because: reason()),
              target: .attachment(number)))
        }
      }
      build.topology.routeTables[table].routes = routes
    }
  }
}
