import Composition
import Documents
import PacketSets
import TestSupport
import Testing
import Topology

struct TopologyJoinerTests {
  /// A fragment with one of everything that names another element.
  private func fragment(_ name: String, publicAddress: String) -> TopologyFragment {
    var build = TopologyBuilder()
    let gap = build.assumption("\(name) is not known")
    let network = build.network("\(name)-net", "10.0.0.0/16")
    let office = build.world("office", "192.168.0.0/16")
    let inbound = build.accessList("\(name)-acl", .inbound, [.allow(.all)])
    let front = build.subnet("\(name)-front", "10.0.1.0/24", in: network, inbound: inbound)
    let web = build.securityGroup("\(name)-web", inbound: [.allow(.tcp(443))])
    build.allow(into: web, .allow(.tcp(22), .members(of: web)))
    build.allow(into: web, .allow(.tcp(25), .possible("10.9.0.0/16", because: gap)))
    let server = build.endpoint(
      "\(name)-server", "10.0.1.5", in: front, publicAddress: publicAddress, groups: [web])
    let internet = build.internetGateway("\(name)-igw", network)
    let line = build.internetGateway("\(name)-line", network, world: office)
    let services = build.serviceGateway(
      "\(name)-services", network, world: office, traffic: .tcp(443))
    let hidden = build.sourceTranslation("\(name)-nat", [server], networks: network)
    let opaque = build.opaqueGateway("\(name)-tgw", network, because: gap)
    let link = build.peering("\(name)-peering", network, toUnknown: "10.8.0.0/16", because: gap)
    for (prefix, gateway) in [
      ("0.0.0.0/0", internet), ("192.168.0.0/16", line), ("203.0.113.0/24", services),
      ("10.7.0.0/16", hidden),
      ("10.6.0.0/16", opaque), ("10.8.0.0/16", link),
    ] {
      build.route(front, prefix, to: .gateway(gateway))
    }
    build.route(front, "10.5.0.0/16", to: .endpoint(server))
    var coverage = Coverage()
    coverage.capturedAt = "2026-01-0\(name.count)"
    return TopologyFragment(topology: build.topology, coverage: coverage)
  }

  private func join(
    _ fragments: [TopologyFragment]
  ) -> (joined: TopologyFragment, diagnostics: Diagnostics) {
    var diagnostics = Diagnostics()
    let joined = TopologyJoiner.join(fragments, diagnostics: &diagnostics)
    return (joined, diagnostics)
  }

