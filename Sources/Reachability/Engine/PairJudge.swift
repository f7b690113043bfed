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
    if sendsNothing(start, to: end) { return .nothing }
    return algebra.union(
      of: Walker(graph: graph).choices(from: start, to: end).map { ways in
        algebra.alternatives(
          ways.map { way in
            algebra.intersection(
              outgoing(start, to: end, by: way), incoming(way, from: start, at: end))
          })
      })
  }

  /// Whether the sender's own filters let nothing out to an address.
  private func sendsNothing(_ start: PathStart, to end: PathEnd) -> Bool {
    guard case .endpoint(let sender, _) = start else { return false }
    return graph.guards.first(
      graph.outgoing[topology.endpoints[sender].binding.index], peer: receiver(at: end)
    ).isNothing
  }

  /// What the sender's own filters let out to an address, and back in, by a way.
  private func outgoing(_ start: PathStart, to end: PathEnd, by way: Path) -> Bounds {
    guard case .endpoint(let sender, _) = start else { return .everything }
    return graph.guards.sending(
      graph.outgoing[topology.endpoints[sender].binding.index], to: receiver(at: end), by: way,
      end.address.family)
  }

  /// The receiver as the sender addresses it.
  private func receiver(at end: PathEnd) -> SymbolicPeer {
    var groups = GroupSetID.none
    if case .endpoint(let target, let own, let asked) = end, own == asked {
      groups = graph.groups[topology.endpoints[target].binding.index]
    }
    return SymbolicPeer(node: graph.peerNode(end.address), groups: groups)
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
