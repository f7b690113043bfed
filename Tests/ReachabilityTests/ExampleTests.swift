import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// The pairs that an answer shows.
@Suite struct `Examples of an answer` {
  @Test func `never show a pair that a denied group keeps apart`() {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let outcast = build.securityGroup("outcast")
    let inbound = build.filter(
      "list", .inbound, .hostFirewall, stateful: true,
      [.deny(.all, .members(of: outcast)), .allow(.all)])
    let server = build.endpoint(
      "server", ["10.0.1.9"], in: subnet,
      binding: FilterBinding(inbound: [FilterStage([inbound], layer: .hostFirewall)]))
    let client = build.endpoint("client", "10.0.1.5", in: subnet, groups: [outcast])
    let model = ReachabilityModel(build.topology)
    var sources = EndpointSet(universe: 2)
    sources.insert(client)
    sources.insert(server)
    var targets = EndpointSet(universe: 2)
    targets.insert(server)
    let answer = model.answer(
      FlowQuestion(
        sources: PartySet(endpoints: sources), destinations: PartySet(endpoints: targets),
        traffic: .tcp(22)))
    #expect(answer.pairsChecked == 1)
    #expect(answer.pairsConnected == 0)
    #expect(answer.connected.isEmpty)
  }

  @Test func `find another member where the first of a class is the receiver itself`() {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let first = build.endpoint("first", "10.0.1.5", in: subnet)
    let second = build.endpoint("second", "10.0.1.6", in: subnet)
    let model = ReachabilityModel(build.topology)
    var targets = EndpointSet(universe: 2)
    targets.insert(first)
    let answer = model.answer(
      FlowQuestion(
        sources: PartySet(endpoints: .all(universe: 2)),
        destinations: PartySet(endpoints: targets), traffic: .tcp(22)))
    #expect(answer.pairsConnected == 1)
    #expect(answer.connected.map(\.source) == [.endpoint(second)])
  }
}
