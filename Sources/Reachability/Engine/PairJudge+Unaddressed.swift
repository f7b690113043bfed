import PacketSets
import Topology

/// Pairs of which one party's address is not known: only the filters of the ends can tell anything.
extension PairJudge {
  /// Whether the party is an endpoint without an address.
  func isUnaddressed(_ party: Party) -> Bool {
    guard case .endpoint(let endpoint) = party else { return false }
    return topology.endpoints[endpoint].addresses.isEmpty
  }

  /// What may pass between two parties when nothing is known about the way between them.
  func judgeUnaddressed(_ from: Party, _ to: Party) -> Bounds {
    guard let assumption = graph.noAddress else { return .nothing }
    if case .endpoint(let sender) = from, !topology.endpoints[sender].initiates { return .nothing }
    let opening = algebra.traffic.union(algebra.opening(.v4), algebra.opening(.v6))
    var result = algebra.maybe(opening, assumption)
    if case .endpoint(let sender) = from {
      result = algebra.intersection(
        result, union(over: peers(to)) { filters(graph.outgoing, of: sender, peer: $0) })
    }
    if case .endpoint(let target) = to {
      result = algebra.intersection(
        result, union(over: peers(from)) { filters(graph.incoming, of: target, peer: $0) })
      result = algebra.restricted(
        result, to: algebra.traffic.intern(topology.endpoints[target].offers))
    }
    return result
  }

  /// How a party may look to a filter at the other end: by any of its addresses.
  private func peers(_ party: Party) -> [Peer] {
    switch party {
    case .outside(_, let address):
      return [Peer(node: graph.peerNode(address), groups: .none)]
    case .endpoint(let endpoint):
      let known = topology.endpoints[endpoint]
      let groups = graph.groups[known.binding.index]
      if known.addresses.isEmpty { return [Peer(node: Peer.unknownNode, groups: groups)] }
      return known.addresses.flatMap { address -> [Peer] in
        let own = Peer(node: graph.peerNode(address.address), groups: groups)
        guard let outside = address.publicAddress else { return [own] }
        return [own, Peer(node: graph.peerNode(outside), groups: .none)]
      }
    }
  }

  private func filters(_ guards: [Int32], of endpoint: ID<Endpoint>, peer: Peer) -> Bounds {
    graph.guards.bounds(
      guards[topology.endpoints[endpoint].binding.index], peer: peer, remappedPorts: nil)
  }

  private func union(over peers: [Peer], _ body: (Peer) -> Bounds) -> Bounds {
    peers.reduce(.nothing) { algebra.union($0, body($1)) }
  }
}
