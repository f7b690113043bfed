import Documents
import Lint
import PacketSets
import TestSupport
import Testing
import Topology

@Suite struct `Lint` {
  private func network(
    _ make: (inout TopologyBuilder, ID<Network>, ID<Subnet>) -> Void
  ) -> [LintFinding] {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    _ = build.endpoint("other", "10.0.1.9", in: subnet)
    make(&build, network, subnet)
    return Linter(build.topology).findings()
  }

  @Test func `finds rules for groups without members`() {
    let found = network { build, _, subnet in
      let ghost = build.securityGroup("ghost")
      let web = build.securityGroup("web", inbound: [.allow(.tcp(22), .members(of: ghost))])
      _ = build.endpoint("server", "10.0.1.5", in: subnet, groups: [web])
    }
    #expect(found.filter { $0.kind == .unused }.map(\.message) == ["nobody is a member of ghost"])
    #expect(found.filter { $0.kind == .unattached }.map(\.holder) == ["ghost-in", "ghost-out"])
  }

  @Test func `finds rules for addresses that nobody has any more`() {
    func found(_ prefix: String) -> [LintKind] {
      network { build, _, subnet in
        let web = build.securityGroup("web", inbound: [.allow(.tcp(22), .addresses(prefix))])
        _ = build.endpoint("server", "10.0.1.5", in: subnet, groups: [web])
      }.map(\.kind)
    }
    #expect(found("10.0.1.77/32") == [.stale])
    #expect(found("10.0.1.9/32") == [])
    #expect(found("10.0.1.0/24") == [])
    #expect(found("192.168.0.0/16") == [])
  }

  @Test func `finds rules that let everybody in to every port`() {
    func found(_ rule: FilterRule) -> [LintKind] {
      network { build, _, subnet in
        let web = build.securityGroup("web", inbound: [rule])
        _ = build.endpoint("server", "10.0.1.5", in: subnet, groups: [web])
      }.map(\.kind)
    }
    #expect(found(.allow(.all, .addresses("0.0.0.0/0"))) == [.overWide])
    #expect(found(.allow(.tcp(0...65535))) == [.overWide])
    #expect(found(.allow(.tcp(443))) == [])
    #expect(found(.allow(.all, .addresses("10.0.0.0/8"))) == [])
  }

  @Test func `finds rules of which no answer comes back`() {
    let web = FilterRule.allow(.tcp(443))
    let found = Linted([web], back: [.allow(.tcp(0...1023))]).findings
    #expect(found.filter { $0.kind == .blockedAnswers }.isEmpty)
    let none = Linted([web], back: [.deny(.tcp(0...65535)), .allow(.all)]).findings
    let finding = none.first { $0.kind == .blockedAnswers && $0.holder == "list" }
    #expect(finding?.rule == "list-1: allow tcp/443")
    #expect(finding?.reasons.map(\.rule) == ["back-1: deny tcp"])
    #expect(
      Linted([web], back: [.allow(.tcp(1024...65535))]).findings.filter {
        $0.kind == .blockedAnswers
      }.isEmpty)
    #expect(
      Linted([web], back: [.allow(.udp(53))]).findings.contains { $0.kind == .blockedAnswers })
  }

  @Test func `finds routes that lead nowhere`() {
    let found = network { build, network, subnet in
      let table = build.topology.subnets[subnet].routeTable
      let other = build.network("other", "10.9.0.0/16")
      let gate = build.topology.add(
        Gateway(id: "gate", kind: .internet(Topology.internet), networks: [other]))
      let peering = build.topology.add(
        Gateway(
          id: "peering",
          kind: .peering(
            Peering(
              sides: [
                PeeringSide(network: network, id: "main", prefixes: .allIPv4),
                PeeringSide(network: other, id: "other", prefixes: .allIPv4),
              ], keepsIdentity: false, isActive: false)), networks: [network, other]))
      build.topology.routeTables[table].routes += [
        Route(destinations: [Prefix.allIPv4], target: .gateway(gate)),
        Route(destinations: [TestText.prefix("10.9.0.0/16")], target: .gateway(peering)),
        Route(destinations: [TestText.prefix("10.8.0.0/16")], target: .drop("it is gone")),
      ]
    }
    #expect(
      found.filter { $0.kind == .routeToNowhere }.map(\.message).sorted() == [
        "gate is not attached to the network", "it is gone", "peering is not active",
      ])
  }

  @Test func `takes out every rule to find those without an effect`() {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let web = build.securityGroup(
      "web",
      inbound: [
        .allow(.tcp(22), .addresses("10.0.1.0/24")), .allow(.tcp(22), .addresses("192.168.0.0/16")),
      ])
    _ = build.endpoint("server", "10.0.1.5", in: subnet, groups: [web])
    _ = build.endpoint("client", "10.0.1.6", in: subnet)
    let found = Linter(build.topology).ineffectiveRules()
    #expect(found.map(\.rule) == ["web-in-2: allow tcp/22"])
  }

  @Test func `is written as text and as JSON, with what is not shown by default counted`() {
    let findings = [
      LintFinding(
        kind: .stale, holder: "web", holderID: "sg-1", rule: "r", message: "nobody has it",
        location: .unknown),
      LintFinding(
        kind: .unattached, holder: "default", holderID: "sg-0", message: "nothing bears it",
        location: .unknown, isActionable: false),
    ]
    let text = LintText(findings, files: SourceCatalog([]), showsAll: false)
    #expect(
      text.text() == """
        stale: web (sg-1)  r
            nobody has it
        1 finding; --all shows 1 more

        """)
    #expect(text.json().contains("\"hidden\": 1"))
    #expect(
      LintText(findings, files: SourceCatalog([]), showsAll: true).text().contains("2 findings"))
  }
}
