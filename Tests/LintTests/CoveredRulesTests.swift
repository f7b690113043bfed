import Lint
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

@Suite struct `Covered rules` {
  private func kinds(_ rules: [FilterRule], stateful: Bool = false) -> [String] {
    Linted(rules, stateful: stateful).findings.filter {
      [.shadowed, .redundant, .duplicate, .conflicting].contains($0.kind)
    }.map { "\($0.kind.rawValue) \($0.rule)" }
  }

  @Test func `a rule behind one that decides about more is shadowed`() {
    let found = Linted([.deny(.tcp(0...65535)), .allow(.tcp(22), .addresses("10.0.0.0/8"))])
    #expect(found.findings.map(\.kind).contains(.shadowed))
    let finding = found.findings.first { $0.kind == .shadowed }
    #expect(finding?.rule == "list-2: allow tcp/22")
    #expect(finding?.reasons.map(\.rule) == ["list-1: deny tcp"])
  }

  @Test func `two rules together cover a third`() {
    #expect(
      kinds([
        .allow(.tcp(22), .addresses("10.0.0.0/9")), .allow(.tcp(22), .addresses("10.128.0.0/9")),
        .allow(.tcp(22), .addresses("10.0.0.0/8")),
      ]) == [1, 2, 3].map { "redundant list-\($0): allow tcp/22" })
  }

  @Test func `a hole in the cover keeps the rule`() {
    #expect(
      kinds([
        .allow(.tcp(22), .addresses("10.0.0.0/9")), .allow(.tcp(22), .addresses("10.128.0.0/10")),
        .allow(.tcp(22), .addresses("10.0.0.0/8")),
      ]) == [
        "redundant list-1: allow tcp/22", "redundant list-2: allow tcp/22",
      ])
  }

  @Test func `equal rules are duplicates and opposite ones conflict`() {
    let peer = PeerMatch.addresses("10.0.0.0/8")
    #expect(
      kinds([.allow(.tcp(22), peer), .allow(.tcp(22), peer)])
        == ["duplicate list-2: allow tcp/22"])
    #expect(
      kinds([.allow(.tcp(22), peer), .deny(.tcp(22), peer)])
        == ["conflicting list-2: deny tcp/22"])
  }

  @Test
  func `a denial that the default says too is redundant, unless it protects from a later rule`() {
    #expect(kinds([.deny(.tcp(22))]) == ["redundant list-1: deny tcp/22"])
    #expect(kinds([.deny(.tcp(22)), .allow(.tcp(20...30))]) == [])
  }

  @Test func `the last word of a filter is not reported`() {
    #expect(kinds([.allow(.all), .deny(.all)]) == [])
    #expect(kinds([.allow(.tcp(22)), .deny(.all)]) == [])
  }

  @Test func `members of a group are covered by rules that name it or everybody`() {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let web = build.securityGroup("web", inbound: [.allow(.tcp(80))])
    build.allow(into: web, FilterRule.allow(.tcp(80), .members(of: web)))
    build.allow(into: web, FilterRule.allow(.tcp(443), .addresses("10.0.0.0/8")))
    build.allow(into: web, FilterRule.allow(.tcp(443), .members(of: web)))
    _ = build.endpoint("server", "10.0.1.5", in: subnet, groups: [web])
    let found = Linter(build.topology).findings().filter { $0.kind == .redundant }
    #expect(found.map(\.rule) == ["allow tcp/80"])
  }

  /// Everything that is called covered can be taken out, and nobody notices.
  @Test func `taking out a covered rule of random networks changes nothing`() {
    var total = 0
    for seed in 61_000..<(TestEffort.isThorough ? 62_000 : 61_060) {
      let topology = RandomTopology.make(seed: UInt64(seed))
      let covered = Linter(topology).coveredRules()
      total += covered.count
      let before = ReachabilityModel(topology)
      for (filter, rule) in covered.prefix(3) {
        guard let without = topology.removing(rule: rule, of: filter) else { continue }
        let after = ReachabilityModel(without)
        for from in topology.endpoints.ids {
          for to in topology.endpoints.ids where from != to {
            let one = before.connection(from: .endpoint(from), to: .endpoint(to))
            let other = after.connection(from: .endpoint(from), to: .endpoint(to))
            #expect(
              one.certain == other.certain && one.possible == other.possible, "seed \(seed)")
          }
        }
      }
    }
    #expect(total > 0)
  }
}

/// A small network whose one subnet has a list of rules at its border.
struct Linted {
  let findings: [LintFinding]

  init(_ rules: [FilterRule], back: [FilterRule]? = nil, stateful: Bool = false) {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let list = build.filter("list", .inbound, .subnetFilter, stateful: stateful, rules)
    let out = back.map { build.accessList("back", .outbound, $0) }
    let subnet = build.subnet("front", "10.0.1.0/24", in: network, inbound: list, outbound: out)
    _ = build.endpoint("server", "10.0.1.5", in: subnet)
    findings = Linter(build.topology).findings()
  }
}
