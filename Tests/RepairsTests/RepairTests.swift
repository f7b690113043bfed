import Documents
import PacketSets
import Reachability
import Repairs
import TestSupport
import Testing
import TierPolicy
import Topology

@Suite struct `Repairs` {
  private let policy = """
    version: 1
    tiers:
      app: { name: "app-*" }
      db: { name: "db-*" }
    rules:
      - { id: db-only-from-app, only: [app], reach: [db], on: [postgres] }
      - { id: app-reaches-db, must: [app], reach: [db], on: [postgres] }
    """

  private func judge() throws -> (ReachabilityModel) -> PolicyReview {
    let day = try #require(CalendarDate(year: 2026, month: 11, day: 1))
    let file = SourceFile(id: FileID(rawValue: 0), path: "policy.yaml", bytes: Array(policy.utf8))
    let policy = try Policy(reading: file, asOf: day)
    return { PolicyReview(policy, model: $0, asOf: day) }
  }

  /// An app, a batch server and a database with a list of rules.
  private func graph(_ rules: [FilterRule], stateful: Bool = true) -> Topology {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let list = build.filter("list", .inbound, .instanceFilter, stateful: stateful, rules)
    _ = build.endpoint("app-1", "10.0.1.5", in: subnet)
    _ = build.endpoint("batch-1", "10.0.1.6", in: subnet)
    _ = build.endpoint(
      "db-1", ["10.0.1.7"], in: subnet,
      binding: FilterBinding(inbound: [FilterStage([list], layer: .instanceFilter)]))
    return build.topology
  }

  private func search(_ topology: Topology) throws -> [Repair] {
    try RepairSearch(topology, review: judge()).repairs(of: "db-only-from-app")
  }

  @Test func `narrow the peers of a rule where others must get through`() throws {
    let topology = graph([.allow(.tcp(5432), .addresses("10.0.0.0/16"))])
    let repairs = try search(topology)
    let edit = try #require(repairs.first?.edits.first)
    #expect(repairs.allSatisfy { $0.edits.count == 1 })
    guard case .keepPeers(let peers) = edit.change else {
      Issue.record("\(edit.change)")
      return
    }
    #expect(!peers.contains(TestText.address("10.0.1.6")))
    #expect(peers.contains(TestText.address("10.0.1.5")))
    let review = try judge()(ReachabilityModel(topology.applying(repairs[0].edits)))
    #expect(review.rules.map(\.verdict) == [.proven, .proven])
  }

  @Test func `take out a rule that nobody needs`() throws {
    let topology = graph([
      .allow(.tcp(5432), .addresses("10.0.1.5/32")), .allow(.tcp(5432), .addresses("10.0.1.6/32")),
    ])
    let repairs = try search(topology)
    #expect(repairs.contains { $0.edits.map(\.change) == [.remove] && $0.edits[0].rule == 1 })
  }

  @Test func `edit every rule that lets somebody in`() throws {
    let topology = graph([
      .allow(.tcp(5432), .addresses("10.0.1.5/32")), .allow(.tcp(5432), .addresses("10.0.1.6/32")),
      .allow(.tcp(5000...6000), .addresses("10.0.1.0/29")),
    ])
    let repairs = try search(topology)
    #expect(!repairs.isEmpty)
    #expect(repairs.allSatisfy { $0.edits.count == 2 })
  }

  @Test func `deny before a rule that nobody can take out`() throws {
    var rules: [FilterRule] = [
      .allow(.tcp(5432), .addresses("10.0.1.5/32")), .allow(.all, .addresses("10.0.0.0/16")),
      .deny(.all),
    ]
    rules[1].isFixed = true
    let topology = graph(rules)
    let repairs = try search(topology)
    let edit = try #require(repairs.first?.edits.first)
    guard case .denyBefore(_, let traffic) = edit.change else {
      Issue.record("\(edit.change)")
      return
    }
    #expect(edit.rule == 1 && traffic == .tcp(5432))
    let text = RepairText(topology, files: SourceCatalog([])).text("db-only-from-app", repairs)
    #expect(text.contains("list: deny tcp/5432 from"))
  }

  @Test func `are none where a required flow would break`() throws {
    var rule = FilterRule.allow(.tcp(5432), .addresses("10.0.0.0/16"))
    rule.isFixed = true
    #expect(try search(graph([rule])).isEmpty)
  }
}
