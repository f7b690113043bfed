import PacketSets
import Topology

/// Pairs with an endpoint that is in no class, because forwardings or filtered translations concern
/// it.
extension FlowCounter {
  /// Counts the pairs of endpoints that are asked for one by one.
  ///
  /// - Complexity: O(*a* · *c*) for *a* such endpoints and *c* classes on the other side.
  func countApart(_ receivers: [Receivers]) -> FlowCount {
    var result = FlowCount()
    let sources = question.sources.endpoints
    let targets = question.destinations.endpoints
    func count(_ from: Party, _ to: Party, _ number: Int) {
      let state = classifier.state(judge.bounds(from: from, to: to))
      result.add(state, number)
      examples.add(state, from: from, to: to, number, self)
    }
    let asked = classes.apartSources.filter { sources.contains($0) }
    for target in classes.apartTargets where targets.contains(target) {
      for outside in question.sources.outside {
        if let best = best(outside, { ($0, .endpoint(target)) }) {
          count(best, .endpoint(target), 1)
        }
      }
      for cell in weights.indices where weights[cell] > 0 {
        if let member = index.member(of: Int32(cell), in: sources, otherThan: target) {
          count(.endpoint(member), .endpoint(target), Int(weights[cell]))
        }
      }
      for source in asked where source != target { count(.endpoint(source), .endpoint(target), 1) }
    }
    for source in asked {
      for outside in question.destinations.outside {
        if let best = best(outside, { (.endpoint(source), $0) }) {
          count(.endpoint(source), best, 1)
        }
      }
      for group in receivers {
        let isInside = targets.contains(source) && isReceiver(source, of: group)
        let number = isInside ? group.count - 1 : group.count
        if number == 0 { continue }
        var member = group.member
        if member == source {
          let others = targets.members.lazy.filter {
            $0 != source && self.isReceiver($0, of: group)
          }
          guard let other = others.first else { continue }
          member = other
        }
        count(.endpoint(source), .endpoint(member), number)
      }
    }
    return result
  }

  private func isReceiver(_ endpoint: ID<Endpoint>, of group: Receivers) -> Bool {
    classes.destinationClass[endpoint.index] == group.number
  }

  /// The address of a set outside that has the best state in a pair.
  private func best(_ outside: OutsideSet, _ pair: (Party) -> (from: Party, to: Party)) -> Party? {
    var best: (party: Party, state: FlowState)?
    for atom in outsideAtoms(outside) {
      let party = Party.outside(outside.world, atom.representative)
      let (from, to) = pair(party)
      let state = classifier.state(judge.bounds(from: from, to: to))
      if best.map({ state > $0.state }) ?? true { best = (party, state) }
      if state == .connected { break }
    }
    return best?.party
  }
}
