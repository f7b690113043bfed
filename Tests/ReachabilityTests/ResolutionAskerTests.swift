import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

struct ResolutionAskerTests {
  private var build = TopologyBuilder()
  private let network: ID<Network>
  private let front: ID<Subnet>
  private let back: ID<Subnet>
  private let web: ID<Endpoint>

  init() {
    network = build.network("main", "10.0.0.0/16", "2001:db8::/56")
    front = build.subnet("front", "10.0.1.0/24", "2001:db8::/64", in: network)
    back = build.subnet("back", "10.0.2.0/24", "2001:db8:0:1::/64", in: network)
    let group = build.securityGroup("web", inbound: [.allow(.tcp(443)), .allow(.echoRequests)])
    web = build.endpoint(
      "web", "10.0.1.5", "2001:db8::5", in: front, publicAddress: "203.0.113.5", groups: [group])
    let data = build.securityGroup(
      "data", inbound: [.allow(.tcp(5432), .members(of: group))], outbound: [])
    _ = build.endpoint("db", "10.0.2.7", in: back, groups: [data])
    _ = build.endpoint("six", "2001:db8:0:1::9", in: back, groups: [group])
    let gateway = build.internetGateway("igw", network)
    build.route(front, "0.0.0.0/0", to: .gateway(gateway))
    build.route(front, "::/0", to: .gateway(gateway))
  }

  private func ask(
    _ source: String, _ destination: String, _ proto: String = "tcp", _ port: String = "",
    sourcePort: String = ""
  ) throws -> FlowRuling {
    let traffic = try TrafficRequest(proto: proto, port: port, sourcePort: sourcePort)
    return try FlowAsker(build.topology).rule(FlowRow(from: source, to: destination, traffic))
  }

  @Test func `delivers between endpoints by id, name and address`() throws {
    for source in ["web", "web-interface", "10.0.1.5", "203.0.113.5"] {
      for destination in ["db", "10.0.2.7"] {
        #expect(try ask(source, destination, "tcp", "5432").verdict == .delivered)
      }
    }
  }

  @Test func `names what blocks`() throws {
    let ruling = try ask("web", "db", "tcp", "22")
    #expect(ruling.verdict == .blocked)
    #expect(ruling.direction == .forward)
    #expect(ruling.blockedBy == "instance-filter:data-in")
    let sending = try ask("db", "web", "tcp", "443")
    #expect(sending.blockedBy == "instance-filter:data-out")
  }

  @Test func `names the border that drops the answer`() throws {
    var with = self
    let list = with.build.accessList(
      "acl", .outbound, [.deny(.tcp(1024...65535)), .allow(.all)])
    with.build.topology.subnets[back].outbound = list
    let ruling = try with.ask("web", "db", "tcp", "5432")
    #expect(ruling.verdict == .blocked)
    #expect(ruling.direction == .answer)
    #expect(ruling.blockedBy == "subnet-filter:acl")
  }

  @Test func `an id stands for its public address when the internet asks`() throws {
    for source in ["internet", "198.51.100.9"] {
      #expect(try ask(source, "web", "tcp", "443").verdict == .delivered)
      #expect(try ask(source, "203.0.113.5", "tcp", "443").verdict == .delivered)
      #expect(try ask(source, "10.0.1.5", "tcp", "443").verdict == .blocked)
      #expect(try ask(source, "db", "tcp", "5432").verdict == .blocked)
    }
  }

  @Test func `names the client that gets through`() throws {
    var with = self
    let narrow = with.build.securityGroup(
      "narrow", inbound: [.allow(.tcp(22), .addresses("198.51.100.0/24"))])
    _ = with.build.endpoint(
      "jump", "10.0.1.8", in: front, publicAddress: "203.0.113.8", groups: [narrow])
    let ruling = try with.ask("internet", "jump", "tcp", "22")
    #expect(ruling.verdict == .delivered)
    let client = try #require(ruling.client)
    #expect(TestText.prefix("198.51.100.0/24").contains(client))
    #expect(ruling.message == "from \(client)")
    #expect(try with.ask("198.51.101.1", "jump", "tcp", "22").verdict == .blocked)
    #expect(try with.ask("198.51.100.1", "jump", "tcp", "22").verdict == .delivered)
  }

  @Test func `IPv6 is used where there is no IPv4, and where the address is IPv6`() throws {
    #expect(try ask("web", "six", "tcp", "443").verdict == .delivered)
    #expect(try ask("web", "six", "icmp").verdict == .delivered)
    #expect(try ask("2001:db8::5", "2001:db8:0:1::9", "tcp", "443").verdict == .delivered)
    #expect(try ask("2a00::1", "web", "tcp", "443").verdict == .delivered)
    #expect(try ask("2a00::1", "web", "tcp", "22").verdict == .blocked)
  }

  @Test func `two families have nothing in common`() throws {
    let ruling = try ask("db", "six", "tcp", "443")
    #expect(ruling.verdict == .blocked)
  }

  @Test func `icmp is an echo request of the family`() throws {
    #expect(try ask("internet", "web", "icmp").verdict == .delivered)
    #expect(try ask("2a00::1", "web", "icmp").verdict == .delivered)
    #expect(try ask("web", "db", "icmp").verdict == .blocked)
  }

  @Test func `any asks for all of it`() throws {
    let partly = try ask("web", "db", "any")
    #expect(partly.verdict == .blocked)
    #expect(partly.message == "only tcp/5432 passes")
    var with = self
    let open = with.build.endpoint("open", "10.0.2.8", in: back)
    #expect(try with.ask("web", "open", "any").verdict == .delivered)
    #expect(try with.ask("web", "open", "tcp", "1-100").verdict == .delivered)
    #expect(with.build.topology.endpoints[open].id == "open-interface")
  }

