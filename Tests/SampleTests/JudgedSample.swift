import Certificates
import Composition
import Documents
import PacketSets
import Reachability
import TestSupport
import TierPolicy
import Topology

/// A sample as a graph with its policy.
struct JudgedSample {
  let graph: ComposedGraph
  let policy: Policy
  let day: CalendarDate

  /// The samples that have a policy of their own.
  static let names = [
    "aws-three-tier", "azure-three-tier", "azure-hub-spoke", "gcp-three-tier",
    "gcp-hierarchical-policies", "seed-compose", "compose-corrected",
  ]

  init(_ name: String, on day: CalendarDate) async throws {
    self.day = day
    policy = try Policy(reading: try Sample.policyFile(name), asOf: day)
    graph = await Sample.graph(of: try Sample.exportFiles(name), policy.placements)
  }

  /// The verdicts of the policy over a graph, waivers aside.
  func verdicts(_ topology: Topology) -> [Verdict] {
    PolicyReview(policy, model: ReachabilityModel(topology), asOf: day).rules.map(\.verdict)
  }

  /// The claims of the rules that forbid something, with their verdicts.
  func claims() -> [(claim: Claim, verdict: Verdict)] {
    let model = ReachabilityModel(graph.topology)
    let review = PolicyReview(policy, model: model, asOf: day)
    func outside(_ parties: PartySet) -> [Claim.OutsideAddresses] {
      parties.outside.map { Claim.OutsideAddresses(world: $0.world, addresses: $0.addresses) }
    }
    return review.prohibitions(model).map { result, question in
      (
        Claim(
          rule: result.id, sources: question.sources.endpoints.members,
          outsideSources: outside(question.sources),
          destinations: question.destinations.endpoints.members,
          outsideDestinations: outside(question.destinations), traffic: question.traffic,
          countsProxies: result.rule.reach == .proxies), result.verdict
      )
    }
  }
}
