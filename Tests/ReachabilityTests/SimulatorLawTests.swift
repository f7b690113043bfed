import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// What must hold of the simulator on every graph.
struct SimulatorLawTests {
  static let seeds: Range<UInt64> = 0..<40

  /// A question about two parties and one kind of traffic.
  private struct Question: CustomStringConvertible {
    var sender: Party
    var receiver: Party
    var traffic: Boundaries.Traffic
    var description: String { "\(sender) to \(receiver) with \(traffic)" }
  }

  private static func ask(_ question: Question, _ simulator: PacketSimulator) -> (
    certain: Bool, may: Bool
  ) {
    simulator.possibility(
      from: question.sender, to: question.receiver, proto: question.traffic.proto,
      sourcePort: question.traffic.sourcePort, destinationPort: question.traffic.destinationPort)
  }

  /// Random questions about a graph, at the boundaries of its rules.
  private static func questions(_ topology: Topology, seed: UInt64, count: Int) -> [Question] {
    var generator = SeededGenerator(seed: seed)
    let outside = Boundaries.outside(of: topology, limit: 8, using: &generator)
    let endpoints = topology.endpoints.ids.map { Party.endpoint($0) }
    let parties = endpoints + outside.map { Party.outside($0.world, $0.address) }
    let traffic = Boundaries.traffic(of: topology, limit: 60, using: &generator)
    return (0..<count).compactMap { _ in
      guard let sender = parties.randomElement(using: &generator),
        let receiver = parties.randomElement(using: &generator),
        let traffic = traffic.randomElement(using: &generator)
      else { return nil }
      return Question(sender: sender, receiver: receiver, traffic: traffic)
    }
  }

  @Test(arguments: seeds) func `what is certain is possible`(seed: UInt64) {
    let topology = RandomTopology.make(seed: seed)
    let simulator = PacketSimulator(topology)
    for question in Self.questions(topology, seed: seed, count: 200) {
      let result = Self.ask(question, simulator)
      #expect(result.may || !result.certain, "\(question)")
    }
  }

  @Test(arguments: seeds) func `where everything is known only choices leave a doubt`(
    seed: UInt64
  ) {
    var options = RandomTopology.Options.decided
    options.sourceTranslations = false
    options.oddRoutes = false
    options.peerings = false
    options.transits = false
    options.forwardings = false
    let topology = RandomTopology.make(seed: seed, options: options)
    #expect(topology.assumptions.isEmpty)
    let simulator = PacketSimulator(topology)
    for question in Self.questions(topology, seed: seed, count: 200) {
      let result = Self.ask(question, simulator)
      #expect(result.may == result.certain, "\(question)")
    }
  }

  @Test(arguments: seeds) func `a trace tells the same as the verdict`(seed: UInt64) {
    let topology = RandomTopology.make(seed: seed)
    let simulator = PacketSimulator(topology)
    for question in Self.questions(topology, seed: seed, count: 100) {
      guard case .endpoint(let sender) = question.sender,
        case .endpoint(let receiver) = question.receiver,
        let source = topology.endpoints[sender].addresses.first?.address,
        let destination = topology.endpoints[receiver].addresses.last?.address
      else { continue }
      let packet = Packet(
        source: source, destination: destination, proto: question.traffic.proto,
        sourcePort: question.traffic.sourcePort,
        destinationPort: question.traffic.destinationPort)
      let verdict = simulator.verdict(
        from: question.sender, to: question.receiver, packet: packet)
      let trace = simulator.trace(from: question.sender, to: question.receiver, packet: packet)
      #expect(!trace.forward.isEmpty)
      switch trace.outcome {
      case .delivered: #expect(verdict == .passes)
      case .blockedForward:
        #expect(verdict == .blocked)
        #expect(trace.answer.isEmpty)
      case .blockedAnswer:
        #expect(verdict == .blocked)
        #expect(!trace.answer.isEmpty)
      case .undecided(let assumptions):
        #expect(!verdict.isDecided)
        #expect(verdict.assumptions == assumptions)
      }
    }
  }

  @Test(arguments: seeds) func `whatever the unknown rules and routes are, the bounds hold`(
    seed: UInt64
  ) {
    let topology = RandomTopology.make(seed: seed)
    let bounds = PacketSimulator(topology)
    let questions = Self.questions(topology, seed: seed, count: 150)
    for truth in UInt64(0)..<3 {
      var generator = SeededGenerator(seed: seed &* 8 &+ truth)
      let simulator = PacketSimulator(Self.settled(topology, using: &generator))
      for question in questions {
        let bound = Self.ask(question, bounds)
        let result = Self.ask(question, simulator)
        #expect(!bound.certain || result.certain, "\(question)")
        #expect(bound.may || !result.may, "\(question)")
      }
    }
  }

  /// One of the graphs that a graph with unknown rules, peers and routes may be.
  private static func settled(
    _ topology: Topology, using generator: inout SeededGenerator
  ) -> Topology {
    var topology = topology
    for filter in topology.filters.indices {
      if topology.filters[filter].unknown != nil {
        topology.filters[filter].unknown = nil
        topology.filters[filter].rules = Bool.random(using: &generator) ? [.allow(.all)] : []
        topology.filters[filter].defaultAction = .deny
      }
      for rule in topology.filters[filter].rules.indices {
        guard let possible = topology.filters[filter].rules[rule].peer.possible else { continue }
        topology.filters[filter].rules[rule].peer.possible = nil
        if Bool.random(using: &generator) {
          topology.filters[filter].rules[rule].peer.addresses.formUnion(possible.addresses)
        }
      }
    }
    for table in topology.routeTables.indices {
      if topology.routeTables[table].unknown != nil {
        topology.routeTables[table].unknown = nil
        if Bool.random(using: &generator) { topology.routeTables[table].routes = [] }
      }
      for route in topology.routeTables[table].routes.indices {
        guard let possible = topology.routeTables[table].routes[route].possible else { continue }
        topology.routeTables[table].routes[route].possible = nil
        if Bool.random(using: &generator) {
          topology.routeTables[table].routes[route].rank = -9
          topology.routeTables[table].routes[route].destinations += possible.addresses.prefixes
        }
      }
    }
    return topology
  }

  @Test(arguments: seeds) func `taking an allowing rule or adding a denying one opens nothing`(
    seed: UInt64
  ) {
    let topology = RandomTopology.make(seed: seed)
    var generator = SeededGenerator(seed: seed)
    var closed = topology
    for filter in closed.filters.indices where Bool.random(using: &generator) {
      let rules = closed.filters[filter].rules
      if let index = rules.indices.randomElement(using: &generator), rules[index].action == .allow {
        closed.filters[filter].rules.remove(at: index)
      } else {
        closed.filters[filter].rules.insert(.deny(.tcp(22)), at: 0)
      }
    }
    let before = PacketSimulator(topology)
    let after = PacketSimulator(closed)
    for question in Self.questions(topology, seed: seed, count: 200) {
      let old = Self.ask(question, before)
      let new = Self.ask(question, after)
      #expect(old.may || !new.may, "\(question)")
      #expect(old.certain || !new.certain, "\(question)")
    }
  }
}
