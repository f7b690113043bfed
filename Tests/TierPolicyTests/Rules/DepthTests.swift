import PacketSets
import Reachability
import TestSupport
import Testing
import TierPolicy
import Topology

/// Rules that ask for several layers before a database with a public address.
@Suite struct DepthTests {
  /// A database that is kept by a filter at its interface, one at its subnet, or both.
  private func result(
    group: [FilterRule], accessList: [FilterRule]?, isPublic: Bool = true, depth: Int? = 2
  ) throws -> RuleResult {
    var build = TopologyBuilder()
    let network = build.network("net", "10.0.0.0/16")
    let inbound = accessList.map { build.accessList("acl", .inbound, $0) }
    let subnet = build.subnet("sub", "10.0.1.0/24", in: network, inbound: inbound)
    let gateway = build.internetGateway("igw", network)
    build.route(subnet, "0.0.0.0/0", to: .gateway(gateway))
    let group = build.securityGroup("sg", inbound: group)
    _ = build.endpoint(
      "db", "10.0.1.5", in: subnet, publicAddress: isPublic ? "198.51.100.5" : nil,
      groups: [group])
    let policy = try policy(
      """
      version: 1
      tiers: { db: { name: db } }
      rules:
        - { id: r, never: internet, reach: db, on: postgres\(depth.map { ", depth: \($0)" } ?? "") }
      """)
    let model = ReachabilityModel(build.topology)
    var review = PolicyReview(policy, model: model, asOf: testDay)
    review.studySingleLayers(model)
    return try #require(review.rules.first)
  }

  private let https = [FilterRule.allow(.tcp(443))]
  private let all = [FilterRule.allow(.all)]

  @Test func `two filters that each keep the rule are two layers`() throws {
    let result = try result(group: https, accessList: https)
    #expect(result.verdict == .proven)
    #expect(result.depth?.depth == 2)
    #expect(result.depth?.weakest == [])
    #expect(result.notes.contains { $0.hasPrefix("at least 2 layers must fail") })
  }

  @Test func `a rule that asks for no depth is told what keeps it alone, and stays proven`() throws
  {
    let alone = try result(group: https, accessList: nil, depth: nil)
    #expect(alone.verdict == .proven)
    #expect(alone.notes == ["1 layer deep: without instance-filter it breaks"])
    let both = try result(group: https, accessList: https, depth: nil)
    #expect(both.notes == ["at least 2 layers must fail before it breaks"])
  }

  @Test func `one filter alone is one layer, which is named`() throws {
    let result = try result(group: https, accessList: nil)
    #expect(result.verdict == .violated)
    #expect(result.remainingVerdict == .violated)
    #expect(result.counts.violating == 0)
    #expect(result.depth?.weakest == [.instanceFilter])
    #expect(result.depth?.isCertain == true)
    #expect(result.depth?.depth == 1)
    #expect(
      result.notes == [
        "1 layer deep: without instance-filter it breaks; instance-filter alone would keep it"
      ])
  }

  @Test func `an open filter is no layer`() throws {
    let result = try result(group: https, accessList: all)
    #expect(result.depth?.depth == 1)
    #expect(result.depth?.weakest == [.instanceFilter])
  }

  @Test func `no way and a filter are two layers`() throws {
    let result = try result(group: https, accessList: nil, isPublic: false)
    #expect(result.verdict == .proven)
    #expect(result.depth?.alone == [.routing, .instanceFilter])
  }

  @Test func `no way alone is one layer`() throws {
    let result = try result(group: all, accessList: nil, isPublic: false)
    #expect(result.verdict == .violated)
    #expect(result.depth?.weakest == [.routing])
  }

  @Test func `two layers are not three`() throws {
    let result = try result(group: https, accessList: nil, isPublic: false, depth: 3)
    #expect(result.verdict == .violated)
    #expect(result.depth?.depth == 2)
    #expect(result.depth?.weakest == [.routing, .instanceFilter])
  }

  @Test func `what is not known behind a layer makes no violation`() throws {
    var build = TopologyBuilder()
    let network = build.network("net", "10.0.0.0/16")
    let reason = build.topology.add(Assumption(statement: "the list is not exported", remedy: "it"))
    let list = build.accessList("acl", .inbound, [])
    build.topology.filters[list].unknown = reason
    let subnet = build.subnet("sub", "10.0.1.0/24", in: network, inbound: list)
    let gateway = build.internetGateway("igw", network)
    build.route(subnet, "0.0.0.0/0", to: .gateway(gateway))
    let group = build.securityGroup("sg", inbound: https)
    _ = build.endpoint(
      "db", "10.0.1.5", in: subnet, publicAddress: "198.51.100.5", groups: [group])
    let policy = try policy(
      """
      version: 1
      tiers: { db: { name: db } }
      rules:
        - { id: r, never: internet, reach: db, on: postgres, depth: 2 }
      """)
    let review = PolicyReview(
      policy, model: ReachabilityModel(build.topology), asOf: testDay)
    let result = try #require(review.rules.first)
    #expect(result.verdict == .undecided)
    #expect(result.depth?.weakest == [.instanceFilter])
    #expect(result.depth?.isCertain == false)
    #expect(result.assumptions == [reason])
  }

  @Test func `a rule that is broken has no depth`() throws {
    let result = try result(group: all, accessList: nil)
    #expect(result.verdict == .violated)
    #expect(result.counts.violating == 1)
    #expect(result.depth == nil)
  }

  @Test func `a depth of one is what every proven rule has`() throws {
    let result = try result(group: https, accessList: nil, depth: 1)
    #expect(result.verdict == .proven)
  }
}
