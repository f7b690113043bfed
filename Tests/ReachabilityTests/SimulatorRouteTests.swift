import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-4 and N-5 inside one network: borders, routes and alternatives.
struct SimulatorRouteTests {
  private var build = TopologyBuilder()
  private let network: ID<Network>
  private let left: ID<Subnet>
  private let right: ID<Subnet>
  private let client: ID<Endpoint>
  private let server: ID<Endpoint>

  init() {
    network = build.network("main", "10.0.0.0/16")
    left = build.subnet("left", "10.0.1.0/24", in: network)
    right = build.subnet("right", "10.0.2.0/24", in: network)
    client = build.endpoint("client", "10.0.1.4", in: left)
    server = build.endpoint("server", "10.0.2.5", in: right)
  }

  @Test func `the local route joins the subnets of a network`() {
    #expect(build.connect(client, server) == .certain)
    let trace = build.trace(
      .endpoint(client), nil, at: "10.0.2.5", from: "10.0.1.4")
    #expect(trace.outcome == .delivered)
    #expect(trace.forward.last?.decision == .delivered)
    #expect(trace.answer.last?.component == .endpoint(client))
  }

  @Test func `no route, no way`() {
    var with = self
    let table = with.build.topology.subnets[left].routeTable
    with.build.topology.routeTables[table].routes = []
    #expect(with.build.connect(client, server) == .blocked)
    #expect(with.build.connect(server, client) == .blocked)
    let there = with.build.trace(
      .endpoint(client), .endpoint(server), at: "10.0.2.5", from: "10.0.1.4")
    #expect(there.outcome == .blockedForward)
    #expect(there.forward.last?.decision == .drops("no route"))
    let back = with.build.trace(
      .endpoint(server), .endpoint(client), at: "10.0.1.4", from: "10.0.2.5")
    #expect(back.outcome == .blockedAnswer)
  }

  @Test func `inside one subnet neither border nor routes are asked`() {
    var with = self
    let reason = with.build.assumption("not exported")
    let closed = with.build.accessList("closed", .inbound, [])
    let shut = with.build.accessList("shut", .outbound, [])
    with.build.topology.subnets[left].inbound = closed
    with.build.topology.subnets[left].outbound = shut
    with.build.forgetRoutes(of: left, because: reason)
    let near = with.build.endpoint("near", "10.0.1.9", in: left)
    #expect(with.build.connect(client, near) == .certain)
    #expect(with.build.connect(client, server) == .blocked)
  }

  @Test func `an address of the own subnet that nobody has is not looked for elsewhere`() {
    var with = self
    let stray = with.build.endpoint("stray", "10.0.1.77", in: right)
    let trace = with.build.trace(
      .endpoint(client), .endpoint(stray), at: "10.0.1.77", from: "10.0.1.4")
    #expect(trace.forward.last?.decision == .drops("no such address"))
  }

  @Test func `the longest prefix wins whatever the order`() {
    var with = self
    with.build.route(left, "10.0.2.0/24", to: .drop("blackhole"))
    #expect(with.build.connect(client, server) == .blocked)
    with.build.route(left, "10.0.2.5/32", to: .local)
    #expect(with.build.connect(client, server) == .certain)
  }

  @Test func `of equal prefixes the lowest rank wins and equals are alternatives`() {
    var lower = self
    lower.build.route(left, "10.0.0.0/16", to: .drop("blackhole"), rank: 1)
    #expect(lower.build.connect(client, server) == .certain)
    var higher = self
    higher.build.route(left, "10.0.0.0/16", to: .drop("blackhole"), rank: -1)
    #expect(higher.build.connect(client, server) == .blocked)
    var equal = self
    equal.build.route(left, "10.0.0.0/16", to: .drop("blackhole"))
    #expect(equal.build.connect(client, server) == .maybe)
    var same = self
    same.build.route(left, "10.0.0.0/16", to: .local)
    #expect(same.build.connect(client, server) == .certain)
  }

