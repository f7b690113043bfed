import PacketSets
import Reachability
import Testing
import Topology

@testable import TierPolicy

@Suite struct SelectorTests {
  /// Two networks, four machines, a database and an office behind a VPN.
  private func graph() throws -> Topology {
    var graph = GraphBuilder()
    let main = try graph.network("net-1", name: "main", "10.0.0.0/16", "2001:db8:1::/48")
    let other = try graph.network("net-2", "10.8.0.0/16")
    let web = graph.subnet("sub-web", name: "web", in: main, zone: "z-a")
    let data = graph.subnet("sub-data", in: main, zone: "z-b")
    let far = graph.subnet("sub-far", in: other)
    let appGroup = graph.group("sg-1", name: "app")
    let filter = graph.topology.add(
      Filter(id: "f-9", name: "db-door", layer: .instanceFilter, direction: .inbound))
    try graph.endpoint(
      "bastion", "10.0.0.4", publicAddress: "198.51.100.4", tags: ["Role": "bastion"], in: web,
      scope: Scope(provider: "aws", account: "111", region: "r-1"))
    try graph.endpoint(
      "app-1", "10.0.0.5", "2001:db8:1::5", tags: ["Tier": "app"], in: web,
      scope: Scope(provider: "aws", account: "111", region: "r-2"),
      binding: FilterBinding(groups: [appGroup]))
    try graph.endpoint("app-2", "10.0.0.6", in: web, binding: FilterBinding(groups: [appGroup]))
    try graph.endpoint(
      "orders", "10.0.1.7", kind: .database, in: data,
      binding: FilterBinding(inbound: [FilterStage([filter], layer: .instanceFilter)]))
    try graph.endpoint(
      "runner", "10.8.0.8", kind: .container, tags: ["service": "ci"], in: far,
      scope: Scope(provider: "docker"))
    let addresses = AddressSet(
      try ["192.168.0.0/16", "10.0.0.0/8"].map { try #require(Prefix($0)) })
    _ = graph.topology.add(
      World(id: "office", name: "Office", kind: .onPremises, addresses: addresses))
    return graph.topology
  }

  private func selector(_ text: String) throws -> Selector {
    let policy = try policy("version: 1\ntiers:\n  t: \(text)\n")
    return try #require(policy.tiers.first).selector
  }

  @Test(arguments: [
    ("{ tag: { Role: bastion } }", ["bastion"]),
    ("{ tag: { Role: [nobody, bast*] } }", ["bastion"]),
    ("{ tag: { Role: bastion, Tier: app } }", []),
    ("{ name: 'app-*' }", ["app-1", "app-2"]),
    ("{ name: 'App-*' }", []),
    ("{ id: [i-app-1, eni-orders] }", ["app-1", "orders"]),
    ("{ kind: [database, container] }", ["orders", "runner"]),
    ("{ cidr: 10.0.0.0/24 }", ["bastion", "app-1", "app-2"]),
    ("{ cidr: 198.51.100.4 }", ["bastion"]),
    ("{ cidr: '2001:db8::/32' }", ["app-1"]),
    ("{ network: main }", ["bastion", "app-1", "app-2", "orders"]),
    ("{ network: net-2 }", ["runner"]),
    ("{ subnet: web }", ["bastion", "app-1", "app-2"]),
    ("{ subnet: 'sub-*' }", ["bastion", "app-1", "app-2", "orders", "runner"]),
    ("{ security-group: app }", ["app-1", "app-2"]),
    ("{ security-group: sg-1 }", ["app-1", "app-2"]),
    ("{ security-group: db-door }", ["orders"]),
    ("{ account: 111 }", ["bastion", "app-1"]),
    ("{ provider: docker }", ["runner"]),
    ("{ region: r-2 }", ["app-1"]),
    ("{ zone: z-b }", ["orders"]),
    ("{ service: ci }", ["runner"]),
    ("{ any: [{ name: orders }, { name: runner }] }", ["orders", "runner"]),
    ("{ all: [{ subnet: web }, { security-group: app }] }", ["app-1", "app-2"]),
    ("{ subnet: web, security-group: app, name: '*-2' }", ["app-2"]),
    ("{ not: { subnet: web } }", ["orders", "runner"]),
    ("{ all: [{ subnet: web }, { not: { name: bastion } }] }", ["app-1", "app-2"]),
    ("{ not: { not: { name: orders } } }", ["orders"]),
  ])
  func `picks endpoints`(text: String, names: [String]) throws {
    let topology = try graph()
    let picked = SelectorEvaluation(topology).parties(try selector(text), name: "t")
    #expect(picked.endpoints.members.map { topology.resource(of: $0).name } == names)
  }

  @Test func `a prefix picks the addresses outside that nobody owns`() throws {
    let topology = try graph()
    let evaluation = SelectorEvaluation(topology)
    let picked = evaluation.parties(try selector("{ cidr: 198.51.100.0/30 }"), name: "t")
    #expect(picked.outside.map(\.world) == [Topology.internet])
    #expect(picked.outside.map(\.addresses.description) == ["198.51.100.0/30"])
    let own = evaluation.parties(try selector("{ cidr: 198.51.100.4/31 }"), name: "t")
    #expect(own.endpoints.count == 1)
    #expect(own.outside.map(\.addresses.description) == ["198.51.100.5/32"])
  }

  @Test func `a prefix picks addresses on premises outside the networks of the graph`() throws {
    let evaluation = SelectorEvaluation(try graph())
    let picked = evaluation.parties(try selector("{ cidr: 10.0.0.0/12 }"), name: "t")
    #expect(picked.outside.map(\.world) == [ID(1)])
    let addresses = try #require(picked.outside.first).addresses
    #expect(!addresses.contains(try #require(IPAddress("10.8.0.9"))))
    #expect(addresses.contains(try #require(IPAddress("10.9.0.9"))))
    let six = evaluation.parties(try selector("{ cidr: '2001:db8::/32' }"), name: "t")
    #expect(six.outside.allSatisfy { $0.addresses.families == [.v6] })
    #expect(
      !six.addresses(in: Topology.internet).contains(
        try #require(IPAddress("2001:db8:1::9"))))
  }

  @Test func `addresses outside survive the denial of endpoints only`() throws {
    let evaluation = SelectorEvaluation(try graph())
    let both = evaluation.parties(
      try selector("{ all: [{ cidr: 203.0.113.0/24 }, { not: { kind: database } }] }"),
      name: "t")
    #expect(both.outside.count == 1)
    let denied = evaluation.parties(try selector("{ not: { kind: database } }"), name: "t")
    #expect(denied.outside.isEmpty)
    let rest = evaluation.parties(try selector("{ not: { cidr: 0.0.0.0/1 } }"), name: "t")
    #expect(!rest.addresses(in: Topology.internet).isEmpty)
    #expect(
      !rest.addresses(in: Topology.internet).contains(try #require(IPAddress("1.1.1.1"))))
  }

  @Test func `the built-in tiers are the worlds and everybody`() throws {
    let topology = try graph()
    let tiers = SelectorEvaluation(topology).memberships(of: Tier.builtIn)
    #expect(tiers.map(\.name) == ["internet", "on-premises", "everything"])
    #expect(tiers.map(\.parties.endpoints.count) == [0, 0, 5])
    #expect(tiers[0].parties.outside.map(\.world) == [ID(0)])
    #expect(tiers[1].parties.outside.map(\.world) == [ID(1)])
    #expect(tiers[2].parties.outside.count == 2)
    let bastion = try #require(IPAddress("198.51.100.4"))
    #expect(!tiers[0].parties.addresses(in: Topology.internet).contains(bastion))
  }

  @Test(arguments: [
    (
      "{ tag: { Role: bastions } }",
      "no endpoint has tag Role=bastions; tags seen: Role=bastion (1)"
    ),
    (
      "{ tag: { Rolle: x } }",
      "no endpoint has a tag Rolle; keys seen: Role (1), Tier (1), service (1)"
    ),
    (
      "{ name: ap-1 }",
      "no endpoint is named ap-1; names seen: app-1 (1), app-2 (1), bastion (1), orders (1),"
        + " runner (1)"
    ),
    (
      "{ kind: databse }",
      "no endpoint is of kind databse; kinds seen: database (1), instance (3), container (1)"
    ),
    (
      "{ all: [{ name: orders }, { name: runner }] }",
      "no endpoint is name orders and name runner at the same time"
    ),
    ("{ cidr: 127.0.0.0/8 }", "no endpoint and no address outside lies in 127.0.0.0/8"),
  ])
  func `says what would match`(text: String, reason: String) throws {
    let evaluation = SelectorEvaluation(try graph())
    let tier = Tier(name: "t", selector: try selector(text))
    #expect(evaluation.memberships(of: [tier]).first?.emptiness == reason)
  }

  @Test func `everybody is the sum of a selector and its denial`() throws {
    let topology = try graph()
    let evaluation = SelectorEvaluation(topology)
    for text in ["{ cidr: 10.0.0.0/23 }", "{ name: 'a*' }", "{ cidr: ['::/0', 10.8.0.0/16] }"] {
      let claim = try selector(text)
      let yes = evaluation.parties(claim, name: "t")
      let no = evaluation.parties(.not(claim), name: "t")
      #expect(yes.endpoints.intersection(no.endpoints).isEmpty)
      #expect(yes.endpoints.union(no.endpoints).count == topology.endpoints.count)
      for world in topology.worlds.ids where claim.speaksOfAddresses {
        #expect(yes.addresses(in: world).isDisjoint(with: no.addresses(in: world)))
        #expect(
          yes.addresses(in: world).union(no.addresses(in: world))
            == evaluation.everything().addresses(in: world))
      }
    }
  }
}
