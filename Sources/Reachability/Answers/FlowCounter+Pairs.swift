import PacketSets
import Topology

/// The states of pairs of classes.
extension FlowCounter {
  /// The state of a class of senders towards a place behind a guard.
  ///
  /// - Parameters:
  ///   - cell: The class of senders.
  ///   - place: Where the receivers stand.
  ///   - guardNumber: The receivers' filters.
  ///   - withGroups: Whether the senders' groups count.
  /// - Returns: The state of the best pair of addresses.
  func pairState(
    _ cell: Int32, _ place: Int32, _ guardNumber: Int32, withGroups: Bool
  ) -> FlowState {
    let source = classes.sources[Int(cell)]
    guard source.initiates else { return .blocked }
    let target = classes.places[Int(place)]
    let addresses = graph.topology.endpoints[
      classes.placeRepresentatives[Int(place)].index
    ].addresses
    let isInside = source.subnet >= 0 && source.subnet == target.subnet
    var best = FlowState.blocked
    for (to, presence) in target.presences.enumerated() {
      let known = classes.presences[Int(presence)]
      for (from, origin) in source.presences.enumerated() {
        guard classes.presences[Int(origin)].isV6 == known.isV6 else { continue }
        func meet(_ ways: [Path], asked: IPAddress, groups: GroupSetID) {
          if ways.isEmpty { return }
          let peer = SymbolicPeer(node: graph.peerNode(asked), groups: groups)
          let received = receive(
            ways, source, from, guardNumber, TrafficID(rawValue: target.offers),
            withGroups: withGroups
          ) { graph.guards.sending(source.guardNumber, to: peer, by: $0, asked.family) }
          best = max(best, classifier.state(received))
        }
        let own = addresses[to].address
        let straight =
          isInside && !known.isStray && !classes.presences[Int(origin)].isStray
        meet(
          straight ? fabric.within(origin) : fabric.across(origin, presence, isPublic: false),
          asked: own, groups: target.senderGroups)
        if best == .connected { return best }
        if let outside = addresses[to].publicAddress {
          meet(
            fabric.across(origin, presence, isPublic: true), asked: outside, groups: .none)
          if best == .connected { return best }
        }
      }
    }
    return best
  }

  /// What the filters of receivers let in of what senders send by some ways.
  private func receive(
    _ ways: [Path], _ source: SourceClass, _ from: Int, _ guardNumber: Int32, _ offers: TrafficID,
    withGroups: Bool, sending: (Path) -> Bounds
  ) -> Bounds {
    let representative = classes.representatives[Int(source.presences[from])]
    func node(_ address: IPAddress) -> Int32 {
      if address == representative.address.address { return source.peerNodes[2 * from] }
      if address == representative.address.publicAddress { return source.peerNodes[2 * from + 1] }
      return graph.peerNode(address)
    }
    func pass(_ way: Path) -> Bounds {
      if way.bounds.isNothing { return .nothing }
      let groups = withGroups && way.keepsGroups ? source.groups : .none
      let peer =
        way.source.map { SymbolicPeer(node: node($0), groups: groups) }
        ?? graph.unknownPeer(representative.address.address.family, groups: groups)
      let offered = algebra.pull(
        .exactly(offers),
        through: PacketView(isAnswer: false, remappedPorts: way.remappedPorts))
      return algebra.intersection(
        algebra.intersection(algebra.intersection(way.bounds, sending(way)), offered),
        graph.guards.bounds(guardNumber, peer: peer, remappedPorts: way.remappedPorts))
    }
    return ways.count == 1 ? pass(ways[0]) : algebra.alternatives(ways.map(pass))
  }

  /// The pairs of endpoints with themselves, as the other counts hold them.
  func countSelves(_ both: EndpointSet) -> FlowCount {
    var result = FlowCount()
    if both.isEmpty { return result }
    let known = classes.both
    var counts = Array(repeating: 0, count: known.pairs.count)
    both.walk { endpoint in
      let number = known.classOf[endpoint.index]
      if number >= 0 { counts[Int(number)] += 1 }
    }
    for (number, count) in counts.enumerated() where count > 0 {
      let pair = known.pairs[number]
      let target = classes.destinations[Int(pair.target)]
      let groups = classes.sources[Int(pair.source)].groups
      if !mayAdmit(target.guardNumber, groups) { continue }
      result.add(
        pairState(pair.source, target.place, target.guardNumber, withGroups: true), count)
    }
    return result
  }

  /// The pairs of which one end has no known address.
  func countUnaddressed() -> FlowCount {
    var result = FlowCount()
    if classes.unaddressed.isEmpty { return result }
    let sources = question.sources.endpoints
    let targets = question.destinations.endpoints
    func count(_ from: Party, _ to: Party, _ number: Int) {
      let state = classifier.state(judge.bounds(from: from, to: to))
      result.add(state, number)
      examples.add(state, from: from, to: to, number, self)
    }
    let unknown = Set(classes.unaddressed)
    for target in classes.unaddressed where targets.contains(target) {
      for outside in question.sources.outside {
        let best = outsideAtoms(outside).max {
          outsideState($0, outside, target) < outsideState($1, outside, target)
        }
        guard let best else { continue }
        count(.outside(outside.world, best.representative), .endpoint(target), 1)
      }
      for cell in weights.indices where weights[cell] > 0 {
        guard let member = index.member(of: Int32(cell), in: sources) else { continue }
        count(.endpoint(member), .endpoint(target), Int(weights[cell]))
      }
      for source in classes.unaddressed + classes.apartSources
      where sources.contains(source) && source != target {
        count(.endpoint(source), .endpoint(target), 1)
      }
    }
    for source in classes.unaddressed where sources.contains(source) {
      for outside in question.destinations.outside {
        let parties = outsideAtoms(outside).map {
          Party.outside(outside.world, $0.representative)
        }
        guard let best = parties.max(by: { leaving(source, $0) < leaving(source, $1) }) else {
          continue
        }
        count(.endpoint(source), best, 1)
      }
      for target in targets.members where !unknown.contains(target) {
        count(.endpoint(source), .endpoint(target), 1)
      }
    }
    return result
  }

  private func leaving(_ source: ID<Endpoint>, _ target: Party) -> FlowState {
    classifier.state(judge.bounds(from: .endpoint(source), to: target))
  }

  private func outsideState(
    _ atom: OutsideAtom, _ outside: OutsideSet, _ target: ID<Endpoint>
  ) -> FlowState {
    classifier.state(
      judge.bounds(
        from: .outside(outside.world, atom.representative), to: .endpoint(target)))
  }
}
