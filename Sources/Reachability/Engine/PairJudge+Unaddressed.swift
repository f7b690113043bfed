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
  ///
  /// A party's address is known only to parties of its own network and when it lives outside. What
  /// forwardings make of a packet on that way is not known either.
  func judgeUnaddressed(_ from: Party, _ to: Party) -> Bounds {
    guard let assumption = graph.noAddress else { return .nothing }
    if case .endpoint(let sender) = from, !topology.endpoints[sender].initiates { return .nothing }
    if case .endpoint(let target) = to, graph.relays.concerns(target) {
      return algebra.union(
        of: families(of: from).map { algebra.maybe(algebra.opening($0), assumption) })
    }
    var result = Bounds.nothing
    for family in AddressFamily.allCases {
      for client in clients(from, seenBy: to, family) {
        for server in servers(to, seenBy: from, family) {
          var passed = algebra.maybe(algebra.opening(family), assumption)
          if case .endpoint(let sender) = from {
            passed = algebra.intersection(
              passed, filters(graph.outgoing, of: sender, peer: server))
          }
          if case .endpoint(let target) = to {
            passed = algebra.intersection(passed, filters(graph.incoming, of: target, peer: client))
            passed = algebra.restricted(
              passed, to: algebra.traffic.intern(topology.endpoints[target].offers))
          }
          result = algebra.union(result, passed)
        }
      }
    }
    return result
  }

  private func families(of party: Party) -> [AddressFamily] {
    if case .outside(_, let address) = party { return [address.family] }
    return AddressFamily.allCases
  }

  /// How a client may look to the filters of a server.
  private func clients(_ party: Party, seenBy other: Party, _ family: AddressFamily)
    -> [SymbolicPeer]
  {
    switch party {
    case .outside(_, let address):
      return address.family == family
        ? [SymbolicPeer(node: graph.peerNode(address), groups: .none)] : []
    case .endpoint(let endpoint):
      let known = topology.endpoints[endpoint]
      let groups = graph.groups[known.binding.index]
      let unknown = SymbolicPeer(node: SymbolicPeer.unknownNode(family), groups: groups)
      if known.addresses.isEmpty { return [unknown] }
      let own = known.addresses.filter { $0.address.family == family }
      guard case .endpoint(let seer) = other,
        topology.network(of: endpoint) == topology.network(of: seer)
      else { return own.isEmpty ? [] : [unknown] }
      return own.map { SymbolicPeer(node: graph.peerNode($0.address), groups: groups) }
    }
  }

  /// How a server may look to the filters of a client.
  private func servers(_ party: Party, seenBy other: Party, _ family: AddressFamily)
    -> [SymbolicPeer]
  {
    guard case .endpoint(let endpoint) = party, !topology.endpoints[endpoint].addresses.isEmpty
    else { return clients(party, seenBy: other, family) }
    let known = topology.endpoints[endpoint]
    let groups = graph.groups[known.binding.index]
    return known.addresses.filter { $0.address.family == family }.flatMap {
      address -> [SymbolicPeer] in
      let own = SymbolicPeer(node: graph.peerNode(address.address), groups: groups)
      guard let outside = address.publicAddress else { return [own] }
      return [own, SymbolicPeer(node: graph.peerNode(outside), groups: .none)]
    }
  }

  private func filters(_ guards: [Int32], of endpoint: ID<Endpoint>, peer: SymbolicPeer) -> Bounds {
    graph.guards.bounds(
      guards[topology.endpoints[endpoint].binding.index], peer: peer, remappedPorts: nil)
  }
}
