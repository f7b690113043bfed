import Topology

/// A coarse map of which networks have any link to which, so that most pairs need no walk.
struct NetworkLinks {
  private var neighbours: [Set<Int32>]
  /// Whether a network may lead anywhere, because something on its way out is unknown.
  private var isWild: [Bool]
  private var opensOut: [Bool]
  private var opensIn: [Bool]

  init(_ graph: CompiledGraph) {
    let topology = graph.topology
    let count = topology.networks.count
    neighbours = (0..<count).map { [Int32($0)] }
    isWild = Array(repeating: false, count: count)
    opensOut = isWild
    opensIn = graph.internetGateways.map { !$0.isEmpty }
    for gateway in topology.gateways {
      for network in gateway.networks.map(\.index) {
        switch gateway.kind {
        case .internet, .egressOnly: opensOut[network] = true
        case .sourceTranslation: break
        case .peering(let peering):
          for side in peering.sides {
            if let other = side.network { neighbours[network].insert(Int32(other.rawValue)) }
          }
        case .opaque: isWild[network] = true
        }
      }
    }
    for subnet in topology.subnets {
      let table = topology.routeTables[subnet.routeTable]
      let isUnknown =
        table.unknown != nil
        || table.routes.contains { if case .endpoint = $0.target { true } else { false } }
      if isUnknown { isWild[subnet.network.index] = true }
    }
  }

  /// Whether a packet may get from one presence to another at all.
  func mayReach(_ from: Presence, _ to: Presence, isPublic: Bool) -> Bool {
    let source = Int(from.network)
    let target = Int(to.network)
    if isWild[source] { return true }
    if !isPublic, neighbours[source].contains(to.network) { return true }
    return (isPublic || to.isV6) && opensOut[source] && opensIn[target]
  }
}
