import Reachability
import Topology

extension PolicyReview {
  /// Holds a policy against a graph.
  ///
  /// - Parameters:
  ///   - policy: The policy.
  ///   - model: What answers questions about the graph.
  ///   - asOf: The day on which waivers are judged.
  public init(_ policy: Policy, model: some FlowAnswering, asOf: CalendarDate) {
    let evaluation = SelectorEvaluation(model.topology)
    let named = policy.rules.flatMap { $0.sources + $0.destinations }
    let builtIn = Tier.builtIn.filter { named.contains($0.name) }
    self.init(
      policy, tiers: evaluation.memberships(of: policy.tiers + builtIn), skipped: [],
      evaluation: evaluation, model: model, asOf: asOf)
  }

  /// Holds the built-in baseline against a graph whose tiers are inferred.
  ///
  /// - Parameters:
  ///   - model: What answers questions about the graph.
  ///   - asOf: The day of the review.
  public init(baselineFor model: some FlowAnswering, asOf: CalendarDate) {
    let evaluation = SelectorEvaluation(model.topology)
    let baseline = Baseline(evaluation)
    self.init(
      Policy(rules: baseline.rules), tiers: baseline.tiers, skipped: baseline.skipped,
      evaluation: evaluation, model: model, asOf: asOf)
  }

  private init(
    _ policy: Policy, tiers: [TierMembership], skipped: [SkippedRule],
    evaluation: SelectorEvaluation, model: some FlowAnswering, asOf: CalendarDate
  ) {
    // Waivers may speak of built-in tiers that no rule names.
    let unnamed = Tier.builtIn.filter { tier in !tiers.contains { $0.name == tier.name } }
    let rules = RuleEvaluation(
      model, evaluation: evaluation, tiers: tiers + evaluation.memberships(of: unnamed))
    system = policy.system
    source = policy.source
    self.asOf = asOf
    self.tiers = tiers.map { TierReview($0) }
    memberships = tiers
    self.skipped = skipped
    flows = policy.flows
    notes = policy.notes
    self.rules = []
    var outcomes: [String: [WaiverResult]] = [:]
    for rule in policy.rules {
      let (result, waivers) = rules.result(of: rule, waivers: policy.waivers, asOf: asOf)
      self.rules.append(result)
      outcomes[rule.id] = waivers.reversed()
    }
    waivers = policy.waivers.compactMap { outcomes[$0.rule]?.popLast() }
  }
}

extension SelectorEvaluation {
  /// Returns the members of tiers, in the order of the tiers.
  public func memberships(of tiers: [Tier]) -> [TierMembership] {
    tiers.map { tier in
      let parties = parties(tier.selector, name: tier.name)
      return TierMembership(
        name: tier.name, parties: parties, reasons: [tier.selector.text],
        emptiness: parties.isEmpty ? emptiness(of: tier.selector) : "")
    }
  }

  /// Returns the tiers that the graph seems to have, each with its members and the reasons.
  ///
  /// - Complexity: O(*n*) in the number of endpoints.
  public func inferredMemberships() -> [TierMembership] {
    TierInference(topology).memberships
  }
}
