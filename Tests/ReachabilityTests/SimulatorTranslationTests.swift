import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-4, N-6 and N-7 where a gateway hides sources behind its own address.
struct SimulatorTranslationTests {
  private var build = TopologyBuilder()
  private let network: ID<Network>
  private let front: ID<Subnet>
  private let back: ID<Subnet>
  private let gateway: ID<Gateway>
  private let nat: ID<Gateway>
  private let interface: ID<Endpoint>
  private let app: ID<Endpoint>

  init() {
    network = build.network("main", "10.0.0.0/16")
    front = build.subnet("front", "10.0.1.0/24", in: network)
    back = build.subnet("back", "10.0.2.0/24", in: network)
    gateway = build.internetGateway("gate", network)
    interface = build.endpoint("nat", "10.0.1.100", in: front, publicAddress: "203.0.113.100")
    nat = build.sourceTranslation("hide", [interface], networks: network)
    app = build.endpoint("app", "10.0.2.5", in: back)
    build.route(front, "0.0.0.0/0", to: .gateway(gateway))
    build.route(back, "0.0.0.0/0", to: .gateway(nat))
  }

  @Test func `a hidden source reaches the internet and is not reached`() {
    #expect(build.connect(.endpoint(app), internet()) == .certain)
    #expect(build.connect(internet(), .endpoint(app)) == .blocked)
    let trace = build.trace(.endpoint(app), internet(), at: "198.51.100.7", from: "10.0.2.5")
    let there = trace.forward.last?.packet
    #expect(there?.source == TestText.address("203.0.113.100"))
    let home = trace.answer.last?.packet
    #expect(home?.source == TestText.address("198.51.100.7"))
    #expect(home?.destination == TestText.address("10.0.2.5"))
    #expect(home?.destinationPort == 49152)
  }

  @Test func `a translation refuses an answer to a packet that it did not translate`() {
    var with = self
    with.build.topology.endpoints[app].addresses[0].publicAddress =
      TestText.address("203.0.113.9")
    let trace = with.build.trace(
      internet(), .endpoint(app), at: "203.0.113.9", from: "198.51.100.7")
    #expect(trace.outcome == .blockedAnswer)
    #expect(trace.answer.last?.component == .gateway(nat))
  }

  @Test func `traffic that it does not translate is dropped`() {
    let result = PacketSimulator(build.topology).possibility(
      from: .endpoint(app), to: internet(), proto: .esp, sourcePort: 0, destinationPort: 0)
    #expect(!result.may)
  }

  @Test func `a translated source arrives at a public address without its groups`() {
    var with = self
    let clients = with.build.securityGroup("clients")
    let site = with.build.securityGroup("site", inbound: [.allow(.tcp(443), .members(of: clients))])
    let client = with.build.endpoint("client", "10.0.2.6", in: back, groups: [clients])
    let web = with.build.endpoint(
      "web", "10.0.1.5", in: front, publicAddress: "203.0.113.5", groups: [site])
    let direct = with.build.connect(
      .endpoint(client), .endpoint(web), at: "10.0.1.5", from: "10.0.2.6")
    #expect(direct == .certain)
    let around = with.build.connect(
      .endpoint(client), .endpoint(web), at: "203.0.113.5", from: "10.0.2.6")
    #expect(around == .blocked)
    with.build.allow(into: site, .allow(.tcp(443), .addresses("203.0.113.100/32")))
    let named = with.build.connect(
      .endpoint(client), .endpoint(web), at: "203.0.113.5", from: "10.0.2.6")
    #expect(named == .certain)
  }

  @Test func `the port behind a translation is not known`() {
    var with = self
    let high = with.build.accessList("high", .inbound, [.allow(.tcp(32768...65535))])
    with.build.topology.subnets[front].inbound = high
    #expect(with.build.connect(.endpoint(app), internet()) == .blocked)
    with.build.topology.filters[high].rules.append(
      .allow(.tcp(443), .addresses("10.0.2.0/24")))
    #expect(with.build.connect(.endpoint(app), internet()) == .maybe)
    with.build.topology.filters[high].rules.append(.allow(.tcp(1024...65535)))
    #expect(with.build.connect(.endpoint(app), internet()) == .certain)
  }

