import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// Counting over classes must give what asking for every pair gives.
@Suite struct `Counting over classes` {
  static let networkCount = TestEffort.isThorough ? 3_000 : 150

  @Test func `gives the counts of all pairs of random networks without gaps`() {
    compare(seed: 5_000, options: .decided, mode: .anyOf)
  }

  @Test func `gives the counts of all pairs of random networks with unknown parts`() {
    compare(seed: 9_000_000, options: RandomTopology.Options(), mode: .anyOf)
  }

  private func compare(seed: UInt64, options: RandomTopology.Options, mode: FlowMode) {
    var differences = 0
    var connected = 0
    var undecided = 0
    for step in 0..<Self.networkCount {
      let seed = seed + UInt64(step)
      let topology = RandomTopology.make(seed: seed, options: options)
      var generator = SeededGenerator(seed: seed)
      let model = ReachabilityModel(topology)
      for _ in 0..<3 {
        let question = FlowQuestion(
          sources: parties(topology, using: &generator),
          destinations: parties(topology, using: &generator),
          traffic: [
            TrafficSet.all, .tcp(22), .tcp(80...443), .echoRequests, TrafficSet(.udp),
          ].randomElement(using: &generator) ?? .all, mode: mode, exampleLimit: 3)
        let answer = model.answer(question)
        let expected = naive(question, model)
        connected += expected.pairsConnected
        undecided += expected.pairsUndecided
        if answer.pairsChecked != expected.pairsChecked
          || answer.pairsConnected != expected.pairsConnected
          || answer.pairsUndecided != expected.pairsUndecided
        {
          differences += 1
          if differences <= 5 {
            Issue.record(
              """
              seed \(seed), \(question.traffic): counted \(answer.pairsChecked) \
              \(answer.pairsConnected) \(answer.pairsUndecided), pairs give \
              \(expected.pairsChecked) \(expected.pairsConnected) \(expected.pairsUndecided)
              """)
          }
        }
        for example in answer.connected {
          #expect(!example.connection.certain.isEmpty, "seed \(seed)")
        }
      }
    }
    #expect(differences == 0)
    #expect(connected > 0)
    #expect(options == .decided || undecided > 0)
  }

  private func parties(_ topology: Topology, using generator: inout SeededGenerator) -> PartySet {
    var endpoints = EndpointSet(universe: topology.endpoints.count)
    for id in topology.endpoints.ids where Bool.random(using: &generator) { endpoints.insert(id) }
    var outside: [OutsideSet] = []
    for world in topology.worlds.ids where Bool.random(using: &generator) {
      outside.append(OutsideSet(world: world, addresses: .all, name: topology.worlds[world].name))
    }
    return PartySet(endpoints: endpoints, outside: outside)
  }

  private func naive(_ question: FlowQuestion, _ model: ReachabilityModel) -> FlowAnswer {
    var result = FlowAnswer()
    func add(_ connections: [Connection]) {
      result.pairsChecked += 1
      if connections.contains(where: { !$0.certain.isDisjoint(with: question.traffic) }) {
        result.pairsConnected += 1
      } else if connections.contains(where: { !$0.possible.isDisjoint(with: question.traffic) }) {
        result.pairsUndecided += 1
      }
    }
    let sources = question.sources.endpoints.members
    let targets = question.destinations.endpoints.members
    for target in targets {
      for source in sources where source != target {
        add([model.connection(from: .endpoint(source), to: .endpoint(target))])
      }
      for outside in question.sources.outside {
        add(
          samples(of: outside, model.topology).map {
            model.connection(from: .outside(outside.world, $0), to: .endpoint(target))
          })
      }
    }
    for source in sources {
      for outside in question.destinations.outside {
        add(
          samples(of: outside, model.topology).map {
            model.connection(from: .endpoint(source), to: .outside(outside.world, $0))
          })
      }
    }
    return result
  }

  /// All boundary addresses of a world that nobody inside owns.
  private func samples(of outside: OutsideSet, _ topology: Topology) -> [IPAddress] {
    Boundaries.addresses(of: topology).filter {
      topology.worlds[outside.world].addresses.contains($0) && outside.addresses.contains($0)
        && !Probes.isOwned($0, topology)
    }
  }
}
