import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// The symbolic engine and the concrete simulator are two programs written from one page.
@Suite struct `The engine and the simulator` {
  static let networkCount = TestEffort.isThorough ? 10_000 : 100

  @Test func `agree on every pair and every boundary of random networks without gaps`() {
    compare(count: Self.networkCount / 2, seed: 1, options: .decided)
  }

  @Test func `agree on random networks with unknown parts`() {
    compare(count: Self.networkCount / 2, seed: 1_000_000, options: RandomTopology.Options())
  }

  private func compare(count: Int, seed: UInt64, options: RandomTopology.Options) {
    var differences = 0
    var compared = 0
    for step in 0..<count {
      let topology = RandomTopology.make(seed: seed + UInt64(step), options: options)
      let model = ReachabilityModel(topology)
      let simulator = PacketSimulator(model.topology)
      let probes = Probes(topology, seed: seed + UInt64(step))
      for source in probes.parties {
        for target in probes.parties where source != target {
          if case .outside = source, case .outside = target { continue }
          let connection = model.connection(from: source, to: target)
          for probe in probes.packets {
            compared += 1
            let simulated = simulator.possibility(
              from: source, to: target, proto: probe.proto, sourcePort: probe.sourcePort,
              destinationPort: probe.destinationPort)
            let certain = connection.certain.contains(probe)
            let possible = connection.possible.contains(probe)
            if simulated.certain == certain && simulated.may == possible { continue }
            differences += 1
            if differences <= 5 {
              Issue.record(
                """
                seed \(seed + UInt64(step)): \(source) -> \(target) \(probe): simulator \
                \(simulated), engine certain \(certain) may \(possible)
                """)
            }
          }
        }
      }
    }
    #expect(differences == 0, "\(differences) of \(compared)")
    #expect(compared > count)
  }
}

/// The parties and packets at which something may change in a small graph.
struct Probes {
  var parties: [Party]
  var packets: [Packet]

  init(_ topology: Topology, seed: UInt64, outsideLimit: Int = 4, trafficLimit: Int = 24) {
    var generator = SeededGenerator(seed: seed)
    parties = topology.endpoints.ids.map { .endpoint($0) }
    let outside = Boundaries.outside(of: topology, limit: 40, using: &generator)
    parties += outside.lazy.filter { !Self.isOwned($0.address, topology) }.prefix(outsideLimit)
      .map { Party.outside($0.world, $0.address) }
    let nowhere = IPAddress.v4(IPv4Address(rawValue: 0))
    packets = Boundaries.traffic(of: topology, limit: trafficLimit, using: &generator).map {
      Packet(
        source: nowhere, destination: nowhere, proto: $0.proto, sourcePort: $0.sourcePort,
        destinationPort: $0.destinationPort)
    }.filter { $0.answer != nil }
  }

  /// Whether an address belongs to an endpoint or a network of the graph, so to no world.
  static func isOwned(_ address: IPAddress, _ topology: Topology) -> Bool {
    let isEndpoint = topology.endpoints.contains { endpoint in
      endpoint.addresses.contains { $0.address == address || $0.publicAddress == address }
    }
    let isInside = topology.networks.contains { network in
      network.prefixes.contains { $0.contains(address) }
    }
    return isEndpoint || (isInside && !(address.family == .v4 && address.isGlobal))
  }
}