  @Test func `several interfaces are alternatives`() {
    var with = self
    let second = with.build.endpoint("nat2", "10.0.1.101", in: front)
    with.build.topology.gateways[nat].kind = .sourceTranslation(
      SourceTranslation(endpoints: [interface, second], traffic: .all))
    #expect(with.build.connect(.endpoint(app), internet()) == .maybe)
    with.build.topology.endpoints[second].addresses[0].publicAddress =
      TestText.address("203.0.113.101")
    #expect(with.build.connect(.endpoint(app), internet()) == .certain)
  }

  @Test func `a private translation reaches its network and not the internet`() {
    var with = self
    with.build.topology.gateways[nat].kind = .sourceTranslation(
      SourceTranslation(endpoints: [interface], traffic: .all, reachesInternet: false))
    #expect(with.build.connect(.endpoint(app), internet()) == .blocked)
    let near = with.build.endpoint("near", "10.0.1.7", in: front)
    with.build.route(back, "10.0.1.7/32", to: .gateway(nat))
    #expect(with.build.connect(app, near) == .certain)
    #expect(with.build.connect(near, app) == .blocked)
    let trace = with.build.trace(.endpoint(app), .endpoint(near), at: "10.0.1.7", from: "10.0.2.5")
    #expect(trace.answer.first?.packet.destination == TestText.address("10.0.1.100"))
  }

  @Test func `nothing is translated twice`() {
    var with = self
    let table = with.build.topology.subnets[front].routeTable
    with.build.topology.routeTables[table].routes.removeLast()
    let outer = with.build.subnet("outer", "10.0.3.0/24", in: network)
    with.build.route(outer, "0.0.0.0/0", to: .gateway(gateway))
    let second = with.build.endpoint(
      "nat2", "10.0.3.100", in: outer, publicAddress: "203.0.113.102")
    let again = with.build.sourceTranslation("again", [second], networks: network)
    with.build.route(front, "0.0.0.0/0", to: .gateway(again))
    #expect(with.build.connect(.endpoint(app), internet()) == .blocked)
    let near = with.build.endpoint("near", "10.0.1.9", in: front)
    #expect(with.build.connect(.endpoint(near), internet()) == .certain)
  }

  @Test func `a private translation loses the groups too`() {
    var with = self
    let clients = with.build.securityGroup("clients")
    let site = with.build.securityGroup("site", inbound: [.allow(.tcp(443), .members(of: clients))])
    let client = with.build.endpoint("client", "10.0.2.6", in: back, groups: [clients])
    let web = with.build.endpoint("web", "10.0.1.7", in: front, groups: [site])
    #expect(with.build.connect(client, web) == .certain)
    with.build.route(back, "10.0.1.7/32", to: .gateway(nat))
    #expect(with.build.connect(client, web) == .blocked)
  }

  @Test func `what is offered is asked about the translated port`() {
    var with = self
    let high = TrafficSet(.tcp, destinationPorts: .full, sourcePorts: PortSet(1024...65535))
    let web = with.build.endpoint("web", "10.0.1.7", in: front, offers: high)
    #expect(with.build.connect(app, web, from: 21) == .blocked)
    with.build.route(back, "10.0.1.7/32", to: .gateway(nat))
    #expect(with.build.connect(app, web, from: 21) == .certain)
  }

  @Test func `the border of the gateway's subnet is passed in and out`() {
    var with = self
    let inbound = with.build.accessList("in", .inbound, [.allow(.all)])
    let outbound = with.build.accessList("out", .outbound, [.allow(.tcp(443))])
    with.build.topology.subnets[front].inbound = inbound
    with.build.topology.subnets[front].outbound = outbound
    #expect(with.build.connect(.endpoint(app), internet()) == .blocked)
    with.build.topology.filters[outbound].rules.append(
      .allow(.tcp(49152), .addresses("10.0.2.0/24")))
    #expect(with.build.connect(.endpoint(app), internet(), from: 49152) == .certain)
    #expect(with.build.connect(.endpoint(app), internet(), from: 49153) == .blocked)
  }
}
