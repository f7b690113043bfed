import Composition
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// The graphs of all samples, and so of all providers, under changes of known effect.
@Suite struct `Graphs of samples` {
  @Test(arguments: JudgedSample.names)
  func `follow changes as they must`(_ name: String) async throws {
    let sample = try await JudgedSample(name, on: try #require(`The samples`.day))
    let topology = sample.graph.topology
    let before = ReachabilityModel(topology)
    let client = try #require(IPAddress("198.51.100.77"))
    let endpoints = topology.endpoints.ids.prefix(TestEffort.isThorough ? 60 : 14)
    let parties: [Party] =
      endpoints.map { .endpoint($0) } + [.outside(Topology.internet, client)]
    var tried = 0
    for change in Metamorphosis.allCases {
      for seed in 0..<UInt64(TestEffort.isThorough ? 40 : 3) {
        var generator = SeededGenerator(seed: seed)
        guard let changed = change.applied(to: topology, using: &generator) else { continue }
        tried += 1
        let after = ReachabilityModel(changed)
        for source in parties {
          for target in parties where source != target {
            let old = before.connection(from: source, to: target)
            let new = after.connection(from: source, to: target)
            let isRight =
              change.keepsConnections
              ? new.certain == old.certain && new.possible == old.possible
              : new.certain.isSubset(of: old.certain) && new.possible.isSubset(of: old.possible)
            #expect(isRight, "\(name) \(change) \(seed): \(source) -> \(target)")
          }
        }
      }
    }
    #expect(tried > 6)
  }
}
