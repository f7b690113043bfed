import PacketSets
import Reachability
import TestSupport
import Testing
import TierPolicy
import Topology

/// Waivers over four machines m0 to m3 and the internet.
@Suite struct WaiverTests {
  private func model() throws -> MatrixModel {
    var graph = GraphBuilder()
    let network = try graph.network("net-1", "10.0.0.0/16")
    let subnet = graph.subnet("sub-1", in: network)
    for index in 0..<4 { try graph.endpoint("m\(index)", "10.0.0.\(index + 4)", in: subnet) }
    _ = graph.topology.add(Assumption(statement: "a table is missing", remedy: "export it"))
    return MatrixModel(topology: graph.topology)
  }

  private func review(
    _ rule: String, _ waivers: [String], _ model: MatrixModel
  ) throws -> PolicyReview {
    let text =
      """
      version: 1
      tiers: { clients: { name: ["m0", "m1"] }, servers: { name: ["m2", "m3"] } }
      rules:
        - { id: r, \(rule) }
      waivers:
      """ + waivers.map { "\n  - { rule: r, \($0) }" }.joined()
    return PolicyReview(try policy(text), model: model, asOf: testDay)
  }

  private let rule = "never: clients, reach: servers, on: [ssh, http]"

  @Test func `a waiver that covers all violations waives the rule`() throws {
    var model = try model()
    model.connect(.endpoint(ID(0)), .endpoint(ID(2)), .tcp(22...22))
    let review = try review(
      rule, ["from: { name: m0 }, to: { name: m2 }, on: ssh, expires: 2026-09-01"], model)
    let result = try #require(review.rules.first)
    #expect(result.verdict == .violated)
    #expect(result.counts == PairCounts(checked: 4, violating: 1))
    #expect(result.isWaived)
    #expect(result.remaining.violating == 0)
    #expect(result.violations.count == 1)
    #expect(review.count(of: .violated) == 0)
    #expect(review.waivedCount == 1)
    #expect(review.waivers.map(\.isApplied) == [true])
    #expect(review.unusedWaivers.isEmpty)
  }

  @Test(arguments: [
    (0, 3, 22), (1, 2, 22), (0, 2, 80), (1, 3, 80),
  ])
  func `nothing hides behind a waiver`(source: Int, destination: Int, port: UInt16) throws {
    var model = try model()
    model.connect(.endpoint(ID(0)), .endpoint(ID(2)), .tcp(22...22))
    model.connect(.endpoint(ID(source)), .endpoint(ID(destination)), .tcp(port...port))
    let review = try review(
      rule, ["from: { name: m0 }, to: { name: m2 }, on: ssh, expires: 2026-09-01"], model)
    let result = try #require(review.rules.first)
    #expect(!result.isWaived)
    #expect(result.remainingVerdict == .violated)
    #expect(result.remaining.violating == 1)
    #expect(result.violations.map(\.flow.source) == [.endpoint(ID(source))])
    #expect(result.violations.first?.flow.connection.certain == .tcp(port...port))
  }

