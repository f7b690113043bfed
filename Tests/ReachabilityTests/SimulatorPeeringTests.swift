import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-4 and N-7 over links between networks.
struct SimulatorPeeringTests {
  private var build = TopologyBuilder()
  private let networks: [ID<Network>]
  private let subnets: [ID<Subnet>]
  private let endpoints: [ID<Endpoint>]

  /// Three networks in a row, each joined with the next.
  init() {
    var networks: [ID<Network>] = []
    var subnets: [ID<Subnet>] = []
    var endpoints: [ID<Endpoint>] = []
    for number in 0..<3 {
      let network = build.network("network\(number)", "10.\(number).0.0/16")
      let subnet = build.subnet("subnet\(number)", "10.\(number).1.0/24", in: network)
      networks.append(network)
      subnets.append(subnet)
      endpoints.append(build.endpoint("host\(number)", "10.\(number).1.5", in: subnet))
    }
    (self.networks, self.subnets, self.endpoints) = (networks, subnets, endpoints)
  }

  /// Joins two networks and routes everything of each to the other.
  private mutating func join(
    _ left: Int, _ right: Int, keepsIdentity: Bool = true, isActive: Bool = true
  ) -> ID<Gateway> {
    let link = build.peering(
      "link\(left)\(right)", networks[left], networks[right], keepsIdentity: keepsIdentity,
      isActive: isActive)
    build.route(subnets[left], "10.\(right).0.0/16", to: .gateway(link))
    build.route(subnets[right], "10.\(left).0.0/16", to: .gateway(link))
    return link
  }

  @Test func `an active link with routes on both sides joins two networks`() {
    var with = self
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .blocked)
    _ = with.join(0, 1)
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .certain)
    #expect(with.build.connect(endpoints[1], endpoints[0]) == .certain)
  }

  @Test func `an inactive link carries nothing`() {
    var with = self
    _ = with.join(0, 1, isActive: false)
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .blocked)
  }

  @Test func `a missing route on the other side loses the answer`() {
    var with = self
    let link = with.build.peering("link", networks[0], networks[1])
    with.build.route(subnets[0], "10.1.0.0/16", to: .gateway(link))
    let trace = with.build.trace(
      .endpoint(endpoints[0]), .endpoint(endpoints[1]), at: "10.1.1.5", from: "10.0.1.5")
    #expect(trace.outcome == .blockedAnswer)
  }

  @Test func `links are not passed one after another`() {
    var with = self
    let first = with.join(0, 1)
    let second = with.join(1, 2)
    with.build.route(subnets[0], "10.2.0.0/16", to: .gateway(first))
    with.build.route(subnets[2], "10.0.0.0/16", to: .gateway(second))
    #expect(with.build.connect(endpoints[0], endpoints[2]) == .blocked)
    #expect(with.build.connect(endpoints[1], endpoints[2]) == .certain)
  }

  @Test func `groups pass a link only if it keeps them`() {
    for (keeps, expected) in [(true, Verdict.certain), (false, .blocked)] {
      var with = self
      let web = with.build.securityGroup("web")
      let data = with.build.securityGroup("data", inbound: [.allow(.all, .members(of: web))])
      let client = with.build.endpoint("client", "10.0.1.6", in: subnets[0], groups: [web])
      let store = with.build.endpoint("store", "10.1.1.6", in: subnets[1], groups: [data])
      _ = with.join(0, 1, keepsIdentity: keeps)
      #expect(with.build.connect(client, store) == expected)
    }
  }

  @Test func `where networks overlap each address belongs to the network that is asked`() {
    var with = self
    let twin = with.build.network("twin", "10.1.0.0/16")
    let subnet = with.build.subnet("twin", "10.1.1.0/24", in: twin)
    let double = with.build.endpoint("double", "10.1.1.5", in: subnet)
    _ = with.join(0, 1)
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .certain)
    #expect(with.build.connect(endpoints[0], double) == .blocked)
    let trace = with.build.trace(
      .endpoint(endpoints[0]), nil, at: "10.1.1.5", from: "10.0.1.5")
    #expect(trace.outcome == .delivered)
    #expect(trace.forward.last?.component == .endpoint(endpoints[1]))
    #expect(with.build.connect(double, endpoints[1]) == .blocked)
  }

  @Test func `the default route of another network is not used over a link`() {
    var with = self
    let link = with.join(0, 1)
    let gateway = with.build.internetGateway("gate", networks[1])
    with.build.route(subnets[1], "0.0.0.0/0", to: .gateway(gateway))
    with.build.route(subnets[0], "0.0.0.0/0", to: .gateway(link))
    with.build.topology.endpoints[endpoints[0]].addresses[0].publicAddress =
      TestText.address("203.0.113.5")
    #expect(with.build.connect(.endpoint(endpoints[0]), internet()) == .blocked)
    #expect(with.build.connect(internet(), .endpoint(endpoints[0])) == .blocked)
  }

  @Test func `a network that is not in the exports may hold a party outside`() {
    var with = self
    let reason = with.build.assumption("the other side is not exported")
    let world = with.build.world("partner", "172.16.0.0/12")
    let link = with.build.peering("link", networks[0], toUnknown: "172.16.0.0/12", because: reason)
    with.build.route(subnets[0], "172.16.0.0/12", to: .gateway(link))
    let partner = Party.outside(world, TestText.address("172.16.0.9"))
    #expect(with.build.connect(.endpoint(endpoints[0]), partner) == .maybe)
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .blocked)
  }

  @Test func `a link takes only sources of its own side`() {
    var with = self
    let narrow = with.build.peering("narrow", networks[0], networks[1])
    let wide = with.build.peering("wide", networks[0], networks[1])
    with.build.route(subnets[0], "10.1.0.0/16", to: .gateway(narrow))
    with.build.route(subnets[1], "10.0.0.0/16", to: .gateway(wide))
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .certain)
    guard case .peering(var link) = with.build.topology.gateways[narrow].kind else {
      Issue.record("the link is a peering")
      return
    }
    link.sides[0].prefixes = AddressSet(TestText.prefix("10.0.2.0/24"))
    with.build.topology.gateways[narrow].kind = .peering(link)
    #expect(with.build.connect(endpoints[0], endpoints[1]) == .blocked)
  }
}
