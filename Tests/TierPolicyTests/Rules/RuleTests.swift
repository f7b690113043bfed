import PacketSets
import Reachability
import Testing
import TierPolicy
import Topology

/// Rules over three machines, `bastion`, `app` and `db`, and the internet.
@Suite struct RuleTests {
  private let bastion = ID<Endpoint>(0)
  private let app = ID<Endpoint>(1)
  private let db = ID<Endpoint>(2)

  private func model() throws -> MatrixModel {
    var graph = GraphBuilder()
    let network = try graph.network("net-1", "10.0.0.0/16")
    let subnet = graph.subnet("sub-1", in: network)
    for (index, name) in ["bastion", "app", "db"].enumerated() {
      try graph.endpoint(name, "10.0.0.\(index + 4)", in: subnet)
    }
    _ = graph.topology.add(Assumption(statement: "a table is missing", remedy: "export it"))
    return MatrixModel(topology: graph.topology)
  }

  private func review(_ rules: String, _ model: MatrixModel) throws -> PolicyReview {
    let policy = try policy(
      """
      version: 1
      tiers:
        bastion: { name: bastion }
        app: { name: app }
        db: { name: db }
        office: { cidr: 203.0.113.0/24 }
        ghosts: { name: ghost }
      rules:
        - { id: r, \(rules) }
      """)
    return PolicyReview(policy, model: model, asOf: testDay)
  }

  private func result(_ rules: String, _ model: MatrixModel) throws -> RuleResult {
    try #require(try review(rules, model).rules.first)
  }

  @Test func `only asks every other endpoint and the outside once`() throws {
    var model = try model()
    model.connect(.endpoint(bastion), .endpoint(app), .tcp(22...22))
    let proven = try result("only: bastion, reach: app, on: ssh", model)
    #expect(proven.verdict == .proven)
    // The database and the internet; the app itself is no pair with itself.
    #expect(proven.counts == PairCounts(checked: 2))
    #expect(proven.title == "only bastion reaches app on ssh")
    model.connect(.endpoint(db), .endpoint(app), .tcp(0...100))
    let violated = try result("only: bastion, reach: app, on: ssh", model)
    #expect(violated.verdict == .violated)
    #expect(violated.counts == PairCounts(checked: 2, violating: 1))
    #expect(violated.violations.map(\.flow.source) == [.endpoint(db)])
    #expect(violated.violations.first?.flow.connection.certain == .tcp(22...22))
  }

