import PacketSets
import Topology

/// Which receivers are reached by anybody, rather than by how many; what they hand on is not theirs.
extension FlowCounter {
  /// The destinations of the question to which any of its sources can open a connection, certainly and
  /// possibly.
  ///
  /// Sources and destinations must have no endpoint in common.
  ///
  /// - Complexity: as that of counting, and O(*a* · *d*) for *a* endpoints that are asked for one by
  ///   one and *d* classes of receivers.
  func reached() -> (certain: EndpointSet, possible: EndpointSet) {
    let targets = question.destinations.endpoints
    let sources = question.sources.endpoints
    let asked = (classes.apartSources + classes.unaddressed).filter { sources.contains($0) }
    let alone = Set(classes.apartTargets + classes.unaddressed)
    var states = Array(repeating: FlowState.blocked, count: classes.destinations.count)
    for group in receivers(targets) where !alone.contains(group.member) {
      var count = countFromOutside(to: group)
      count.add(countSenders(to: group))
      let state = best(count.state, asked.lazy.map { .endpoint($0) }, to: group.member)
      states[Int(group.number)] = state
    }
    var certain = EndpointSet(universe: targets.universe)
    var possible = certain
    func note(_ endpoint: ID<Endpoint>, _ state: FlowState) {
      if state != .blocked { possible.insert(endpoint) }
      if state == .connected { certain.insert(endpoint) }
    }
    targets.walk { endpoint in
      let number = classes.destinationClass[endpoint.index]
      if number >= 0, !alone.contains(endpoint) { note(endpoint, states[Int(number)]) }
    }
    for target in alone where targets.contains(target) {
      note(target, state(of: target, asked))
    }
    return (certain, possible)
  }

  /// The best state of any source towards a target that is asked for by itself.
  private func state(of target: ID<Endpoint>, _ asked: [ID<Endpoint>]) -> FlowState {
    let outside = question.sources.outside.lazy.flatMap { set in
      self.outsideAtoms(set).map { Party.outside(set.world, $0.representative) }
    }
    let senders = weights.indices.lazy.filter { self.weights[$0] > 0 }.compactMap {
      self.index.member(of: Int32($0), in: self.question.sources.endpoints)
    }
    var result = best(.blocked, outside, to: target)
    result = best(result, senders.map { .endpoint($0) }, to: target)
    return best(result, asked.lazy.map { .endpoint($0) }, to: target)
  }

  private func best(
    _ state: FlowState, _ sources: some Sequence<Party>, to target: ID<Endpoint>
  ) -> FlowState {
    var result = state
    for source in sources where result < .connected && source != .endpoint(target) {
      let bounds = judge.ownBounds(from: source, to: .endpoint(target))
      result = max(result, classifier.state(bounds))
    }
    return result
  }
}

extension FlowCount {
  /// What a set of pairs is when anybody's connection counts.
  var state: FlowState {
    connected > 0 ? .connected : undecided > 0 ? .undecided : .blocked
  }
}
