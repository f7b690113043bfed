import PacketSets
import Topology

/// What the engine says about two concrete ends.
extension FlowAsker {
  /// What can be opened between two ends; nil when nobody has the destination address.
  func connection(_ pair: FlowPair) -> Connection? {
    guard let receiver = pair.receiver else { return nil }
    guard let source = pair.source, let destination = pair.destination else {
      return model.connection(from: pair.sender, to: receiver)
    }
    guard pair.family != nil else { return Connection.none }
    let start: PathStart
    switch pair.sender {
    case .outside(let world, _): start = .world(world, source)
    case .endpoint(let id):
      guard model.topology.endpoints[id].initiates else { return Connection.none }
      start = .endpoint(id, source)
    }
    var bounds = Bounds.nothing
    for goal in model.judge.goals(of: receiver, for: pair.sender)
    where goal.end.address == destination {
      bounds = model.graph.algebra.union(bounds, model.judge.judge(start, goal))
    }
    return model.graph.algebra.connection(bounds)
  }

  /// The first packets that open connections in a family.
  func opening(_ family: AddressFamily) -> TrafficSet {
    let algebra = model.graph.algebra
    return algebra.traffic[algebra.opening(family)]
  }

  /// What is asked about two ends.
  func asked(_ traffic: TrafficRequest, _ pair: FlowPair) -> TrafficSet {
    let family = pair.family ?? .v4
    return traffic.traffic(in: family, opening: opening(family))
  }

  /// The verdict about two ends; of a blocked one nothing but that.
  func judge(_ finding: PairFinding, _ traffic: TrafficRequest) -> FlowRuling {
    guard let connection = finding.connection else { return simulate(finding.pair, traffic) }
    let asked = asked(traffic, finding.pair)
    let isFixed = traffic.sourcePort != nil
    if asked.isSubset(of: isFixed ? connection.certain : finding.certain) {
      return FlowRuling(.delivered)
    }
    if !asked.isSubset(of: isFixed ? connection.possible : finding.possible) {
      return FlowRuling(.blocked)
    }
    let certain = connection.certain.intersection(asked)
    if certain == connection.possible.intersection(asked) {
      return FlowRuling(
        .undecided, message: "depends on the client's source port: \(certain) passes")
    }
    return FlowRuling(.undecided, assumptions: connection.assumptions)
  }

  /// The verdict about a destination address that nobody has.
  private func simulate(_ pair: FlowPair, _ traffic: TrafficRequest) -> FlowRuling {
    guard let trace = trace(pair, asked(traffic, pair), traffic) else {
      return FlowRuling(.blocked)
    }
    switch trace.outcome {
    case .delivered: return FlowRuling(.delivered)
    case .blockedForward, .blockedAnswer: return FlowRuling(.blocked)
    case .undecided(let assumptions): return FlowRuling(.undecided, assumptions: assumptions)
    }
  }
}
