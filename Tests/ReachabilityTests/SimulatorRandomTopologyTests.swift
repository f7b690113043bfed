import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// Whether random graphs are worth comparing on.
struct SimulatorRandomTopologyTests {
  @Test func `the same seed makes the same graph and another seed another`() {
    #expect(RandomTopology.make(seed: 7) == RandomTopology.make(seed: 7))
    #expect(RandomTopology.make(seed: 7) != RandomTopology.make(seed: 8))
  }

  @Test func `every feature occurs and every feature can be turned off`() {
    let graphs = (0..<60).map { RandomTopology.make(seed: $0) }
    func occurs(_ holds: (Topology) -> Bool) -> Bool { graphs.contains(where: holds) }
    #expect(
      occurs { $0.networks.count > 1 && $0.networks[0].prefixes[0] == $0.networks[1].prefixes[0] })
    #expect(occurs { $0.endpoints.contains { $0.addresses.isEmpty } })
    #expect(occurs { $0.endpoints.contains { !$0.initiates } })
    #expect(occurs { $0.filters.contains { $0.unknown != nil } })
    #expect(occurs { $0.routeTables.contains { $0.unknown != nil } })
    #expect(occurs { $0.routeTables.contains { $0.routes.contains { $0.possible != nil } } })
    func gateway(_ holds: @escaping (GatewayKind) -> Bool) -> Bool {
      occurs { $0.gateways.contains { holds($0.kind) } }
    }
    #expect(gateway { if case .internet = $0 { true } else { false } })
    #expect(gateway { if case .egressOnly = $0 { true } else { false } })
    #expect(gateway { if case .opaque = $0 { true } else { false } })
    #expect(gateway { if case .peering(let peering) = $0 { !peering.isActive } else { false } })
    #expect(
      gateway { if case .sourceTranslation(let it) = $0 { it.endpoints.count > 1 } else { false } })
    for seed in 0..<60 {
      let topology = RandomTopology.make(seed: UInt64(seed), options: .decided)
      #expect(topology.assumptions.isEmpty)
      #expect(topology.endpoints.allSatisfy { !$0.addresses.isEmpty })
    }
  }

  @Test func `every verdict is common and answers are lost too`() {
    var counts: [Verdict: Int] = [:]
    var total = 0
    var lostAnswers = 0
    for seed in UInt64(0)..<60 {
      let topology = RandomTopology.make(seed: seed)
      let simulator = PacketSimulator(topology)
      let endpoints = topology.endpoints.ids.map { Party.endpoint($0) }
      for sender in endpoints + [internet()] {
        for receiver in endpoints + [internet()] where receiver != sender {
          let result = simulator.possibility(
            from: sender, to: receiver, proto: .tcp, sourcePort: 49152, destinationPort: 443)
          counts[result.certain ? .certain : result.may ? .maybe : .blocked, default: 0] += 1
          total += 1
          for source in addresses(sender, topology) {
            for destination in addresses(receiver, topology) {
              let packet = Packet(
                source: source, destination: destination, proto: .tcp, sourcePort: 49152,
                destinationPort: 443)
              let trace = simulator.trace(from: sender, to: receiver, packet: packet)
              if trace.outcome == .blockedAnswer { lostAnswers += 1 }
            }
          }
        }
      }
    }
    #expect(counts[.certain, default: 0] * 20 > total, "\(counts)")
    #expect(counts[.maybe, default: 0] * 20 > total, "\(counts)")
    #expect(counts[.blocked, default: 0] * 5 > total, "\(counts)")
    #expect(lostAnswers * 100 > total, "\(lostAnswers) of \(total)")
  }

  private func addresses(_ party: Party, _ topology: Topology) -> [IPAddress] {
    switch party {
    case .outside(_, let address): [address]
    case .endpoint(let id):
      topology.endpoints[id].addresses.flatMap {
        [$0.address] + ($0.publicAddress.map { [$0] } ?? [])
      }
    }
  }
}
