import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// Rulings on random networks, held against the simulator and against single questions.
struct ResolutionLawTests {
  static let networkCount = TestEffort.isThorough ? 3000 : 60

  /// The traffic of some probes of a graph, with fixed source ports.
  private func requests(_ topology: Topology, seed: UInt64, limit: Int) -> [TrafficRequest] {
    var generator = SeededGenerator(seed: seed)
    return Boundaries.traffic(of: topology, limit: limit, using: &generator).compactMap { probe in
      let packet = Packet(
        source: .v4(IPv4Address(rawValue: 0)), destination: .v4(IPv4Address(rawValue: 0)),
        proto: probe.proto, sourcePort: probe.sourcePort, destinationPort: probe.destinationPort)
      guard packet.answer != nil, probe.proto.hasPorts else { return nil }
      return TrafficRequest(
        proto: probe.proto, ports: PortSet(probe.destinationPort), sourcePort: probe.sourcePort)
    }
  }

  @Test(arguments: [false, true])
  func `rulings say what the simulator says`(isDecided: Bool) throws {
    var compared = 0
    var unexplained = 0
    for seed in 1...UInt64(Self.networkCount) {
      let topology = RandomTopology.make(
        seed: seed, options: isDecided ? .decided : RandomTopology.Options())
      let asker = FlowAsker(topology)
      let simulator = PacketSimulator(asker.model.topology)
      for source in topology.endpoints.ids {
        for target in topology.endpoints.ids where source != target {
          for traffic in requests(topology, seed: seed, limit: 6) {
            let row = FlowRow(
              from: topology.endpoints[source].id, to: topology.endpoints[target].id, traffic)
            let ruling = try asker.rule(row)
            guard let packet = try asker.trace(row)?.packet else { continue }
            let simulated = simulator.verdict(
              from: .endpoint(source), to: .endpoint(target), packet: packet)
            compared += 1
            let expected: FlowRuling.Verdict =
              simulated.certainlyPasses ? .delivered : simulated.mayPass ? .undecided : .blocked
            #expect(ruling.verdict == expected, "seed \(seed): \(packet)")
            if ruling.verdict == .blocked, ruling.blockedBy == nil { unexplained += 1 }
          }
        }
      }
    }
    #expect(compared > Self.networkCount)
    #expect(unexplained == 0)
  }

  @Test func `the internet is the best of its addresses`() throws {
    var verdicts: [FlowRuling.Verdict: Int] = [:]
    for seed in 1...UInt64(Self.networkCount) {
      let topology = RandomTopology.make(seed: seed)
      let asker = FlowAsker(topology)
      let directory = PartyDirectory(topology)
      let clients = Boundaries.addresses(of: topology).filter { address in
        directory.worlds(at: address).contains(Topology.internet)
          && topology.worlds.count { $0.addresses.contains(address) } == 1
      }
      for endpoint in topology.endpoints {
        for known in endpoint.addresses {
          let address = known.publicAddress ?? known.address
          for traffic in requests(topology, seed: seed, limit: 4) {
            let words = clients.filter { $0.family == address.family }.map(\.description)
            let single = words.compactMap { word in
              try? asker.rule(FlowRow(from: word, to: "\(address)", traffic)).verdict
            }
            guard !single.isEmpty else { continue }
            let whole = try asker.rule(FlowRow(from: "internet", to: "\(address)", traffic))
            if single.contains(.delivered) {
              #expect(whole.verdict == .delivered, "seed \(seed): \(address)")
            } else if single.contains(.undecided) {
              #expect(whole.verdict != .blocked, "seed \(seed): \(address)")
            }
            verdicts[whole.verdict, default: 0] += 1
          }
        }
      }
    }
    for verdict in FlowRuling.Verdict.allCases { #expect(verdicts[verdict, default: 0] > 0) }
  }
}
