import PacketSets
import Topology

/// Decides single pairs of parties: walks the ways between them and asks the filters of both ends.
struct PairJudge {
  let graph: CompiledGraph
  var algebra: Algebra { graph.algebra }
  var topology: Topology { graph.topology }

  /// The connections from one party to another over every pair of their addresses.
  func bounds(from: Party, to: Party) -> Bounds {
    if from == to { return .everything }
    if isUnaddressed(from) || isUnaddressed(to) { return judgeUnaddressed(from, to) }
    var result = Bounds.nothing
    for end in ends(of: to, for: from) {
      result = algebra.union(result, bounds(from: from, to: end))
    }
    return result
  }

  /// The connections from a party to one address of another.
  func bounds(from: Party, to end: PathEnd) -> Bounds {
    switch from {
    case .outside(let world, let address):
      return judge(.world(world, address), end)
    case .endpoint(let endpoint):
      let sender = topology.endpoints[endpoint]
      guard sender.initiates else { return .nothing }
      var result = Bounds.nothing
      for address in sender.addresses where address.address.family == end.address.family {
        result = algebra.union(result, judge(.endpoint(endpoint, address.address), end))
      }
      return result
    }
  }

  /// The addresses at which a party can be asked for.
  func ends(of party: Party, for from: Party) -> [PathEnd] {
    switch party {
    case .outside(let world, let address): return [.world(world, address)]
    case .endpoint(let endpoint):
      return topology.endpoints[endpoint].addresses.flatMap { known -> [PathEnd] in
        let own = PathEnd.endpoint(endpoint, own: known.address, asked: known.address)
        guard let outside = known.publicAddress else { return [own] }
        return [own, .endpoint(endpoint, own: known.address, asked: outside)]
      }
    }
  }

  /// The connections between two concrete addresses.
  func judge(_ start: PathStart, _ end: PathEnd) -> Bounds {
    let sending = outgoing(start, to: end)
    if sending.isNothing { return .nothing }
    let ways = Walker(graph: graph).paths(from: start, to: end)
    if ways.isEmpty { return .nothing }
    let received = ways.map { incoming($0, from: start, at: end) }
    return algebra.intersection(sending, algebra.alternatives(received))
  }

  /// What the sender's own filters let out to an address.
  func outgoing(_ start: PathStart, to end: PathEnd) -> Bounds {
    guard case .endpoint(let sender, _) = start else { return .everything }
    var groups = GroupSetID.none
    if case .endpoint(let target, let own, let asked) = end, own == asked {
      groups = graph.groups[topology.endpoints[target].binding.index]
    }
    return graph.guards.bounds(
      graph.outgoing[topology.endpoints[sender].binding.index],
      peer: SymbolicPeer(node: graph.peerNode(end.address), groups: groups), remappedPorts: nil)
  }

  /// What a way carries of what the filters at its far end let in.
  func incoming(_ path: Path, from start: PathStart, at end: PathEnd) -> Bounds {
    guard case .endpoint(let target, _, _) = end, !path.bounds.isNothing else {
      return path.bounds
    }
    var groups = GroupSetID.none
    if path.keepsGroups, case .endpoint(let sender, _) = start {
      groups = graph.groups[topology.endpoints[sender].binding.index]
    }
    let endpoint = topology.endpoints[target]
    let peer =
      path.source.map { SymbolicPeer(node: graph.peerNode($0), groups: groups) }
      ?? graph.unknownPeer(end.address.family, groups: groups)
    let admitted = graph.guards.bounds(
      graph.incoming[endpoint.binding.index], peer: peer, remappedPorts: path.remappedPorts)
    let offered = algebra.pull(
      .exactly(algebra.traffic.intern(endpoint.offers)),
      through: PacketView(isAnswer: false, remappedPorts: path.remappedPorts))
    return algebra.intersection(algebra.intersection(path.bounds, admitted), offered)
  }
}
