import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-4, N-6 and N-7 where packets leave for the internet or come from it.
struct SimulatorWorldTests {
  private var build = TopologyBuilder()
  private let network: ID<Network>
  private let front: ID<Subnet>
  private let gateway: ID<Gateway>

  init() {
    network = build.network("main", "10.0.0.0/16", "2001:db8:1::/48")
    front = build.subnet("front", "10.0.1.0/24", "2001:db8:1:1::/64", in: network)
    gateway = build.internetGateway("gate", network)
    build.route(front, "0.0.0.0/0", to: .gateway(gateway))
    build.route(front, "::/0", to: .gateway(gateway))
  }

  @Test func `only an endpoint with a public address talks to the internet`() {
    var with = self
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    let app = with.build.endpoint("app", "10.0.1.6", in: front)
    #expect(with.build.connect(internet(), .endpoint(web)) == .certain)
    #expect(with.build.connect(.endpoint(web), internet()) == .certain)
    #expect(with.build.connect(internet(), .endpoint(app)) == .blocked)
    #expect(with.build.connect(.endpoint(app), internet()) == .blocked)
  }

  @Test func `from the internet a public address is the only way in`() {
    var with = self
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    let trace = with.build.trace(internet(), nil, at: "203.0.113.5", from: "198.51.100.7")
    #expect(trace.outcome == .delivered)
    #expect(trace.forward.last?.packet.destination == TestText.address("10.0.1.5"))
    #expect(trace.answer.last?.packet.source == TestText.address("203.0.113.5"))
    let verdict = with.build.connect(
      internet(), .endpoint(web), at: "10.0.1.5", from: "198.51.100.7")
    #expect(verdict == .blocked)
  }

  @Test func `without an internet gateway on the network a public address is useless`() {
    var with = self
    with.build.topology.gateways[gateway].networks = []
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    #expect(with.build.connect(internet(), .endpoint(web)) == .blocked)
    #expect(with.build.connect(.endpoint(web), internet()) == .blocked)
  }

  @Test func `an answer without a route back is lost`() {
    var with = self
    let back = with.build.subnet("back", "10.0.2.0/24", in: network)
    let app = with.build.endpoint("app", "10.0.2.5", in: back, publicAddress: "203.0.113.9")
    let trace = with.build.trace(
      internet(), .endpoint(app), at: "203.0.113.9", from: "198.51.100.7")
    #expect(trace.outcome == .blockedAnswer)
    #expect(trace.answer.last?.decision == .drops("no route"))
  }

  @Test func `global IPv6 passes an internet gateway in both directions`() {
    var with = self
    let web = with.build.endpoint("web", "2001:db8:1:1::5", in: front)
    #expect(with.build.connect(internet("2001:db8:9::1"), .endpoint(web)) == .certain)
    #expect(with.build.connect(.endpoint(web), internet("2001:db8:9::1")) == .certain)
    let local = with.build.endpoint("local", "fd00::5", in: front)
    #expect(with.build.connect(internet("2001:db8:9::1"), .endpoint(local)) == .blocked)
    #expect(with.build.connect(.endpoint(local), internet("2001:db8:9::1")) == .blocked)
  }

  @Test func `an egress only gateway lets connections out and nothing in`() {
    var with = self
    let exit = with.build.egressOnlyGateway("exit", network)
    with.build.topology.gateways[gateway].networks = []
    let table = with.build.topology.subnets[front].routeTable
    with.build.topology.routeTables[table].routes.removeLast(2)
    with.build.route(front, "::/0", to: .gateway(exit))
    with.build.route(front, "0.0.0.0/0", to: .gateway(exit))
    let app = with.build.endpoint(
      "app", "10.0.1.5", "2001:db8:1:1::5", in: front, publicAddress: "203.0.113.5")
    #expect(with.build.connect(.endpoint(app), internet("2001:db8:9::1")) == .certain)
    #expect(with.build.connect(internet("2001:db8:9::1"), .endpoint(app)) == .blocked)
    #expect(with.build.connect(.endpoint(app), internet()) == .blocked)
  }

  @Test func `by a public address the sender loses its groups`() {
    var with = self
    let web = with.build.securityGroup("web")
    let data = with.build.securityGroup("data", inbound: [.allow(.tcp(443), .members(of: web))])
    let sender = with.build.endpoint(
      "sender", "10.0.1.5", in: front, publicAddress: "203.0.113.5", groups: [web])
    let store = with.build.endpoint(
      "store", "10.0.1.6", in: front, publicAddress: "203.0.113.6", groups: [data])
    let own = with.build.connect(
      .endpoint(sender), .endpoint(store), at: "10.0.1.6", from: "10.0.1.5")
    #expect(own == .certain)
    let around = with.build.connect(
      .endpoint(sender), .endpoint(store), at: "203.0.113.6", from: "10.0.1.5")
    #expect(around == .blocked)
    with.build.allow(into: data, .allow(.tcp(443), .addresses("203.0.113.5/32")))
    let named = with.build.connect(
      .endpoint(sender), .endpoint(store), at: "203.0.113.6", from: "10.0.1.5")
    #expect(named == .certain)
  }

