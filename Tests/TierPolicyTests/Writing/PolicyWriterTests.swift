import PacketSets
import Reachability
import Testing
import Topology

@testable import TierPolicy

@Suite struct PolicyWriterTests {
  /// Reads back what is written, and compares tiers and rules with those of the baseline.
  private func roundTrip(_ topology: Topology) throws {
    let text = PolicyWriter.initial(topology: topology, system: "A \"quoted\" system\u{7}")
    let policy = try policy(text)
    let evaluation = SelectorEvaluation(topology)
    let baseline = Baseline(evaluation)
    #expect(policy.system == "A \"quoted\" system\u{7}")
    #expect(policy.rules.map(\.title) == baseline.rules.map(\.title))
    #expect(policy.rules.map(\.traffic) == baseline.rules.map(\.traffic))
    #expect(policy.rules.map(\.severity) == baseline.rules.map(\.severity))
    #expect(policy.rules.map(\.references) == baseline.rules.map(\.references))
    #expect(policy.rules.map(\.why) == baseline.rules.map(\.why))
    for tier in policy.tiers {
      let read = evaluation.parties(tier.selector, name: tier.name)
      let inferred = try #require(baseline.tiers.first { $0.name == tier.name })
      #expect(read == inferred.parties, "\(tier.name): \(tier.selector.text)\n\(text)")
    }
    #expect(
      Set(policy.tiers.map(\.name))
        == Set(baseline.tiers.map(\.name)).subtracting(["internet", "on-premises"]))
  }

  @Test func `what is written reads back as what was inferred`() throws {
    try roundTrip(try threeTiers())
    try roundTrip(Topology())
  }

  @Test func `names that a pattern would confuse are listed`() throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    let vpn = graph.group("sg-1", name: "vpn")
    for (index, name) in ["app-1", "app-db", "app-2", "app-lb-9", "web", "twin"].enumerated() {
      try graph.endpoint(name, "10.0.0.\(index + 4)", in: subnet)
    }
    try graph.endpoint(
      "twin", "10.0.1.9", in: subnet, binding: FilterBinding(groups: [vpn]))
    try graph.endpoint(
      "app-3", "10.0.1.10", kind: .database, in: subnet, binding: FilterBinding(groups: [vpn]))
    try roundTrip(graph.topology)
  }

  @Test func `a pattern is narrowed by kind`() throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    try graph.endpoint("app-1", "10.0.0.4", in: subnet)
    try graph.endpoint("app-2", "10.0.0.5", kind: .cache, in: subnet)
    try roundTrip(graph.topology)
    let text = PolicyWriter.initial(topology: graph.topology)
    #expect(text.contains("    all: [{ name: [\"app-*\"] }, { not: { kind: [cache] } }]\n"))
  }

  @Test func `a list that would be too long gives way to a pattern and a remark`() throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    for number in 0...InferredSelectors.listLimit {
      try graph.endpoint("app-\(number)", "10.0.1.1", in: subnet)
    }
    try graph.endpoint("app-vpn", "10.0.0.5", in: subnet)
    let text = PolicyWriter.initial(topology: graph.topology)
    #expect(text.contains("# (the selector below picks others too"))
    #expect(text.contains("    name: [\"app-*\"]\n"))
    #expect(try policy(text).tiers.count == 3)
  }

  @Test(arguments: [
    "app: yes", "app\n- x", "app\u{0}", "app #1", "*app", "app\u{2028}", "app\u{FEFF}-ä",
    "app \"x\"",
    "app\\", "app\u{85}", "app {[&!|>%@`", "app\u{7f}\u{9f}", "app\u{202E}",
  ])
  func `a stranger's words do no harm`(name: String) throws {
    var graph = GraphBuilder()
    let subnet = graph.subnet("s", in: try graph.network("n", "10.0.0.0/16"))
    try graph.endpoint(name, "10.0.0.4", in: subnet)
    try graph.endpoint("m", "10.0.0.5", tags: ["Role": name], in: subnet)
    try graph.endpoint("front", "10.0.0.6", kind: .loadBalancer, in: subnet)
    try roundTrip(graph.topology)
  }

  @Test func `selectors read back`() throws {
    for text in [
      "{ tag: { Role: [a, \"b *\"] } }", "{ any: [{ not: { zone: [z] } }, { cidr: [\"::/0\"] }] }",
      "{ all: [{ provider: [x] }, { service: [s] }, { region: [r] }, { account: [\"1\"] }] }",
    ] {
      let tier = try #require(try policy("version: 1\ntiers: { t: \(text) }").tiers.first)
      #expect(tier.selector.yaml == text)
    }
  }
}
