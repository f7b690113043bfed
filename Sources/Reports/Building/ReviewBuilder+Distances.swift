import Diagrams
import PacketSets
import Reachability
import TierPolicy
import Topology

/// How far the tiers are from the worlds outside.
extension ReviewBuilder {
  /// How many endpoints are studied at most.
  private static var endpointLimit: Int { 50_000 }

  /// The distances of all tiers with endpoints, tier by tier; nil when the graph is too large to ask.
  func distances() -> [TierDistance]? {
    let topology = model.topology
    guard topology.endpoints.count <= Self.endpointLimit else { return nil }
    let tiers = policy.memberships.filter { !$0.parties.endpoints.isEmpty }
    if tiers.isEmpty { return [] }
    var result: [TierDistance] = []
    for world in topology.worlds.ids {
      let name = NameLimit.short(topology.worlds[world].name, to: NameLimit.name)
      let outside = [OutsideSet(world: world, addresses: .all, name: name)]
      let stones = SteppingStones(from: outside, in: model)
      for tier in tiers {
        result.append(distance(to: tier, from: outside, stones, name))
      }
    }
    let order = Dictionary(
      tiers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    return result.sorted { (order[$0.tier] ?? 0, $0.world) < (order[$1.tier] ?? 0, $1.world) }
  }

  private func distance(
    to tier: TierMembership, from outside: [OutsideSet], _ stones: SteppingStones, _ world: String
  ) -> TierDistance {
    let goals = tier.parties.endpoints
    guard let distance = stones.distance(to: goals) else {
      return TierDistance(tier: tier.name, world: world, least: nil, most: nil, chain: [])
    }
    let steps = stones.chain(
      to: goals, from: outside, in: model, isCertain: distance.certain != nil)
    let chain = steps.map { step in
      let open =
        step.connection.certain.isEmpty ? step.connection.possible : step.connection.certain
      let traffic = TrafficLabel.long(open.intersection(SteppingStones.traffic))
      return "\(wording.party(step.source, named: step.sourceName)) -> "
        + "\(wording.party(step.destination)) on \(traffic)"
    }
    return TierDistance(
      tier: tier.name, world: world, least: distance.possible, most: distance.certain,
      chain: chain)
  }
}
