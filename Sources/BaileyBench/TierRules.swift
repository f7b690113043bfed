import PacketSets
import Reachability
import TestSupport
import Topology

/// The ten rules that are proved, as questions.
struct TierRules {
  /// A rule: its name and what is asked.
  struct Rule {
    var name: String
    var question: FlowQuestion
  }

  private let universe: Int
  private let members: [SyntheticAccount.Tier: EndpointSet]
  private let all: EndpointSet

  /// Sorts the endpoints of a graph into tiers by their tags.
  init(_ topology: Topology) {
    universe = topology.endpoints.count
    var members: [SyntheticAccount.Tier: EndpointSet] = [:]
    for tier in SyntheticAccount.Tier.allCases {
      members[tier] = EndpointSet(universe: topology.endpoints.count)
    }
    for id in topology.endpoints.ids {
      guard let tier = SyntheticAccount.tier(of: topology.endpoints[id], in: topology) else {
        continue
      }
      members[tier]?.insert(id)
    }
    self.members = members
    all = EndpointSet.all(universe: universe)
  }

  private func tier(_ tiers: SyntheticAccount.Tier...) -> EndpointSet {
    tiers.reduce(EndpointSet(universe: universe)) { sum, tier in
      members[tier].map { sum.union($0) } ?? sum
    }
  }

  private static let internet = OutsideSet(
    world: Topology.internet, addresses: .global, name: "internet")

  /// The rules.
  var rules: [Rule] {
    let servers = tier(.app, .db, .cache, .batch, .loadBalancer)
    let backs = tier(.db, .cache)
    return [
      only(tier(.bastion), reach: servers, on: .tcp(22...22), "ssh only from bastion"),
      only(none, reach: all, on: .tcp(3389...3389), "rdp never"),
      Rule(
        name: "https from internet reaches load balancers",
        question: FlowQuestion(
          sources: outside, destinations: PartySet(endpoints: tier(.loadBalancer)),
          traffic: .tcp(443...443), mode: .allOf)),
      only(tier(.loadBalancer), reach: tier(.app), on: .tcp(8080...8080), "app only from lb"),
      only(tier(.app), reach: tier(.db), on: .tcp(5432...5432), "db only from app"),
      only(tier(.app), reach: tier(.cache), on: .tcp(6379...6379), "cache only from app"),
      Rule(
        name: "db never from internet",
        question: FlowQuestion(
          sources: outside, destinations: PartySet(endpoints: tier(.db)), traffic: .all)),
      Rule(
        name: "app never directly from internet",
        question: FlowQuestion(
          sources: outside, destinations: PartySet(endpoints: tier(.app)), traffic: .all)),
      Rule(
        name: "data never to internet",
        question: FlowQuestion(
          sources: PartySet(endpoints: backs),
          destinations: PartySet(endpoints: none, outside: [Self.internet]), traffic: .all)),
      only(tier(.bastion), reach: tier(.batch), on: .all, "batch isolated"),
    ]
  }

  private var none: EndpointSet { EndpointSet(universe: universe) }
  private var outside: PartySet { PartySet(endpoints: none, outside: [Self.internet]) }

  private func only(
    _ allowed: EndpointSet, reach targets: EndpointSet, on traffic: TrafficSet, _ name: String
  ) -> Rule {
    Rule(
      name: name,
      question: FlowQuestion(
        sources: PartySet(endpoints: allowed.complement, outside: [Self.internet]),
        destinations: PartySet(endpoints: targets), traffic: traffic))
  }
}