  @Test func `a route that may cover the address is an alternative`() {
    var with = self
    let reason = with.build.assumption("the prefix list is not exported")
    with.build.possibleRoute(left, "10.0.2.0/24", to: .drop("blackhole"), because: reason)
    #expect(with.build.connect(client, server) == .maybe)
    let trace = with.build.trace(
      .endpoint(client), .endpoint(server), at: "10.0.2.5", from: "10.0.1.4")
    #expect(trace.outcome == .undecided([reason]))
    let table = with.build.topology.subnets[left].routeTable
    with.build.topology.routeTables[table].routes = []
    with.build.possibleRoute(left, "10.0.2.0/24", to: .local, because: reason)
    #expect(with.build.connect(client, server) == .maybe)
    #expect(with.build.connect(server, client) == .maybe)
  }

  @Test func `a table that is not known may lead anywhere`() {
    var with = self
    let reason = with.build.assumption("the routes are not exported")
    with.build.forgetRoutes(of: left, because: reason)
    #expect(with.build.connect(client, server) == .maybe)
    #expect(with.build.connect(server, client) == .maybe)
    let group = with.build.securityGroup("closed")
    let closed = with.build.endpoint("closed", "10.0.2.6", in: right, groups: [group])
    #expect(with.build.connect(client, closed) == .blocked)
  }

  @Test func `a stateless border asks for both directions`() {
    var with = self
    let web = with.build.accessList("web", .inbound, [.allow(.tcp(443))])
    let high = with.build.accessList("high", .outbound, [.allow(.tcp(32768...60999))])
    with.build.topology.subnets[right].inbound = web
    with.build.topology.subnets[right].outbound = high
    #expect(with.build.connect(client, server, from: 32768) == .certain)
    #expect(with.build.connect(client, server, from: 1024) == .blocked)
    #expect(with.build.connect(client, server, tcp: 80) == .blocked)
    let trace = with.build.trace(
      .endpoint(client), .endpoint(server), at: "10.0.2.5", from: "10.0.1.4")
    #expect(trace.answer.first { $0.component == .filter(high) }?.rule == "allow tcp/32768-60999")
    with.build.topology.filters[high].rules = []
    #expect(with.build.connect(client, server, from: 32768) == .blocked)
    with.build.topology.filters[high].isStateful = true
    #expect(with.build.connect(client, server, from: 32768) == .certain)
  }

  @Test func `a middlebox that forwards may pass a packet on anywhere`() {
    var with = self
    let box = with.build.endpoint("box", "10.0.3.9", in: left)
    with.build.route(left, "10.0.2.0/24", to: .endpoint(box))
    #expect(with.build.connect(client, server) == .blocked)
    with.build.topology.endpoints[box].forwards = true
    #expect(with.build.connect(client, server) == .maybe)
    let picky = with.build.securityGroup(
      "picky", inbound: [.allow(.all, .addresses("192.168.0.0/16"))])
    let guarded = with.build.endpoint("guarded", "10.0.2.6", in: right, groups: [picky])
    #expect(with.build.connect(client, guarded) == .maybe)
  }

  @Test func `an opaque gateway keeps the source unless it may translate`() {
    for (mayTranslate, expected) in [(false, Verdict.blocked), (true, .maybe)] {
      var with = self
      let reason = with.build.assumption("its tables are not exported")
      let gateway = with.build.opaqueGateway(
        "transit", network, mayTranslate: mayTranslate, because: reason)
      with.build.route(left, "10.0.2.0/24", to: .gateway(gateway))
      let picky = with.build.securityGroup(
        "picky", inbound: [.allow(.all, .addresses("192.168.0.0/16"))])
      let guarded = with.build.endpoint("guarded", "10.0.2.6", in: right, groups: [picky])
      #expect(with.build.connect(client, guarded) == expected)
      #expect(with.build.connect(client, server) == .maybe)
    }
  }

  @Test func `a gateway passes nothing for a network to which it is not attached`() {
    var with = self
    let reason = with.build.assumption("its tables are not exported")
    let gateway = with.build.opaqueGateway("transit", because: reason)
    with.build.route(left, "10.0.2.0/24", to: .gateway(gateway))
    #expect(with.build.connect(client, server) == .blocked)
    with.build.topology.gateways[gateway].networks = [network]
    #expect(with.build.connect(client, server) == .maybe)
  }

  @Test func `the local route leads to endpoints of the own network only`() {
    var with = self
    let twin = with.build.network("twin", "10.0.0.0/16")
    let far = with.build.subnet("far", "10.0.2.0/24", in: twin)
    let stranger = with.build.endpoint("stranger", "10.0.2.77", in: far)
    #expect(with.build.connect(client, stranger) == .blocked)
  }
}
