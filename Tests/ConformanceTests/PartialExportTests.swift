import Composition
import Documents
import PacketSets
import Reachability
import TestSupport
import Testing
import TierPolicy
import Topology

/// An account of which neither routes nor network ACLs were exported.
@Suite(.enabled(if: SharedData.path("data/aws/cloudmapper-demo") != nil, "no demo account here"))
struct `An account without routes` {
  @Test func `is read without a proof that it cannot give`() async throws {
    let folder = try #require(SharedData.path("data/aws/cloudmapper-demo"))
    let graph = await Composer.compose(paths: [folder])
    #expect(graph.topology.endpoints.count >= 10)
    #expect(graph.topology.routeTables.allSatisfy { $0.unknown != nil })
    let model = ReachabilityModel(graph.topology)
    let review = PolicyReview(
      baselineFor: model, asOf: try #require(CalendarDate("2026-11-01")))
    #expect(review.rules.contains { $0.verdict == .undecided })
    for rule in review.rules where rule.verdict == .undecided {
      #expect(!rule.assumptions.isEmpty, "\(rule.id)")
    }
    #expect(review.rules.allSatisfy { $0.counts.violating == 0 })
    let everyone = PartySet(endpoints: .all(universe: graph.topology.endpoints.count))
    let answer = model.answer(
      FlowQuestion(sources: everyone, destinations: everyone, traffic: .all))
    #expect(answer.pairsConnected == 0)
    #expect(answer.pairsUndecided > 0)
  }
}