  @Test func `an endpoint reaches itself, but goes around to its public address`() throws {
    #expect(try ask("web", "web", "tcp", "22").verdict == .delivered)
    #expect(try ask("db", "10.0.2.7", "udp", "1").verdict == .delivered)
    #expect(try ask("web", "203.0.113.5", "tcp", "22").verdict == .blocked)
    #expect(try ask("web", "203.0.113.5", "tcp", "443").verdict == .delivered)
  }

  @Test func `an address that nobody has is blocked or goes to its world`() throws {
    #expect(try ask("web", "8.8.8.8", "udp", "53").verdict == .delivered)
    let nobody = try ask("web", "10.0.2.99", "tcp", "80")
    #expect(nobody.verdict == .blocked)
    #expect(nobody.message == "no such address")
    let nowhere = try ask("db", "8.8.8.8", "udp", "53")
    #expect(nowhere.verdict == .blocked)
  }

  @Test func `the internet is a destination too`() throws {
    let ruling = try ask("web", "internet", "tcp", "443")
    #expect(ruling.verdict == .delivered)
    #expect(ruling.message.hasPrefix("to "))
    #expect(try ask("db", "internet", "tcp", "443").verdict == .blocked)
  }

  @Test func `refuses sources that nobody is, and two ends outside`() throws {
    let unowned = try #require(throws: ResolutionError.self) { try ask("10.0.2.99", "web", "any") }
    #expect(unowned.kind == .unownedSource)
    let outside = try #require(throws: ResolutionError.self) { try ask("internet", "8.8.8.8") }
    #expect(outside.kind == .outside)
  }

  @Test func `says when only the source port decides`() throws {
    var with = self
    let list = with.build.accessList(
      "acl", .outbound, [.deny(.tcp(40000...40009)), .allow(.all)])
    with.build.topology.subnets[back].outbound = list
    let ruling = try with.ask("web", "db", "tcp", "5432")
    #expect(ruling.verdict == .undecided)
    #expect(ruling.assumptions.isEmpty)
    #expect(ruling.message.contains("depends on the client's source port"))
    #expect(ruling.message.contains("from 0-39999,40010-65535"))
    #expect(try with.ask("web", "db", "tcp", "5432", sourcePort: "40000").verdict == .blocked)
    #expect(try with.ask("web", "db", "tcp", "5432", sourcePort: "50000").verdict == .delivered)
  }

  @Test func `lists what is missing to decide`() throws {
    var with = self
    let gap = with.build.assumption("the filter is not exported")
    let unknown = with.build.unknownFilter("hidden", .inbound, because: gap)
    _ = with.build.endpoint(
      "dark", ["10.0.2.9"], in: back,
      binding: FilterBinding(inbound: [FilterStage([unknown], layer: .instanceFilter)]))
    let ruling = try with.ask("web", "dark", "tcp", "80")
    #expect(ruling.verdict == .undecided)
    #expect(ruling.assumptions == [gap])
  }

  @Test func `an endpoint that opens nothing is blocked`() throws {
    var with = self
    _ = with.build.endpoint("door", "10.0.2.10", in: back, initiates: false)
    let ruling = try with.ask("door", "web", "tcp", "443")
    #expect(ruling.verdict == .blocked)
    #expect(ruling.message == "it opens no connections")
  }
}

/// Explanations of single connections.
struct ResolutionExplanationTests {
  @Test func `lists what is open and what stops the rest`() throws {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("all", "10.0.1.0/24", in: network)
    let group = build.securityGroup("web", inbound: [.allow(.tcp(443))])
    _ = build.endpoint("a", "10.0.1.5", in: subnet)
    _ = build.endpoint("b", "10.0.1.6", in: subnet, groups: [group])
    let asker = FlowAsker(build.topology)
    let open = try asker.explain(from: "a", to: "b", nil)
    #expect(open.connection?.certain == .tcp(443))
    #expect(open.trace?.outcome == .delivered)
    #expect(open.blocked.count == 4)
    for part in open.blocked {
      #expect(part.traffic.isDisjoint(with: .tcp(443)))
      #expect(part.trace?.outcome == .blockedForward)
    }
    let closed = try asker.explain(from: "a", to: "b", TrafficRequest(proto: "tcp", port: "22"))
    #expect(closed.ruling?.verdict == .blocked)
    #expect(closed.trace?.forward.last?.layer == .instanceFilter)
    #expect(closed.trace?.packet.destinationPort == 22)
  }

  @Test func `another interface of the same machine is delivered inside it`() throws {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let left = build.subnet("left", "10.0.1.0/24", in: network)
    let right = build.subnet("right", "10.0.2.0/24", in: network)
    let closed = build.securityGroup("closed", inbound: [], outbound: [])
    let first = build.endpoint("first", "10.0.1.5", in: left, groups: [closed])
    let second = build.endpoint("second", "10.0.2.5", in: right, groups: [closed])
    let request = try TrafficRequest(proto: "tcp", port: "22")
    let apart = FlowAsker(build.topology)
    #expect(
      try apart.rule(FlowRow(from: "10.0.1.5", to: "10.0.2.5", request)).verdict == .blocked)
    build.topology.endpoints[second].resource = build.topology.endpoints[first].resource
    let together = FlowAsker(build.topology)
    #expect(
      try together.rule(FlowRow(from: "10.0.1.5", to: "10.0.2.5", request)).verdict == .delivered)
  }
}
