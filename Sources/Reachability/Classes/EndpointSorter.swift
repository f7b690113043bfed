import PacketSets
import Topology

/// Finds the presence of an address, and which subnets must be told apart.
struct EndpointSorter {
  private let graph: CompiledGraph
  private var isInternallyOpen: [Bool?]

  init(_ graph: CompiledGraph) {
    self.graph = graph
    isInternallyOpen = Array(repeating: nil, count: graph.topology.subnets.count)
  }

  /// The presence of an address in a subnet.
  mutating func presence(of address: EndpointAddress, in id: ID<Subnet>) -> Presence {
    let subnet = graph.topology.subnets[id]
    let isStray = !subnet.holds(address.address)
    return Presence(
      network: Int32(subnet.network.rawValue), routeTable: Int32(subnet.routeTable.rawValue),
      border: graph.borders[id.index], subnet: graph.standsOut[id.index] ? Int32(id.rawValue) : -1,
      zone: graph.zones[id.index],
      node: graph.fabricNode(address.address),
      publicNode: address.publicAddress.map(graph.fabricNode) ?? -1,
      isOwnPublic: address.publicAddress == address.address,
      isStray: isStray, isV6: address.address.family == .v6)
  }

  /// Whether a pair inside the subnet may differ from a pair of the same presences across its
  /// border.
  ///
  /// It does not when the border is open and each of the subnet's own prefixes is routed locally.
  mutating func tellsApart(_ id: ID<Subnet>) -> Bool {
    if let known = isInternallyOpen[id.index] { return !known }
    let subnet = graph.topology.subnets[id]
    let border = graph.borders[id.index]
    var isOpen = border.inbound < 0 && border.outbound < 0 && !graph.standsOut[id.index]
    if isOpen {
      isOpen =
        !subnet.prefixes.isEmpty
        && subnet.prefixes.allSatisfy { routesLocally($0, subnet.routeTable) }
    }
    isInternallyOpen[id.index] = isOpen
    return !isOpen
  }

  private func routesLocally(_ prefix: Prefix, _ id: ID<RouteTable>) -> Bool {
    let table = graph.topology.routeTables[id]
    if table.unknown != nil { return false }
    var holdsLocal = false
    for route in table.routes {
      if route.possible != nil { return false }
      for destination in route.destinations {
        if prefix.contains(destination), destination != prefix { return false }
        if destination.contains(prefix) {
          if route.target == .local {
            holdsLocal = true
          } else if destination.length > 0 {
            return false
          }
        }
      }
    }
    return holdsLocal
  }
}
