import Diagrams
import PacketSets
import Reachability
import TierPolicy
import Topology

/// The register of allowed flows, held against what is open.
extension ReviewBuilder {
  /// How many endpoints and pairs of tiers are surveyed at most.
  private static var endpointLimit: Int { 5000 }
  private static var tierPairLimit: Int { 400 }

  /// The register.
  ///
  /// - Parameter countsUse: Whether it is asked how much of each entry is open.
  /// - Returns: The entries, in the order of the policy.
  func flows(countsUse: Bool) -> [ReviewedFlow] {
    policy.flows.map { flow in
      ReviewedFlow(
        sources: flow.sources, destinations: flow.destinations,
        traffic: TrafficLabel.long(flow.traffic), owner: flow.owner, why: flow.why,
        place: policyPlace(flow.location), cleartext: RiskScorer.cleartext(in: flow.traffic),
        use: countsUse && isSmall ? use(of: flow) : nil)
    }
  }

  /// What is open between tiers beside the register; nil when the graph is too large to ask.
  func openings() -> [UnregisteredFlow]? {
    let tiers = policy.memberships
    guard isSmall, tiers.count * tiers.count <= Self.tierPairLimit else { return nil }
    let evaluation = evaluation
    var result: [UnregisteredFlow] = []
    for source in tiers {
      for destination in tiers where !(isOutside(source) && isOutside(destination)) {
        if let opening = opening(from: source, to: destination, evaluation) {
          result.append(opening)
        }
      }
    }
    // What is certainly open stands before what may be.
    return result.filter { $0.pairs > 0 } + result.filter { $0.pairs == 0 }
  }

  private var isSmall: Bool { model.topology.endpoints.count <= Self.endpointLimit }

  private var evaluation: RuleEvaluation<ReachabilityModel> {
    let selectors = SelectorEvaluation(model.topology)
    let unnamed = Tier.builtIn.filter { tier in
      !policy.memberships.contains { $0.name == tier.name }
    }
    return RuleEvaluation(
      model, evaluation: selectors,
      tiers: policy.memberships + selectors.memberships(of: unnamed))
  }

  private func isOutside(_ tier: TierMembership) -> Bool { tier.parties.endpoints.isEmpty }

  /// The pairs of an entry that can open some of its traffic.
  private func use(of flow: AllowedFlow) -> FlowUse {
    let rule = PolicyRule(
      id: "", form: .never, sources: flow.sources, destinations: flow.destinations,
      traffic: flow.traffic)
    let counts = evaluation.result(of: rule).counts
    return FlowUse(pairs: counts.checked, open: counts.violating, undecided: counts.undecided)
  }

  /// What is open from one tier to another when every entry of the register is left out.
  ///
  /// The question is the one that a rule with waivers asks: nothing must reach the tier, but for the
  /// register.
  private func opening(
    from source: TierMembership, to destination: TierMembership,
    _ evaluation: RuleEvaluation<ReachabilityModel>
  ) -> UnregisteredFlow? {
    let rule = PolicyRule(
      id: "register", form: .never, sources: [source.name], destinations: [destination.name])
    let whole = evaluation.result(of: rule).counts
    if whole.violating + whole.undecided == 0 { return nil }
    let waivers = policy.flows.map { flow in
      Waiver(
        rule: rule.id, source: .tiers(flow.sources), destination: .tiers(flow.destinations),
        traffic: flow.traffic, expires: policy.asOf.aYearLater)
    }
    let result = evaluation.result(of: rule, waivers: waivers, asOf: policy.asOf).result
    // Where the register names everything, the examples are of what it names.
    let isOpen = result.remaining.violating > 0
    guard isOpen || result.remaining.undecided > 0,
      let first = isOpen ? result.violations.first : result.doubts.first
    else { return nil }
    let shown = isOpen ? result.violations : result.doubts
    let traffic = shown.reduce(TrafficSet.empty) { sum, example in
      let connection = example.flow.connection
      let part = isOpen ? connection.certain : connection.possible
      return sum.union(part.projectingSourcePorts(over: .full, every: false))
    }
    return UnregisteredFlow(
      source: source.name, destination: destination.name, traffic: TrafficLabel.long(traffic),
      pairs: result.remaining.violating, undecided: result.remaining.undecided,
      example: wording.party(first.flow.source, named: first.flow.sourceName) + " -> "
        + wording.party(first.flow.destination),
      cleartext: RiskScorer.cleartext(in: traffic))
  }
}
