import Documents
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// The engine and the simulator on graphs as they come from Azure: with tags, parts of subnets,
/// balancers, admin rules and middleboxes.
@Suite struct EngineTests {
  private static let variations = TestEffort.isThorough ? 200 : 20

  @Test(arguments: Fixture.allCases)
  func `agree with each other on fixtures and their variations`(fixture: Fixture) throws {
    let original = try fixture.imported().topology
    #expect(original.endpoints.count > 1)
    var differences = 0
    var compared = 0
    for step in 0..<Self.variations {
      var generator = SeededGenerator(seed: UInt64(step + 1))
      var topology = original
      if step > 0 { vary(&topology, &generator) }
      let model = ReachabilityModel(topology)
      let simulator = PacketSimulator(model.topology)
      let probes = probes(topology, &generator)
      for source in probes.parties {
        for target in probes.parties where source != target {
          if case .outside = source, case .outside = target { continue }
          let connection = model.connection(from: source, to: target)
          for packet in probes.packets {
            compared += 1
            let simulated = simulator.possibility(
              from: source, to: target, proto: packet.proto, sourcePort: packet.sourcePort,
              destinationPort: packet.destinationPort)
            let certain = connection.certain.contains(packet)
            let possible = connection.possible.contains(packet)
            if simulated.certain == certain && simulated.may == possible { continue }
            differences += 1
            if differences <= 3 {
              Issue.record(
                """
                \(fixture) variation \(step): \(source) -> \(target) \(packet): simulator \
                \(simulated), engine certain \(certain) may \(possible)
                """)
            }
          }
        }
      }
    }
    #expect(differences == 0, "\(differences) of \(compared)")
    #expect(compared > 50)
  }

  /// How many random estates one of the ten test cases makes.
  private static let estates = TestEffort.isThorough ? 520 : 30

  @Test(arguments: 0..<10) func `agree with each other on estates that chance makes`(
    part: Int
  ) throws {
    var comparison = EngineComparison()
    for number in 0..<Self.estates {
      var generator = SeededGenerator(seed: UInt64(part * 100_000 + number))
      let resources = RandomEstate.resources(&generator)
      let imported = try Imported(
        files: ["x.json": "{\"value\": [\(resources.joined(separator: ",\n"))]}"])
      #expect(!imported.diagnostics.hasErrors)
      comparison.compare(imported.topology, "estate \(part)/\(number)", packets: 8, &generator)
    }
    #expect(comparison.differences == 0, "\(comparison.differences) of \(comparison.compared)")
    #expect(comparison.outcomes.certain > Self.estates)
    #expect(comparison.outcomes.blocked > Self.estates)
    #expect(comparison.outcomes.undecided > Self.estates / 4)
  }

  /// Drops or turns some rules and routes.
  private func vary(_ topology: inout Topology, _ generator: inout SeededGenerator) {
    for number in topology.filters.ids {
      var kept: [FilterRule] = []
      for rule in topology.filters[number].rules {
        var rule = rule
        switch UInt8.random(in: 0..<10, using: &generator) {
        case 0:
          // What jumps goes on one earlier when a rule before its goal is gone.
          if topology.filters[number].rules.contains(where: \.jumps) { break }
          continue
        case 1 where !rule.jumps: rule.action = rule.action == .allow ? .deny : .allow
        default: break
        }
        kept.append(rule)
      }
      topology.filters[number].rules = kept
    }
    for number in topology.routeTables.ids {
      topology.routeTables[number].routes.removeAll { _ in
        UInt8.random(in: 0..<12, using: &generator) == 0
      }
    }
  }

  private func probes(
    _ topology: Topology, _ generator: inout SeededGenerator
  ) -> (parties: [Party], packets: [Packet]) {
    var parties = topology.endpoints.ids.map { Party.endpoint($0) }
    if parties.count > 7 { parties = Array(parties.shuffled(using: &generator).prefix(7)) }
    for text in ["203.0.113.9", "198.18.0.9"] {
      if let address = IPAddress(text) { parties.append(.outside(Topology.internet, address)) }
    }
    let nowhere = IPAddress.v4(IPv4Address(rawValue: 0))
    let packets = Boundaries.traffic(of: topology, limit: 16, using: &generator).map {
      Packet(
        source: nowhere, destination: nowhere, proto: $0.proto, sourcePort: $0.sourcePort,
        destinationPort: $0.destinationPort)
    }.filter { $0.answer != nil }
    return (parties, packets)
  }
}

extension FilterRule {
  fileprivate var jumps: Bool {
    if case .jump = action { return true }
    return false
  }
}
