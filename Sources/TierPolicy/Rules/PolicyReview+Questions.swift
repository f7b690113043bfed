public import Reachability

extension PolicyReview {
  /// The question of each rule that speaks of who must not reach whom, waivers aside, in the order
  /// of the rules.
  public func prohibitions(
    _ model: some FlowAnswering
  ) -> [(result: RuleResult, question: FlowQuestion)] {
    let evaluation = SelectorEvaluation(model.topology)
    let unnamed = Tier.builtIn.filter { tier in !memberships.contains { $0.name == tier.name } }
    let rules = RuleEvaluation(
      model, evaluation: evaluation, tiers: memberships + evaluation.memberships(of: unnamed))
    return self.rules.filter { $0.rule.mode == .anyOf }.map { result in
      let area = rules.area(of: result.rule)
      return (
        result,
        FlowQuestion(
          sources: area.sources, destinations: area.destinations, traffic: area.traffic,
          mode: .anyOf)
      )
    }
  }
}
