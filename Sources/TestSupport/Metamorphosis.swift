import PacketSets
public import Topology

/// A change of a graph of which it is known beforehand what it does to connections.
public enum Metamorphosis: String, CaseIterable, Sendable {
  /// A rule that drops something stands before all others of a filter.
  case denyAdded
  /// A rule that lets something pass is gone.
  case allowRemoved
  /// The widest route of a table is gone, so that nothing else takes its packets.
  case widestRouteRemoved
  /// The rules of a list that only lets things pass stand in another order.
  case allowsShuffled
  /// Filters, route tables and resources have other ids and names.
  case renamed
  /// A destination of a route is written as its two halves.
  case prefixSplit

  /// Whether connections stay exactly as they are; otherwise none is added.
  public var keepsConnections: Bool {
    switch self {
    case .denyAdded, .allowRemoved, .widestRouteRemoved: false
    case .allowsShuffled, .renamed, .prefixSplit: true
    }
  }

  /// Returns the changed graph, nil where there is nothing to change.
  public func applied(
    to topology: Topology, using generator: inout SeededGenerator
  ) -> Topology? {
    var result = topology
    switch self {
    case .denyAdded:
      let filters = topology.filters.ids.filter { !topology.filters[$0].hasJumps }
      guard let filter = filters.randomElement(using: &generator) else { return nil }
      let ports: [UInt16] = [22, 53, 80, 443, 5432]
      let port = ports.randomElement(using: &generator) ?? 22
      let sets: [AddressSet] = [.all, .privateUse, .allIPv6]
      let peers = sets.randomElement(using: &generator) ?? .all
      result.filters[filter].rules.insert(
        FilterRule(
          id: "added", action: .deny, traffic: .tcp(0...port).union(.udp(port...port)),
          peer: PeerMatch(addresses: peers)), at: 0)
    case .allowRemoved:
      let rules = topology.filters.ids.flatMap { filter in
        topology.filters[filter].rules.indices.filter {
          topology.filters[filter].rules[$0].action == .allow
        }.map { (filter, $0) }
      }
      guard let (filter, number) = rules.randomElement(using: &generator) else { return nil }
      result.filters[filter].rules[number].traffic = .empty
    case .widestRouteRemoved:
      let routes = topology.routeTables.ids.flatMap { table in
        topology.routeTables[table].widestAlone.map { (table, $0) }
      }
      guard let (table, number) = routes.randomElement(using: &generator) else { return nil }
      result.routeTables[table].routes.remove(at: number)
    case .allowsShuffled:
      let lists = topology.filters.ids.filter { filter in
        topology.filters[filter].rules.count > 1
          && topology.filters[filter].rules.allSatisfy { $0.action == .allow }
      }
      guard let filter = lists.randomElement(using: &generator) else { return nil }
      result.filters[filter].rules.shuffle(using: &generator)
    case .renamed:
      for id in result.filters.ids { result.filters[id].rename("filter \(id.index)") }
      for id in result.routeTables.ids { result.routeTables[id].rename("table \(id.index)") }
      for id in result.resources.ids { result.resources[id].rename("resource \(id.index)") }
    case .prefixSplit:
      let routes = topology.routeTables.ids.flatMap { table in
        topology.routeTables[table].splittable.map { (table, $0) }
      }
      guard let (table, number) = routes.randomElement(using: &generator) else { return nil }
      result.routeTables[table].routes[number].split()
    }
    return result
  }
}

extension Filter {
  fileprivate var hasJumps: Bool {
    rules.contains { if case .jump = $0.action { true } else { false } }
  }

  fileprivate mutating func rename(_ text: String) { (id, name) = (text, text) }
}

extension Resource {
  fileprivate mutating func rename(_ text: String) { (id, name) = (text, text) }
}

extension Route {
  /// Writes each destination as its two halves.
  fileprivate mutating func split() {
    destinations = destinations.flatMap { prefix -> [Prefix] in
      guard prefix.length < (prefix.family == .v4 ? 32 : 128) else { return [prefix] }
      let length = prefix.length + 1
      return [
        Prefix(prefix.first, length: length), Prefix(prefix.last, length: length),
      ]
    }
  }
}

extension RouteTable {
  fileprivate mutating func rename(_ text: String) { (id, name) = (text, text) }

  /// The routes that are wider than all others that share a destination with them.
  fileprivate var widestAlone: [Int] {
    guard unknown == nil else { return [] }
    return routes.indices.filter { number in
      routes[number].possible == nil
        && routes.indices.allSatisfy { other in
          other == number
            || routes[other].possible == nil
              && routes[other].destinations.allSatisfy { narrow in
                routes[number].destinations.allSatisfy { wide in
                  !wide.overlaps(narrow) || narrow.length > wide.length
                }
              }
        }
    }
  }

  /// The routes whose destinations overlap with those of no other.
  fileprivate var splittable: [Int] {
    guard unknown == nil else { return [] }
    return routes.indices.filter { number in
      !routes[number].destinations.isEmpty
        && routes.indices.allSatisfy { other in
          other == number
            || routes[other].possible == nil
              && routes[other].destinations.allSatisfy { narrow in
                routes[number].destinations.allSatisfy { !$0.overlaps(narrow) }
              }
        }
    }
  }
}