  @Test func `a private destination does not pass an internet gateway`() {
    var with = self
    let world = with.build.world("office", "192.168.0.0/16", "203.0.113.128/25")
    let gate = with.build.internetGateway("office-gate", network, world: world)
    with.build.route(front, "192.168.0.0/16", to: .gateway(gate))
    with.build.route(front, "203.0.113.128/25", to: .gateway(gate))
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    let desk = Party.outside(world, TestText.address("192.168.1.1"))
    let site = Party.outside(world, TestText.address("203.0.113.200"))
    #expect(with.build.connect(.endpoint(web), desk) == .blocked)
    #expect(with.build.connect(desk, .endpoint(web)) == .blocked)
    #expect(with.build.connect(.endpoint(web), site) == .certain)
    #expect(with.build.connect(site, .endpoint(web)) == .certain)
  }

  @Test func `the border of a subnet sees the private address of what came in`() {
    var with = self
    let list = with.build.accessList(
      "in", .inbound, [.allow(.tcp(443), .addresses("198.51.100.0/24"))])
    with.build.topology.subnets[front].inbound = list
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    #expect(with.build.connect(internet("198.51.100.7"), .endpoint(web)) == .certain)
    #expect(with.build.connect(internet("192.0.2.7"), .endpoint(web)) == .blocked)
    #expect(with.build.connect(.endpoint(web), internet("198.51.100.7")) == .blocked)
  }

  @Test func `an address that is neither private nor global is no destination either`() {
    var with = self
    let world = with.build.world("link", "169.254.0.0/16")
    let gate = with.build.internetGateway("link-gate", network, world: world)
    with.build.route(front, "169.254.0.0/16", to: .gateway(gate))
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    let clock = Party.outside(world, TestText.address("169.254.1.1"))
    #expect(with.build.connect(.endpoint(web), clock) == .blocked)
  }

  @Test func `a private IPv6 source does not come in`() {
    var with = self
    let world = with.build.world("office", "fd99::/16", "2001:db8:99::/48")
    let gate = with.build.internetGateway("office-gate", network, world: world)
    with.build.route(front, "fd99::/16", to: .gateway(gate))
    with.build.route(front, "2001:db8:99::/48", to: .gateway(gate))
    let web = with.build.endpoint("web", "2001:db8:1:1::5", in: front)
    let desk = Party.outside(world, TestText.address("fd99::1"))
    let site = Party.outside(world, TestText.address("2001:db8:99::1"))
    #expect(with.build.connect(desk, .endpoint(web)) == .blocked)
    #expect(with.build.connect(site, .endpoint(web)) == .certain)
  }

  @Test func `a packet comes in only by a gateway of its own world`() {
    var with = self
    let reason = with.build.assumption("the routes are not exported")
    with.build.forgetRoutes(of: front, because: reason)
    let world = with.build.world("office", "198.18.0.0/15")
    let web = with.build.endpoint("web", "10.0.1.5", in: front, publicAddress: "203.0.113.5")
    let desk = Party.outside(world, TestText.address("198.18.0.1"))
    #expect(with.build.connect(desk, .endpoint(web)) == .blocked)
    #expect(with.build.connect(internet(), .endpoint(web)) == .maybe)
  }

  @Test func `an egress only gateway lets no first packet in`() {
    var with = self
    let reason = with.build.assumption("the routes are not exported")
    with.build.forgetRoutes(of: front, because: reason)
    with.build.topology.gateways[gateway].networks = []
    _ = with.build.egressOnlyGateway("exit", network)
    let web = with.build.endpoint("web", "2001:db8:1:1::5", in: front)
    #expect(with.build.connect(internet("2001:db8:9::1"), .endpoint(web)) == .blocked)
  }

  @Test func `an answer to a private IPv6 address is lost outside`() {
    var with = self
    let other = with.build.network("other", "fd00:1::/32")
    let subnet = with.build.subnet("other", "fd00:1:1::/64", in: other)
    let link = with.build.peering("link", network, other)
    with.build.route(subnet, "2001:db8:1::/48", to: .gateway(link))
    let web = with.build.endpoint("web", "2001:db8:1:1::5", in: front)
    let client = with.build.endpoint("client", "fd00:1:1::9", in: subnet)
    #expect(with.build.connect(client, web) == .blocked)
    with.build.route(front, "fd00:1::/32", to: .gateway(link))
    #expect(with.build.connect(client, web) == .certain)
  }
}
