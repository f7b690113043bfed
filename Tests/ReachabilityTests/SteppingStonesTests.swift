import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// How many hosts an attacker must take on the way (docs/SEMANTICS.md is what connects them).
@Suite struct SteppingStonesTests {
  private static let everyone = [
    OutsideSet(world: Topology.internet, addresses: .all, name: "internet")
  ]

  /// The distances by asking for every pair, without proxies: the naive model.
  private func naive(
    _ model: ReachabilityModel, _ bound: (Connection) -> TrafficSet
  ) -> [Set<ID<Endpoint>>] {
    let topology = model.topology
    func opens(_ from: Party, _ to: ID<Endpoint>) -> Bool {
      !bound(model.connection(from: from, to: .endpoint(to)))
        .isDisjoint(with: SteppingStones.traffic)
    }
    var rest = Set(topology.endpoints.ids)
    var rings: [Set<ID<Endpoint>>] = []
    // An atom for each answer that the internet can get, taken wide.
    let addresses = Probes(topology, seed: 7).parties.compactMap { party -> Party? in
      if case .outside(Topology.internet, _) = party { party } else { nil }
    }
    var front = addresses
    while rings.count < 8, !front.isEmpty {
      var ring = rest.filter { target in front.contains { opens($0, target) } }
      let hosts = Set(ring.map { topology.endpoints[$0].resource })
      ring.formUnion(rest.filter { hosts.contains(topology.endpoints[$0].resource) })
      if ring.isEmpty { break }
      rings.append(ring)
      rest.subtract(ring)
      front = ring.sorted().map { .endpoint($0) }
    }
    return rings
  }

  @Test func `distances inside are those of asking for every pair`() {
    var compared = 0
    for seed in 0..<UInt64(TestEffort.isThorough ? 1_000 : 40) {
      let model = ReachabilityModel(RandomTopology.make(seed: seed))
      let stones = SteppingStones(from: Self.everyone, in: model)
      let asked = naive(model) { $0.certain }
      // The first ring decides what follows; that of the naive model knows fewer addresses outside.
      let nearest = Set(stones.certain.first?.members ?? [])
      let known = asked.first ?? []
      #expect(nearest.isSuperset(of: known), "seed \(seed)")
      if nearest != known { continue }
      compared += 1
      #expect(stones.certain.map { Set($0.members) } == asked, "seed \(seed)")
    }
    #expect(compared > 20)
  }

  @Test func `a database behind a server behind a gateway is two hosts away`() throws {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("all", "10.0.0.0/24", in: network)
    let front = build.securityGroup("front", inbound: [.allow(.tcp(443))])
    let back = build.securityGroup("back", inbound: [.allow(.tcp(8080), .addresses("10.0.0.1/32"))])
    let data = build.securityGroup("data", inbound: [.allow(.tcp(5432), .addresses("10.0.0.2/32"))])
    let web = build.endpoint(
      "web", "10.0.0.1", in: subnet, publicAddress: "198.51.100.1", groups: [front])
    let app = build.endpoint("app", "10.0.0.2", in: subnet, groups: [back])
    let db = build.endpoint("db", "10.0.0.3", in: subnet, groups: [data])
    let gateway = build.internetGateway("igw", network)
    build.route(subnet, "0.0.0.0/0", to: .gateway(gateway))
    let model = ReachabilityModel(build.topology)
    let stones = SteppingStones(from: Self.everyone, in: model)
    var goal = EndpointSet(universe: model.topology.endpoints.count)
    goal.insert(db)
    let distance = try #require(stones.distance(to: goal))
    #expect(distance.possible == 2 && distance.certain == 2)
    let chain = stones.chain(to: goal, from: Self.everyone, in: model, isCertain: true)
    #expect(chain.map(\.destination) == [.endpoint(web), .endpoint(app), .endpoint(db)])
    #expect(chain.last?.connection.certain == .tcp(5432))
  }
}