  @Test func `what one fragment reserves lives in no world of the other`() throws {
    let range = AddressSet(try #require(Prefix("35.235.240.0/20")))
    var cautious = Topology()
    cautious.worlds[Topology.internet].addresses = AddressSet.global.subtracting(range)
    cautious.worlds[Topology.internet].reserved = range
    let other = fragment("a", publicAddress: "203.0.113.1")
    for parts in [
      [TopologyFragment(topology: cautious, coverage: Coverage()), other],
      [other, TopologyFragment(topology: cautious, coverage: Coverage())],
    ] {
      let world = join(parts).joined.topology.worlds[Topology.internet]
      #expect(world.addresses == AddressSet.global.subtracting(range))
      #expect(world.reserved == range)
    }
  }

  @Test func `one fragment stays as it is`() {
    let only = fragment("a", publicAddress: "203.0.113.1")
    #expect(join([only]).joined == only)
  }

  @Test func `the second fragment names its own elements`() throws {
    let first = fragment("a", publicAddress: "203.0.113.1")
    let second = fragment("bb", publicAddress: "203.0.113.2")
    let graph = join([first, second]).joined.topology
    #expect(graph.networks.map(\.id) == ["a-net", "bb-net"])
    let server = try #require(
      graph.endpoints.ids.first { graph.resource(of: $0).id == "bb-server" })
    #expect(graph.subnet(of: server).id == "bb-front")
    #expect(graph.networks[graph.network(of: server)].id == "bb-net")
    let subnet = graph.subnet(of: server)
    #expect(subnet.inbound.map { graph.filters[$0].id } == "bb-acl")
    let binding = graph.bindings[graph.endpoints[server].binding]
    #expect(binding.groups.map { graph.groups[$0].id } == ["bb-web"])
    let filters = binding.inbound.flatMap(\.filters).map { graph.filters[$0] }
    #expect(filters.map(\.id) == ["bb-web-in"])
    let rules = try #require(filters.first?.rules)
    #expect(rules.flatMap { $0.peer.groups.map { graph.groups[$0].id } } == ["bb-web"])
    let gaps = rules.compactMap { $0.peer.possible?.assumption }
    #expect(gaps.map { graph.assumptions[$0].statement } == ["bb is not known"])
    let targets = graph.routeTables[subnet.routeTable].routes.map { route -> String in
      switch route.target {
      case .gateway(let id): graph.gateways[id].id
      case .endpoint(let id): graph.resource(of: id).id
      case .local: "local"
      case .attachment(let number): "\(number)"
      case .drop(let reason): reason
      }
    }
    #expect(
      targets == [
        "local", "bb-igw", "bb-line", "bb-services", "bb-nat", "bb-tgw", "bb-peering", "bb-server",
      ])
  }

  @Test func `gateways of the second fragment keep their ends`() throws {
    let graph = join([
      fragment("a", publicAddress: "203.0.113.1"), fragment("bb", publicAddress: "203.0.113.2"),
    ]).joined.topology
    for gateway in graph.gateways.suffix(6) {
      #expect(gateway.networks.map { graph.networks[$0].id } == ["bb-net"])
      switch gateway.kind {
      case .internet(let world), .egressOnly(let world):
        #expect(graph.worlds[world].id == (gateway.id == "bb-igw" ? "internet" : "office"))
      case .service(let service): #expect(graph.worlds[service.world].id == "office")
      case .sourceTranslation(let translation):
        #expect(translation.endpoints.map { graph.resource(of: $0).id } == ["bb-server"])
      case .peering(let peering):
        #expect(peering.sides.compactMap(\.network).map { graph.networks[$0].id } == ["bb-net"])
        let gaps = peering.sides.compactMap(\.unknown)
        #expect(gaps.map { graph.assumptions[$0].statement } == ["bb is not known"])
      case .transit: Issue.record("no transit gateway was joined")
      case .opaque(let opaque):
        #expect(graph.assumptions[opaque.assumption].statement == "bb is not known")
      }
    }
  }

  @Test func `worlds of one id are one world`() {
    let graph = join([
      fragment("a", publicAddress: "203.0.113.1"), fragment("bb", publicAddress: "203.0.113.2"),
    ]).joined.topology
    #expect(graph.worlds.map(\.id) == ["internet", "office"])
  }

  @Test func `the newest time of capture stands for all`() {
    let joined = join([
      fragment("bb", publicAddress: "203.0.113.2"), fragment("a", publicAddress: "203.0.113.1"),
    ]).joined
    #expect(joined.coverage.capturedAt == "2026-01-02")
  }

  @Test func `a public address of two fragments is noted`() {
    let same = "203.0.113.1"
    let result = join([
      fragment("a", publicAddress: same), fragment("bb", publicAddress: same),
    ])
    let found = result.diagnostics.all.filter { $0.code == "join.publicAddress" }
    #expect(found.count == 1)
    #expect(found.first?.message.contains(same) == true)
  }

  @Test func `a peering with a network of another fragment is noted`() {
    var first = fragment("a", publicAddress: "203.0.113.1")
    for index in first.topology.gateways.indices {
      guard case .peering(var peering) = first.topology.gateways[index].kind else { continue }
      peering.sides[1].id = "bb-net"
      first.topology.gateways[index].kind = .peering(peering)
    }
    let result = join([first, fragment("bb", publicAddress: "203.0.113.2")])
    #expect(result.diagnostics.all.map(\.code) == ["join.peering"])
  }

  @Test func `no fragment is an empty graph`() {
    #expect(join([]).joined.topology == Topology())
  }
}
