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
    for goal in goals(of: to, for: from) {
      result = algebra.union(result, bounds(from: from, to: goal))
    }
    return result
  }

  /// A way to a party: the address that is asked for and the forwardings from there.
  struct Goal {
    var end: PathEnd
    var chain: [RelayStep] = []
    /// The endpoint and the address at which the last forwarding delivers.
    var last: PathEnd?
    /// How far destination ports are moved as the party sees them.
    var portOffset = 0
  }

  /// The connections from one party to another that end there, none that it hands on.
  func ownBounds(from: Party, to: Party) -> Bounds {
    if from == to { return .everything }
    if isUnaddressed(from) || isUnaddressed(to) { return judgeUnaddressed(from, to) }
    return goals(of: to, for: from, handsOn: false).reduce(Bounds.nothing) {
      algebra.union($0, bounds(from: from, to: $1))
    }
  }

  /// The ways by which a party can be asked for.
  ///
  /// - Parameters:
  ///   - party: The party.
  ///   - from: Who asks.
  ///   - handsOn: Whether those count as well that lead on from it by forwardings.
  /// - Returns: The ways.
  func goals(of party: Party, for from: Party, handsOn: Bool = true) -> [Goal] {
    var result = ends(of: party, for: from).map { Goal(end: $0) }
    guard case .endpoint(let endpoint) = party, graph.relays.concerns(endpoint) else {
      return result
    }
    for chain in handsOn ? graph.relays.chains(from: endpoint) : [] {
      result += goals(chain, for: from, movesPorts: false)
    }
    for chain in graph.relays.chains(to: endpoint) {
      result += goals(chain, for: from, movesPorts: true)
    }
    return result
  }

  private func goals(_ chain: RelayChain, for from: Party, movesPorts: Bool) -> [Goal] {
    guard let step = chain.steps.last else { return [] }
    let target = topology.forwardings[step.forwarding].targets[step.target]
    let offset = chain.steps.reduce(0) { $0 + topology.forwardings[$1.forwarding].portOffset }
    return ends(of: .endpoint(chain.machine), for: from).map {
      Goal(
        end: $0, chain: chain.steps,
        last: .endpoint(target.endpoint, own: target.address, asked: target.address),
        portOffset: movesPorts ? offset : 0)
    }
  }

  /// The connections from a party by one way to another, as that one sees them.
  func bounds(from: Party, to goal: Goal) -> Bounds {
    let end = goal.end
    switch from {
    case .outside(let world, let address):
      return algebra.pushed(judge(.world(world, address), goal), by: goal.portOffset)
    case .endpoint(let endpoint):
      let sender = topology.endpoints[endpoint]
      guard sender.initiates else { return .nothing }
      var result = Bounds.nothing
      for address in sender.addresses where address.address.family == end.address.family {
        result = algebra.union(result, judge(.endpoint(endpoint, address.address), goal))
      }
      return algebra.pushed(result, by: goal.portOffset)
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
  func judge(_ start: PathStart, _ goal: Goal) -> Bounds {
    let end = goal.end
    if sendsNothing(start, to: end) { return .nothing }
    return algebra.union(
      of: Walker(graph: graph).choices(from: start, to: end, by: goal.chain).map { ways in
        algebra.alternatives(
          ways.map { way in
            algebra.intersection(
              outgoing(start, to: end, by: way),
              incoming(way, from: start, at: goal.last ?? end))
          })
      })
  }

  /// Whether the sender's own filters let nothing out to an address.
  private func sendsNothing(_ start: PathStart, to end: PathEnd) -> Bool {
    guard case .endpoint(let sender, _) = start else { return false }
    return graph.guards.first(
      graph.outgoing[topology.endpoints[sender].binding.index], peer: graph.receiver(at: end)
    ).isNothing
  }

  /// What the sender's own filters let out to an address, and back in, by a way.
  private func outgoing(_ start: PathStart, to end: PathEnd, by way: Path) -> Bounds {
    guard case .endpoint(let sender, _) = start else { return .everything }
    return graph.guards.sending(
      graph.outgoing[topology.endpoints[sender].binding.index], to: graph.receiver(at: end),
      by: way,
      end.address.family)
  }

  /// What a way carries of what the filters at its far end let in.
  func incoming(_ path: Path, from start: PathStart, at end: PathEnd) -> Bounds {
    guard case .endpoint(let target, let own, _) = end, !path.bounds.isNothing else {
      return path.bounds
    }
    var groups = path.addedGroups
    if path.keepsGroups, case .endpoint(let sender, _) = start {
      groups = graph.guards.groups.union(
        groups, graph.groups[topology.endpoints[sender].binding.index])
    }
    let endpoint = topology.endpoints[target]
    let peer =
      path.source.map { SymbolicPeer(node: graph.peerNode($0), groups: groups) }
      ?? graph.unknownPeer(end.address.family, groups: groups)
    let admitted = graph.guards.bounds(
      graph.incoming[endpoint.binding.index], peer: peer, remappedPorts: path.remappedPorts,
      portOffset: path.portOffset)
    let offers = endpoint.offers.subtracting(graph.relays.accepted(by: target, at: own))
    let offered = algebra.pull(
      .exactly(algebra.traffic.intern(offers)),
      through: PacketView(
        isAnswer: false, remappedPorts: path.remappedPorts, portOffset: path.portOffset))
    return algebra.intersection(algebra.intersection(path.bounds, admitted), offered)
  }
}
