import Documents
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

@testable import GCPImport

/// The engine and the simulator judge what the importer makes alike, also with rules that chance
/// dropped or turned.
@Suite struct EngineAgainstSimulatorTests {
  static let variations = TestEffort.isThorough ? 40 : 3

  @Test(arguments: 0..<6) func `agree on projects and random variations`(number: Int) throws {
    let topology = try project(number).topology
    try compare(topology, seed: UInt64(number) * 1000)
  }

  @Test(arguments: ["gcp-three-tier", "gcp-hierarchical-policies"])
  func `agree on the samples and random variations`(name: String) throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory(["/\(root)/samples/\(name)/export"], into: &diagnostics),
      into: &diagnostics)
    try #require(!catalog.files.isEmpty)
    try compare(try Imported(catalog).topology, seed: 77)
  }

  /// How many random projects one of the ten test cases makes.
  static let projects = TestEffort.isThorough ? 520 : 30

  @Test(arguments: 0..<10) func `agree on projects that chance makes`(part: Int) throws {
    var comparison = EngineComparison()
    var refused = 0
    for number in 0..<Self.projects {
      var generator = SeededGenerator(seed: UInt64(part * 100_000 + number))
      let project = Project.random(&generator)
      let imported = try Imported(files: project.files)
      if imported.codes.contains("gcp.record") { refused += 1 }
      comparison.compare(
        imported.topology, "project \(part)/\(number)", packets: 8, &generator)
    }
    #expect(comparison.differences == 0, "\(comparison.differences) of \(comparison.compared)")
    #expect(comparison.outcomes.certain > Self.projects)
    #expect(comparison.outcomes.blocked > Self.projects)
    #expect(comparison.outcomes.undecided > Self.projects / 4)
    #expect(refused == 0)
  }

  private func project(_ number: Int) throws -> Imported {
    typealias Balancing = PassThroughTests
    return try Imported {
      $0.firewalls = [
        Project.rule("ssh", Project.ssh, deny: true, priority: 800, #""sourceTags": ["db"]"#),
        Project.rule("http", Balancing.http, Project.anySource),
        Project.rule(
          "own", Balancing.http, deny: true, priority: 700,
          "\(Project.anySource), \"destinationRanges\": [\"192.0.2.90/32\", \"10.1.0.64/27\"]"),
      ]
      $0.policies = [
        Project.policy(
          "org",
          Project.policyRule(
            100, "goto_next", #""srcIpRanges": ["10.0.0.0/8"], \#(Project.ssh4)"#),
          Project.policyRule(200, "deny", #""srcIpRanges": ["10.1.0.0/16"], \#(Project.ssh4)"#))
      ]
      switch number {
      case 0: break
      case 1: peer(&$0)
      case 2: dualStack(&$0, rule: "\"sourceRanges\": [\"::/0\"]")
      case 3, 4:
        let scheme = number == 3 ? "EXTERNAL" : "INTERNAL"
        $0.others = Balancing.backends(scheme, members: number == 3 ? ["db", "gone"] : ["db"])
        let address = number == 3 ? "192.0.2.90" : "10.1.0.90"
        let more = number == 3 ? Balancing.service : "\(Balancing.service), \(Balancing.inside)"
        $0.others["forwarding-rules.json"] =
          "[\(Balancing.rule("front", address, scheme: scheme, more))]"
      default:
        $0.instances[0] = Project.machine(
          "web", "10.1.0.10", interface: #""aliasIpRanges": [{"ipCidrRange": "10.1.0.64/26"}]"#)
        $0.routers = nil
      }
    }
  }

  private func compare(_ original: Topology, seed: UInt64) throws {
    var differences = 0
    var compared = 0
    for step in 0...Self.variations {
      var generator = SeededGenerator(seed: seed + UInt64(step))
      let topology = step == 0 ? original : varied(original, using: &generator)
      let model = ReachabilityModel(topology)
      let simulator = PacketSimulator(model.topology)
      var parties = topology.endpoints.ids.map { Party.endpoint($0) }
      parties += Boundaries.outside(of: topology, limit: 60, using: &generator).filter { found in
        !isOwned(found.address, topology)
      }.prefix(6).map { Party.outside($0.world, $0.address) }
      let packets = Boundaries.traffic(of: topology, limit: 24, using: &generator)
      for source in parties {
        for target in parties where source != target {
          if case .outside = source, case .outside = target { continue }
          let connection = model.connection(from: source, to: target)
          for probe in packets {
            let packet = Packet(
              source: .v4(IPv4Address(rawValue: 0)), destination: .v4(IPv4Address(rawValue: 0)),
              proto: probe.proto, sourcePort: probe.sourcePort,
              destinationPort: probe.destinationPort)
            guard packet.answer != nil else { continue }
            compared += 1
            let verdict = simulator.possibility(
              from: source, to: target, proto: probe.proto, sourcePort: probe.sourcePort,
              destinationPort: probe.destinationPort)
            if verdict.certain == connection.certain.contains(packet),
              verdict.may == connection.possible.contains(packet)
            {
              continue
            }
            differences += 1
            if differences <= 3 {
              Issue.record(
                """
                step \(step): \(name(source, topology)) -> \(name(target, topology)) \(packet): \
                simulator \(verdict), engine certain \(connection.certain.contains(packet)) may \
                \(connection.possible.contains(packet))
                """)
            }
          }
        }
      }
    }
    #expect(differences == 0, "\(differences) of \(compared)")
    #expect(compared > 100)
  }

  private func name(_ party: Party, _ topology: Topology) -> String {
    switch party {
    case .endpoint(let id): topology.endpoints[id].id
    case .outside(_, let address): address.description
    }
  }

  /// Drops rules, turns them round, or forgets a filter.
  private func varied(_ original: Topology, using generator: inout SeededGenerator) -> Topology {
    var topology = original
    for number in topology.filters.indices {
      let count = topology.filters[number].rules.count
      guard count > 0, Bool.random(using: &generator) else { continue }
      let index = Int.random(in: 0..<count, using: &generator)
      switch topology.filters[number].rules[index].action {
      case .allow: topology.filters[number].rules[index].action = .deny
      case .deny: topology.filters[number].rules[index].action = .allow
      case .jump:
        // A place to which a rule hands on stays; the rule itself is emptied.
        topology.filters[number].rules[index].traffic = .empty
      }
      let other = Int.random(in: 0..<count, using: &generator)
      if Bool.random(using: &generator) {
        topology.filters[number].rules[other].peer = PeerMatch()
      }
    }
    return topology
  }

  private func isOwned(_ address: IPAddress, _ topology: Topology) -> Bool {
    let isEndpoint = topology.endpoints.contains { endpoint in
      endpoint.addresses.contains { $0.address == address || $0.publicAddress == address }
    }
    let isInside = topology.networks.contains { network in
      network.prefixes.contains { $0.contains(address) }
    }
    return isEndpoint || (isInside && !(address.family == .v4 && address.isGlobal))
  }
}
