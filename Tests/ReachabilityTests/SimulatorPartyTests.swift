import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-1 and N-2: who talks, and how sure it is.
struct SimulatorPartyTests {
  private func pair() -> (TopologyBuilder, ID<Endpoint>, ID<Endpoint>, ID<Subnet>) {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("all", "10.0.1.0/24", in: network)
    let client = build.endpoint("client", "10.0.1.4", in: subnet)
    let server = build.endpoint("server", "10.0.1.5", in: subnet)
    return (build, client, server, subnet)
  }

  @Test func `two endpoints of one subnet without filters reach each other`() {
    let (build, client, server, _) = pair()
    #expect(build.connect(client, server) == .certain)
    #expect(build.connect(server, client) == .certain)
  }

  @Test func `an endpoint always reaches itself`() {
    var (build, client, _, _) = pair()
    build.topology.endpoints[client].initiates = false
    build.topology.endpoints[client].offers = .empty
    #expect(build.connect(client, client) == .certain)
  }

  @Test func `an endpoint that does not initiate only answers`() {
    var (build, client, server, _) = pair()
    build.topology.endpoints[server].initiates = false
    #expect(build.connect(server, client) == .blocked)
    #expect(build.connect(client, server) == .certain)
  }

  @Test func `an endpoint answers only what it offers`() {
    var (build, client, server, _) = pair()
    build.topology.endpoints[server].offers = .tcp(443)
    #expect(build.connect(client, server, tcp: 443) == .certain)
    #expect(build.connect(client, server, tcp: 80) == .blocked)
  }

  @Test func `one pair of addresses is enough`() {
    var (build, _, server, subnet) = pair()
    let both = build.endpoint("both", "fd00::4", "10.0.1.6", in: subnet)
    #expect(build.connect(both, server) == .certain)
    let other = build.endpoint("other", "fd00::5", in: subnet)
    #expect(build.connect(other, server) == .blocked)
  }

  @Test func `a packet has to come from an address of its sender`() {
    let (build, client, server, _) = pair()
    let verdict = build.connect(
      .endpoint(client), .endpoint(server), at: "10.0.1.5", from: "10.0.1.99")
    #expect(verdict == .blocked)
  }

  @Test func `echo requests need their answer and other messages open nothing`() {
    var (build, _, _, subnet) = pair()
    let list = build.accessList("requests", .inbound, [.allow(.icmp(.icmp, type: 8, code: nil))])
    let network = build.topology.subnets[subnet].network
    let far = build.subnet("far", "10.0.2.0/24", in: network, inbound: list)
    let near = build.endpoint("near", "10.0.1.9", in: subnet)
    let pinger = build.endpoint("pinger", "10.0.2.9", in: far)
    func icmp(_ type: UInt16, from: ID<Endpoint>, to: ID<Endpoint>) -> Bool {
      PacketSimulator(build.topology).possibility(
        from: .endpoint(from), to: .endpoint(to), proto: .icmp, sourcePort: 0,
        destinationPort: type << 8
      ).may
    }
    #expect(icmp(8, from: near, to: pinger))
    #expect(!icmp(8, from: pinger, to: near))
    build.topology.filters[list].rules.append(.allow(.icmp(.icmp, type: 0, code: nil)))
    #expect(icmp(8, from: pinger, to: near))
    #expect(!icmp(5, from: pinger, to: near))
    #expect(!icmp(0, from: near, to: pinger))
  }

  @Test func `each ICMP exists in its own family only`() {
    let (build, client, server, _) = pair()
    let result = PacketSimulator(build.topology).possibility(
      from: .endpoint(client), to: .endpoint(server), proto: .icmpv6, sourcePort: 0,
      destinationPort: 128 << 8)
    #expect(!result.may)
  }

  @Test func `an address that an endpoint has does not live outside`() {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16", "2001:db8:1::/48")
    let subnet = build.subnet("front", "10.0.1.0/24", "2001:db8:1:1::/64", in: network)
    let gateway = build.internetGateway("gate", network)
    build.route(subnet, "0.0.0.0/0", to: .gateway(gateway))
    build.route(subnet, "::/0", to: .gateway(gateway))
    let web = build.endpoint(
      "web", "10.0.1.5", "2001:db8:1:1::5", in: subnet, publicAddress: "203.0.113.5")
    #expect(build.connect(internet("198.51.100.7"), .endpoint(web)) == .certain)
    #expect(build.connect(internet("203.0.113.5"), .endpoint(web)) == .blocked)
    #expect(build.connect(internet("10.9.9.9"), .endpoint(web)) == .blocked)
    #expect(build.connect(internet("2001:db8:2::1"), .endpoint(web)) == .certain)
    #expect(build.connect(internet("2001:db8:1::77"), .endpoint(web)) == .blocked)
    #expect(build.connect(internet(), internet("198.51.100.8")) == .blocked)
  }

  @Test func `a filter that is not known may pass everything and certainly nothing`() {
    var (build, client, _, subnet) = pair()
    let reason = build.assumption("the rules are not exported")
    let filter = build.unknownFilter("mystery", .inbound, because: reason)
    let server = build.endpoint(
      "guarded", ["10.0.1.7"], in: subnet,
      binding: FilterBinding(inbound: [FilterStage([filter], layer: .instanceFilter)]))
    #expect(build.connect(client, server) == .maybe)
    let trace = build.trace(
      .endpoint(client), .endpoint(server), at: "10.0.1.7", from: "10.0.1.4")
    #expect(trace.outcome == .undecided([reason]))
  }
}