  @Test func `addresses outside are waived exactly`() throws {
    var model = try model()
    let half = AddressSet(try #require(Prefix("203.0.113.0/25")))
    model.connect(.outside(half), .endpoint(ID(2)), .tcp(22...22))
    let rule = "never: internet, reach: servers, on: ssh"
    let waived = try review(
      rule, ["from: { cidr: 203.0.113.0/24 }, expires: 2026-09-01"], model)
    #expect(waived.rules.first?.isWaived == true)
    model.connect(
      .outside(AddressSet(try #require(IPAddress("203.0.114.1")))), .endpoint(ID(2)),
      .tcp(22...22))
    let grown = try review(
      rule, ["from: { cidr: 203.0.113.0/24 }, expires: 2026-09-01"], model)
    #expect(grown.rules.first?.isWaived == false)
  }

  @Test func `an expired waiver counts for nothing and is named`() throws {
    var model = try model()
    model.connect(.endpoint(ID(0)), .endpoint(ID(2)), .tcp(22...22))
    let review = try review(rule, ["from: clients, expires: 2026-02-28"], model)
    let result = try #require(review.rules.first)
    #expect(!result.isWaived)
    #expect(
      result.notes == [
        "the waiver r: clients to everything the rule protects until 2026-02-28 has expired"
      ])
    #expect(review.expiredWaivers.count == 1)
    #expect(review.unusedWaivers.isEmpty)
  }

  @Test func `the last day of a waiver still counts`() throws {
    var model = try model()
    model.connect(.endpoint(ID(0)), .endpoint(ID(2)), .tcp(22...22))
    let review = try review(rule, ["from: clients, expires: 2026-03-01"], model)
    #expect(review.rules.first?.isWaived == true)
    #expect(review.expiringWaivers.map(\.daysLeft) == [0])
  }

  @Test func `unused and expiring waivers are listed`() throws {
    var model = try model()
    model.connect(.endpoint(ID(0)), .endpoint(ID(2)), .tcp(22...22))
    let review = try review(
      rule,
      [
        "from: clients, on: ssh, expires: 2026-03-31", "from: { name: m1 }, expires: 2026-04-01",
        "from: { name: nobody }, expires: 2026-12-01",
      ], model)
    #expect(review.waivers.map(\.state) == [.expiring, .active, .active])
    #expect(review.unusedWaivers.map(\.waiver.expires.description) == ["2026-04-01", "2026-12-01"])
    #expect(review.expiringWaivers.map(\.daysLeft) == [30])
  }

  @Test func `a requirement is waived pair by pair`() throws {
    var model = try model()
    model.connect(.endpoint(ID(0)), .endpoint(ID(2)), .tcp(80...80))
    model.connect(.endpoint(ID(0)), .endpoint(ID(3)), .tcp(22...80))
    let rule = "must: { from }, reach: servers, on: [ssh, http]"
      .replacing("{ from }", with: "clients")
    let all = try review(
      rule,
      [
        "from: { name: m1 }, expires: 2026-09-01",
        "from: { name: m0 }, to: { name: m2 }, on: ssh, expires: 2026-09-01",
      ], model)
    #expect(all.rules.first?.counts == PairCounts(checked: 4, violating: 3))
    #expect(all.rules.first?.isWaived == true)
    let wrongPort = try review(
      rule,
      [
        "from: { name: m1 }, expires: 2026-09-01",
        "from: { name: m0 }, to: { name: m2 }, on: http, expires: 2026-09-01",
      ], model)
    #expect(wrongPort.rules.first?.isWaived == false)
  }

  @Test func `a part of the internet does not excuse the internet from a requirement`() throws {
    let model = try model()
    let rule = "must: internet, reach: servers, on: http"
    let part = try review(rule, ["from: { cidr: 8.0.0.0/8 }, expires: 2026-09-01"], model)
    #expect(part.rules.first?.isWaived == false)
    #expect(part.rules.first?.remaining == PairCounts(checked: 2, violating: 2))
    let whole = try review(rule, ["from: internet, expires: 2026-09-01"], model)
    #expect(whole.rules.first?.isWaived == true)
  }

  @Test func `waivers agree with a look at every pair and port`() throws {
    var generator = SeededGenerator(seed: 11)
    let ports: [UInt16] = [22, 80]
    for round in 0..<300 {
      var model = try model()
      var bad: Set<[Int]> = []
      for source in 0..<2 {
        for destination in 2..<4 {
          for port in ports where Int.random(in: 0..<3, using: &generator) == 0 {
            model.connect(
              .endpoint(ID(source)), .endpoint(ID(destination)), .tcp(port...port))
            bad.insert([source, destination, Int(port)])
          }
        }
      }
      var waivers: [String] = []
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let from = Int.random(in: 0..<2, using: &generator)
        let to = Int.random(in: 2..<4, using: &generator)
        let port = ports[Int.random(in: 0..<2, using: &generator)]
        let isWide = Bool.random(using: &generator)
        waivers.append(
          (isWide ? "" : "from: { name: m\(from) }, ")
            + "to: { name: m\(to) }, on: tcp/\(port), expires: 2026-09-01")
        bad = bad.filter { !((isWide || $0[0] == from) && $0[1] == to && $0[2] == Int(port)) }
      }
      let review = try review(rule, waivers, model)
      let result = try #require(review.rules.first)
      let pairs = Set(bad.map { Array($0.prefix(2)) })
      #expect(result.remaining.violating == pairs.count, "round \(round)")
    }
  }
}
