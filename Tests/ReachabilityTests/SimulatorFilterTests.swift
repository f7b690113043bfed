import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-2 and N-3: what filters decide.
struct SimulatorFilterTests {
  private var build = TopologyBuilder()
  private let network: ID<Network>
  private let subnet: ID<Subnet>
  private let client: ID<Endpoint>

  init() {
    network = build.network("main", "10.0.0.0/16")
    subnet = build.subnet("all", "10.0.1.0/24", in: network)
    client = build.endpoint("client", "10.0.1.4", in: subnet)
  }

  /// The verdict about a server that a stateful list of rules guards.
  private func verdict(
    _ rules: [FilterRule], tcp port: UInt16 = 443, defaultAction: FilterAction = .deny
  ) -> Verdict {
    var build = build
    let filter = build.filter("list", .inbound, .instanceFilter, stateful: true, rules)
    build.topology.filters[filter].defaultAction = defaultAction
    let server = build.endpoint(
      "server", ["10.0.1.5"], in: subnet,
      binding: FilterBinding(inbound: [FilterStage([filter], layer: .instanceFilter)]))
    return build.connect(client, server, tcp: port)
  }

  @Test func `the first rule that matches decides`() {
    let denied = PeerMatch.addresses("10.0.1.4/32")
    #expect(verdict([.deny(.tcp(443), denied), .allow(.tcp(443))]) == .blocked)
    #expect(verdict([.allow(.tcp(443)), .deny(.tcp(443), denied)]) == .certain)
    #expect(verdict([.deny(.tcp(22), denied), .allow(.all)]) == .certain)
  }

  @Test func `no rule means the default action`() {
    #expect(verdict([]) == .blocked)
    #expect(verdict([], defaultAction: .allow) == .certain)
    #expect(verdict([.allow(.tcp(443))], tcp: 80) == .blocked)
  }

  @Test func `a rule for other addresses does not match`() {
    #expect(verdict([.allow(.all, .addresses("10.0.2.0/24"))]) == .blocked)
    #expect(verdict([.allow(.all, .addresses("10.0.1.4/32"))]) == .certain)
  }

  @Test func `possible peers make it possible and no more`() {
    var with = self
    let reason = with.build.assumption("the list is not exported")
    let maybe = PeerMatch.possible("10.0.0.0/8", because: reason)
    #expect(with.verdict([.allow(.tcp(443), maybe)]) == .maybe)
    #expect(with.verdict([.deny(.tcp(443), maybe), .allow(.all)]) == .maybe)
    #expect(with.verdict([.deny(.tcp(443), maybe)]) == .blocked)
    #expect(with.verdict([.allow(.tcp(443), maybe), .deny(.all)]) == .maybe)
    #expect(
      with.verdict([.allow(.tcp(443), .possible("192.168.0.0/16", because: reason))]) == .blocked)
  }

  @Test func `what an earlier rule may allow and a later one allows is certain`() {
    var with = self
    let reason = with.build.assumption("the list is not exported")
    let maybe = PeerMatch.possible("10.0.0.0/8", because: reason)
    #expect(with.verdict([.allow(.tcp(443), maybe), .allow(.all)]) == .certain)
  }

  @Test func `a stage passes what any of its filters allows and every stage must pass`() {
    var build = build
    let first = build.filter("first", .inbound, .instanceFilter, stateful: true, [.allow(.tcp(80))])
    let second = build.filter(
      "second", .inbound, .hostFirewall, stateful: true, [.allow(.tcp(443))])
    let together = [FilterStage([first, second], layer: .instanceFilter)]
    let apart = [
      FilterStage([first], layer: .instanceFilter), FilterStage([second], layer: .hostFirewall),
    ]
    let open = build.endpoint(
      "open", ["10.0.1.5"], in: subnet, binding: FilterBinding(inbound: together))
    let shut = build.endpoint(
      "shut", ["10.0.1.6"], in: subnet, binding: FilterBinding(inbound: apart))
    let none = build.endpoint(
      "none", ["10.0.1.7"], in: subnet,
      binding: FilterBinding(inbound: [FilterStage([], layer: .instanceFilter)]))
    #expect(build.connect(client, open, tcp: 443) == .certain)
    #expect(build.connect(client, open, tcp: 80) == .certain)
    #expect(build.connect(client, shut, tcp: 443) == .blocked)
    #expect(build.connect(client, shut, tcp: 80) == .blocked)
    #expect(build.connect(client, none) == .blocked)
  }

  @Test func `a rule that names a group matches its members only`() {
    var build = build
    let web = build.securityGroup("web")
    let data = build.securityGroup("data", inbound: [.allow(.tcp(5432), .members(of: web))])
    let server = build.endpoint("server", "10.0.1.20", in: subnet, groups: [web])
    let store = build.endpoint("store", "10.0.1.21", in: subnet, groups: [data])
    #expect(build.connect(server, store, tcp: 5432) == .certain)
    #expect(build.connect(client, store, tcp: 5432) == .blocked)
    #expect(build.connect(store, server, tcp: 5432) == .blocked)
  }

  @Test func `an outbound rule that names a group matches members at their own addresses`() {
    var build = build
    let data = build.securityGroup("data", inbound: [.allow(.all)])
    let only = build.securityGroup("only", outbound: [.allow(.tcp(443), .members(of: data))])
    let gateway = build.internetGateway("gate", network)
    build.route(subnet, "0.0.0.0/0", to: .gateway(gateway))
    let sender = build.endpoint(
      "sender", "10.0.1.30", in: subnet, publicAddress: "203.0.113.30", groups: [only])
    let store = build.endpoint(
      "store", "10.0.1.31", in: subnet, publicAddress: "203.0.113.31", groups: [data])
    let own = build.connect(.endpoint(sender), .endpoint(store), at: "10.0.1.31", from: "10.0.1.30")
    #expect(own == .certain)
    let outside = build.connect(
      .endpoint(sender), .endpoint(store), at: "203.0.113.31", from: "10.0.1.30")
    #expect(outside == .blocked)
  }

  @Test func `stateless stages are asked about the answer, at both ends`() {
    let answers = FilterRule.allow(.tcp(32768...65535))
    for (isStateful, atServer, atClient, expected) in [
      (true, false, false, Verdict.certain), (false, false, true, .blocked),
      (false, true, false, .blocked), (false, true, true, .certain),
    ] {
      var build = build
      let out = build.filter(
        "out", .outbound, .hostFirewall, stateful: isStateful, atServer ? [answers] : [])
      let back = build.filter(
        "back", .inbound, .hostFirewall, stateful: isStateful, atClient ? [answers] : [])
      let server = build.endpoint(
        "server", ["10.0.1.5"], in: subnet,
        binding: FilterBinding(outbound: [FilterStage([out], layer: .hostFirewall)]))
      let client = build.endpoint(
        "caller", ["10.0.1.6"], in: subnet,
        binding: FilterBinding(inbound: [FilterStage([back], layer: .hostFirewall)]))
      #expect(build.connect(client, server, from: 49152) == expected)
    }
  }
}
