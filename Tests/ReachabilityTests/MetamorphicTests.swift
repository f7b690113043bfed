import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// What changes of a graph must do to every connection of it, whatever the connections are.
@Suite struct MetamorphicTests {
  @Test(arguments: Metamorphosis.allCases)
  func `connections follow a change of random networks as they must`(_ change: Metamorphosis) {
    var tried = 0
    for seed in 0..<UInt64(TestEffort.isThorough ? 2_000 : 60) {
      let topology = RandomTopology.make(seed: seed)
      var generator = SeededGenerator(seed: seed)
      guard let changed = change.applied(to: topology, using: &generator) else { continue }
      tried += 1
      let (before, after) = (ReachabilityModel(topology), ReachabilityModel(changed))
      let parties = Probes(topology, seed: seed).parties
      for source in parties {
        for target in parties where source != target {
          if case .outside = source, case .outside = target { continue }
          let old = before.connection(from: source, to: target)
          let new = after.connection(from: source, to: target)
          let isRight =
            change.keepsConnections
            ? new.certain == old.certain && new.possible == old.possible
            : new.certain.isSubset(of: old.certain) && new.possible.isSubset(of: old.possible)
          #expect(isRight, "seed \(seed) \(change): \(source) -> \(target): \(old), then \(new)")
        }
      }
    }
    #expect(tried > 20)
  }

  @Test func `the pairs of two groups of sources are those of both together`() {
    for seed in 0..<UInt64(TestEffort.isThorough ? 2_000 : 60) {
      let topology = RandomTopology.make(seed: seed)
      let model = ReachabilityModel(topology)
      let universe = topology.endpoints.count
      var (odd, even) = (EndpointSet(universe: universe), EndpointSet(universe: universe))
      for id in topology.endpoints.ids {
        if id.index % 2 == 0 { even.insert(id) } else { odd.insert(id) }
      }
      func count(_ sources: EndpointSet) -> [Int] {
        let answer = model.answer(
          FlowQuestion(
            sources: PartySet(endpoints: sources),
            destinations: PartySet(endpoints: .all(universe: universe)), traffic: .tcp(0...1023)))
        return [answer.pairsChecked, answer.pairsConnected, answer.pairsUndecided]
      }
      let sum = zip(count(odd), count(even)).map { $0 + $1 }
      #expect(sum == count(odd.union(even)), "seed \(seed)")
    }
  }
}
