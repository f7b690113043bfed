import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// Holds what the engine says about a graph against what the simulator says, packet by packet.
struct EngineComparison {
  /// How many packets were asked of both.
  var compared = 0
  /// How many of these the two judge differently.
  var differences = 0
  /// How many are certain to pass, blocked, and undecided.
  var outcomes = (certain: 0, blocked: 0, undecided: 0)

  /// Asks about packets between parties that chance chooses.
  mutating func compare(
    _ topology: Topology, _ title: String, packets limit: Int, _ generator: inout SeededGenerator
  ) {
    let model = ReachabilityModel(topology)
    let simulator = PacketSimulator(model.topology)
    var parties = topology.endpoints.ids.map { Party.endpoint($0) }
    if parties.count > 5 { parties = Array(parties.shuffled(using: &generator).prefix(5)) }
    for text in ["203.0.113.9", "2001:db8:f::9"] {
      guard let address = IPAddress(text),
        topology.worlds[Topology.internet].addresses.contains(address)
      else { continue }
      parties.append(.outside(Topology.internet, address))
    }
    let nowhere = IPAddress.v4(IPv4Address(rawValue: 0))
    let packets = Boundaries.traffic(of: topology, limit: limit, using: &generator).map {
      Packet(
        source: nowhere, destination: nowhere, proto: $0.proto, sourcePort: $0.sourcePort,
        destinationPort: $0.destinationPort)
    }.filter { $0.answer != nil }
    for source in parties {
      for target in parties where source != target {
        if case .outside = source, case .outside = target { continue }
        let connection = model.connection(from: source, to: target)
        for packet in packets {
          compared += 1
          let simulated = simulator.possibility(
            from: source, to: target, proto: packet.proto, sourcePort: packet.sourcePort,
            destinationPort: packet.destinationPort)
          let certain = connection.certain.contains(packet)
          let possible = connection.possible.contains(packet)
          if certain {
            outcomes.certain += 1
          } else if possible {
            outcomes.undecided += 1
          } else {
            outcomes.blocked += 1
          }
          if simulated.certain == certain && simulated.may == possible { continue }
          differences += 1
          if differences <= 3 {
            Issue.record(
              """
              \(title): \(source) -> \(target) \(packet): simulator \(simulated), engine certain \
              \(certain) may \(possible)
              """)
          }
        }
      }
    }
  }
}
