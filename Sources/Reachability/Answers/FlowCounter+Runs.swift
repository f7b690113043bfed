import PacketSets
import Topology

/// Senders of a bundle, run by run of addresses that a guard does not tell apart.
extension FlowCounter {
  /// Counts the senders of a bundle that a place admits behind a guard that names no groups.
  func count(
    _ range: Range<Int>, _ place: Int32, _ shadow: Int32, into result: inout BroadCount
  ) {
    if sums[range.upperBound] == sums[range.lowerBound] { return }
    let direct = directBounds(of: classes.sources[Int(index.order[range.lowerBound])], to: place)
    if let direct, classifier.state(direct) == .blocked { return }
    var position = range.lowerBound
    while position < range.upperBound {
      let cell = index.order[position]
      let node = index.node(of: cell)
      var end = position + 1
      if direct != nil || classes.sources[Int(cell)].isPlain {
        let run = index.runEnd(of: node, in: shadow)
        end = index.firstPosition(in: end..<range.upperBound, withNodeFrom: run)
      }
      let number = Int(sums[end] - sums[position])
      if number > 0 {
        let state: FlowState
        if let direct {
          let admitted = graph.guards.bounds(
            shadow, peer: SymbolicPeer(node: node, groups: .none), remappedPorts: nil)
          state = classifier.state(algebra.intersection(direct, admitted))
        } else {
          state = pairState(cell, place, shadow, withGroups: false)
        }
        result.add(state, number, weighted(position..<end))
      }
      position = end
    }
  }

  /// The first two classes of a range that have senders of the question.
  private func weighted(_ range: Range<Int>) -> [Int32] {
    Array(
      range.lazy.map { self.index.order[$0] }.filter { self.weights[Int($0)] > 0 }.prefix(2))
  }

  /// What a bundle sends to a place before the filters of receivers judge it.
  ///
  /// - Returns: The bounds where everything comes by one way, under the senders' own address and to
  ///   the receivers' own; nil where it is not as simple as that.
  private func directBounds(of source: SourceClass, to place: Int32) -> Bounds? {
    let target = classes.places[Int(place)]
    guard source.isPlain, target.presences.count == 1 else { return nil }
    let origin = source.presences[0]
    let presence = classes.presences[Int(target.presences[0])]
    let representative = classes.representatives[Int(target.presences[0])].address
    guard presence.publicNode < 0, representative.publicAddress == nil else { return nil }
    if classes.presences[Int(origin)].isV6 != presence.isV6 { return .nothing }
    let isInside =
      source.subnet >= 0 && source.subnet == target.subnet && !presence.isStray
      && !classes.presences[Int(origin)].isStray
    let ways =
      isInside
      ? fabric.within(origin) : fabric.across(origin, target.presences[0], isPublic: false)
    if ways.isEmpty { return .nothing }
    guard ways.count == 1, ways[0].remappedPorts == nil,
      ways[0].source == classes.representatives[Int(origin)].address.address
    else { return nil }
    let asked = graph.topology.endpoints[
      classes.placeRepresentatives[Int(place)].index
    ].addresses[0].address
    let sending = graph.guards.sending(
      source.guardNumber,
      to: SymbolicPeer(node: graph.peerNode(asked), groups: target.senderGroups), by: ways[0],
      asked.family)
    return algebra.restricted(
      algebra.intersection(sending, ways[0].bounds), to: TrafficID(rawValue: target.offers))
  }
}

extension FlowCounter.BroadCount {
  /// Counts senders of a state, of which some may serve as examples.
  mutating func add(_ state: FlowState, _ number: Int, _ examples: @autoclosure () -> [Int32]) {
    count.add(state, number)
    switch state {
    case .connected: if connectedExamples.count < 2 { connectedExamples += examples() }
    case .undecided: if undecidedExamples.count < 2 { undecidedExamples += examples() }
    case .blocked: break
    }
  }
}