  @Test func `members of the destination are sources too`() throws {
    var model = try model()
    model.connect(.endpoint(app), .endpoint(db), .tcp(5432...5432))
    let rule = "only: bastion, reach: [app, db], on: postgres"
    #expect(try result(rule, model).verdict == .violated)
    #expect(
      try result("only: [bastion, app], reach: [app, db], on: postgres", model).verdict
        == .proven)
  }

  @Test func `only leaves out the addresses that are listed`() throws {
    var model = try model()
    let office = AddressSet(try #require(Prefix("203.0.113.0/24")))
    model.connect(.outside(office), .endpoint(bastion), .tcp(22...22))
    let rule = "only: [office, app, db], reach: bastion, on: ssh"
    #expect(try result(rule, model).verdict == .proven)
    let wider = AddressSet(try #require(Prefix("203.0.112.0/23")))
    model.connect(.outside(wider), .endpoint(bastion), .tcp(22...22))
    let violated = try result(rule, model)
    #expect(violated.verdict == .violated)
    guard case .outside(_, let address) = try #require(violated.violations.first).flow.source
    else {
      Issue.record("the violation comes from outside")
      return
    }
    #expect(!office.contains(address))
  }

  @Test func `never asks the listed sources only`() throws {
    var model = try model()
    model.connect(.endpoint(bastion), .endpoint(db), .tcp(22...22))
    #expect(try result("never: app, reach: db", model).verdict == .proven)
    #expect(try result("never: [app, bastion], reach: db", model).counts.violating == 1)
    #expect(try result("never: internet, reach: [app, db]", model).counts.checked == 2)
    #expect(try result("never: everything, reach: db", model).counts.checked == 3)
  }

  @Test func `what may be is undecided and names what is missing`() throws {
    var model = try model()
    model.connect(.endpoint(app), .endpoint(db), .empty, orMaybe: .tcp(22...22))
    let result = try result("never: app, reach: db, on: ssh", model)
    #expect(result.verdict == .undecided)
    #expect(result.counts == PairCounts(checked: 1, undecided: 1))
    #expect(result.assumptions == [ID(0)])
    #expect(result.doubts.count == 1)
    #expect(try self.result("never: app, reach: db, on: http", model).verdict == .proven)
  }

  @Test func `must asks for all of the traffic of every pair`() throws {
    var model = try model()
    let rule = "must: [app, internet], reach: db, on: [https, http]"
    model.connect(.endpoint(app), .endpoint(db), .tcp(80...443))
    model.connect(.outside(.all), .endpoint(db), .tcp(443...443), orMaybe: .tcp(80...80))
    let undecided = try result(rule, model)
    #expect(undecided.verdict == .undecided)
    #expect(undecided.counts == PairCounts(checked: 2, undecided: 1))
    model.connect(.outside(.allIPv4), .endpoint(db), .tcp(80...443))
    #expect(try result(rule, model).verdict == .proven)
    let violated = try result("must: [app, bastion], reach: db, on: http", model)
    #expect(violated.verdict == .violated)
    #expect(violated.counts == PairCounts(checked: 2, violating: 1))
    #expect(violated.violations.map(\.flow.source) == [.endpoint(bastion)])
  }

  @Test func `must asks for a part of the internet beside the internet`() throws {
    var model = try model()
    model.connect(.outside(AddressSet(try #require(Prefix("8.0.0.0/8")))), .endpoint(db), .all)
    let result = try result("must: [internet, office], reach: db, on: http", model)
    #expect(result.counts == PairCounts(checked: 2, violating: 1))
  }

  @Test func `a tier without members makes a rule vacuous`() throws {
    let model = try model()
    for rule in [
      "never: ghosts, reach: db", "never: app, reach: ghosts", "only: ghosts, reach: db",
      "only: [app, ghosts], reach: db", "must: ghosts, reach: db",
      "never: [app, ghosts], reach: db",
    ] {
      let result = try result(rule, model)
      #expect(result.verdict == .vacuous, "\(rule)")
      #expect(
        result.notes == [
          "the tier ghosts matched nothing: no endpoint is named ghost; names seen: app (1), "
            + "bastion (1), db (1)"
        ])
    }
  }

  @Test func `a violation stands beside a tier without members`() throws {
    var model = try model()
    model.connect(.endpoint(app), .endpoint(db), .all)
    let violated = try result("never: [app, ghosts], reach: db", model)
    #expect(violated.verdict == .violated)
    #expect(violated.notes.count == 1)
    // The ghosts that are allowed may be the very machines that seem to break the rule.
    #expect(try result("only: ghosts, reach: db", model).verdict == .vacuous)
  }

  @Test func `a rule that forbids nothing is vacuous`() throws {
    let model = try model()
    #expect(try result("only: everything, reach: db", model).verdict == .vacuous)
    #expect(try result("never: db, reach: db", model).verdict == .vacuous)
  }

  @Test func `nobody need be on premises to be allowed`() throws {
    let result = try result("only: [bastion, on-premises], reach: db", try model())
    #expect(result.verdict == .proven)
    #expect(result.notes == ["nobody is in the tier on-premises, which the rule allows"])
    #expect(try self.result("never: on-premises, reach: db", try model()).verdict == .vacuous)
  }

  @Test func `the review lists tiers with their members`() throws {
    let review = try review("never: internet, reach: db", try model())
    #expect(
      review.tiers.map(\.title) == [
        "bastion: 1 endpoint: name bastion", "app: 1 endpoint: name app",
        "db: 1 endpoint: name db", "office: 0 endpoints and addresses outside: cidr 203.0.113.0/24",
        "ghosts: 0 endpoints: name ghost",
        "internet: 0 endpoints and addresses outside: every internet address outside",
      ])
    #expect(review.count(of: .proven) == 1)
    #expect(review.tiers[2].sample == [db])
  }
}
