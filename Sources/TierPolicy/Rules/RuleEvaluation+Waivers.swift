import PacketSets
import Reachability

/// Exceptions from rules.
///
/// The question of a rule is asked again without exactly the sources, destinations and traffic that
/// its waivers except, so that nothing can hide behind a waiver that grew after it was approved.
extension RuleEvaluation {
  /// How many parts the question of a rule may fall into before further waivers are left out.
  static var areaLimit: Int { 4096 }

  /// Returns what came of a rule and of the waivers for it.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - waivers: The waivers of the policy, of which those for this rule are used.
  ///   - asOf: The day on which it is judged whether a waiver still holds.
  /// - Returns: The result, and what came of each waiver for the rule, in their order.
  public func result(
    of rule: PolicyRule, waivers: [Waiver], asOf: CalendarDate
  ) -> (result: RuleResult, waivers: [WaiverResult]) {
    var result = result(of: rule)
    let whole = area(of: rule)
    var remaining = [whole]
    var outcomes: [WaiverResult] = []
    for waiver in waivers where waiver.rule == rule.id {
      let area = area(of: waiver, whole)
      let excepted = whole.intersection(area, mode: rule.mode)
      let tally = excepted.isEmpty ? RuleTally() : tally(excepted, rule)
      var outcome = WaiverResult(waiver, asOf: asOf, pairs: tally.counts)
      if outcome.state == .expired {
        if outcome.isUsed { result.notes.append("the waiver \(waiver.title) has expired") }
      } else if outcome.isUsed {
        let rest = remaining.flatMap { $0.subtracting(area, mode: rule.mode) }
        if rest.count <= Self.areaLimit {
          remaining = rest
          outcome.isApplied = true
        } else {
          result.notes.append("the waiver \(waiver.title) is left out: too many overlap")
        }
      }
      outcomes.append(outcome)
    }
    if outcomes.contains(where: \.isApplied) { apply(remaining, rule, to: &result) }
    return (deepened(result), outcomes)
  }

  /// Asks about what no waiver excepts.
  private func apply(_ areas: [RuleArea], _ rule: PolicyRule, to result: inout RuleResult) {
    guard result.verdict == .violated || result.verdict == .undecided else { return }
    var rest = RuleTally()
    for area in areas { rest.add(tally(area, rule)) }
    result.remaining = rest.counts
    result.remainingVerdict = verdict(rest.counts)
    if result.remainingVerdict != .proven {
      result.violations = rest.violations
      result.doubts = rest.doubts
      result.assumptions = assumptions(rest)
    }
  }

  /// What a waiver excepts.
  private func area(of waiver: Waiver, _ whole: RuleArea) -> RuleArea {
    RuleArea(
      sources: parties(of: waiver.source) ?? whole.sources,
      destinations: parties(of: waiver.destination) ?? whole.destinations,
      traffic: waiver.traffic)
  }

  private func parties(of side: Waiver.Side?) -> PartySet? {
    switch side {
    case nil: nil
    case .tiers(let names): parties(of: names, form: .never)
    case .selector(let selector): evaluation.parties(selector, name: "the waiver")
    }
  }
}
