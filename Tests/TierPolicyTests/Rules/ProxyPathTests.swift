import PacketSets
import Reachability
import Testing
import TierPolicy
import Topology

/// A client, two balancers in a row and a database.
@Suite struct ProxyPathTests {
  private let client = ID<Endpoint>(0)
  private let outer = ID<Endpoint>(1)
  private let inner = ID<Endpoint>(2)
  private let db = ID<Endpoint>(3)

  private func model(unknown: Bool = false) throws -> MatrixModel {
    var graph = GraphBuilder()
    let network = try graph.network("net-1", "10.0.0.0/16")
    let subnet = graph.subnet("sub-1", in: network)
    for (index, name) in ["client", "outer", "inner", "db"].enumerated() {
      try graph.endpoint(name, "10.0.0.\(index + 4)", in: subnet)
    }
    let missing = graph.topology.add(Assumption(statement: "listeners", remedy: "export them"))
    _ = graph.topology.add(
      Proxy(
        endpoints: [outer],
        listeners: [
          ProxyListener(accepts: .tcp(443...443), targets: [inner], opens: .tcp(8443...8443))
        ]))
    _ = graph.topology.add(
      Proxy(
        endpoints: [inner],
        listeners: unknown
          ? []
          : [
            ProxyListener(
              accepts: .tcp(8443...8443), targets: [db], opens: .tcp(5432...5432))
          ], unknown: unknown ? missing : nil))
    var model = MatrixModel(topology: graph.topology)
    model.connect(.endpoint(outer), .endpoint(inner), .tcp(8443...8443))
    model.connect(.endpoint(inner), .endpoint(db), .tcp(5432...5432))
    return model
  }

  private func result(_ rule: String, _ model: MatrixModel) throws -> RuleResult {
    let policy = try policy(
      """
      version: 1
      tiers: { client: { name: client }, db: { name: db } }
      rules:
        - { id: r, \(rule) }
      """)
    return try #require(PolicyReview(policy, model: model, asOf: testDay).rules.first)
  }

  private let rule = "never: client, reach: db, on: postgres, through: proxies"

  @Test func `a chain of proxies is a way`() throws {
    var model = try model()
    #expect(try result(rule, model).verdict == .proven)
    model.connect(.endpoint(client), .endpoint(outer), .tcp(443...443))
    let violated = try result(rule, model)
    #expect(violated.verdict == .violated)
    #expect(violated.counts == PairCounts(checked: 2, violating: 1))
    let example = try #require(violated.violations.first)
    #expect(example.flow.source == .endpoint(inner))
    #expect(example.legs.map(\.source) == [.endpoint(client), .endpoint(outer)])
    #expect(try result("never: client, reach: db, on: postgres", model).verdict == .proven)
    #expect(
      try result("never: client, reach: db, on: ssh, through: proxies", model).verdict
        == .proven)
  }

  @Test func `a way that may be is undecided`() throws {
    var model = try model()
    model.connect(.endpoint(client), .endpoint(outer), .empty, orMaybe: .tcp(443...443))
    let result = try result(rule, model)
    #expect(result.verdict == .undecided)
    #expect(result.counts == PairCounts(checked: 2, undecided: 1))
    #expect(result.assumptions == [ID(0)])
  }

  @Test func `a proxy of which the listeners are missing may open anything`() throws {
    var model = try model(unknown: true)
    model.connect(.endpoint(client), .endpoint(inner), .tcp(1...1))
    let result = try result(rule, model)
    #expect(result.verdict == .undecided)
    #expect(result.assumptions == [ID(0)])
  }

  @Test func `a source that is a proxy itself is counted once`() throws {
    var model = try model()
    model.connect(.endpoint(client), .endpoint(outer), .tcp(443...443))
    let result = try result(
      "never: everything, reach: db, on: postgres, through: proxies", model)
    #expect(result.counts.violating == 1)
  }
}
