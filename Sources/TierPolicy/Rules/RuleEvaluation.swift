import PacketSets
import Reachability
import Topology

/// Turns rules into questions, asks them, and reads verdicts from the answers.
public struct RuleEvaluation<Model: FlowAnswering> {
  let model: Model
  let evaluation: SelectorEvaluation
  let tiers: [String: TierMembership]

  /// Prepares the evaluation of rules.
  ///
  /// - Parameters:
  ///   - model: What answers the questions.
  ///   - evaluation: The evaluation of selectors over the model's graph.
  ///   - tiers: The tiers of which rules speak, the built-in ones included.
  public init(_ model: Model, evaluation: SelectorEvaluation, tiers: [TierMembership]) {
    self.model = model
    self.evaluation = evaluation
    self.tiers = Dictionary(tiers.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Returns what came of a rule, waivers aside.
  public func result(of rule: PolicyRule) -> RuleResult {
    let area = area(of: rule)
    let tally = area.isEmpty ? RuleTally() : tally(area, rule)
    let empty = emptiness(of: rule)
    let broken = tally.counts.violating > 0
    // A violation by the tiers that have members stands, unless the empty tier is one that is
    // allowed: its members are then unknown, and may be the very ones that seem to break the rule.
    if let reason = empty.reason, !broken || empty.isAllowedSource {
      return RuleResult(rule, tally, verdict: .vacuous, notes: [reason])
    }
    let notes = [empty.reason, empty.remark].compactMap { $0 }
    if tally.counts.checked == 0 {
      return RuleResult(
        rule, tally, verdict: .vacuous, notes: notes + ["there is no pair to check"])
    }
    var result = RuleResult(rule, tally, verdict: verdict(tally.counts), notes: notes)
    result.assumptions = assumptions(tally)
    return result
  }

  /// The verdict of some counts; nothing is proven of a graph of which a part was not read.
  func verdict(_ counts: PairCounts) -> Verdict {
    let verdict = counts.verdict
    return verdict == .proven && !model.topology.omissions.isEmpty ? .undecided : verdict
  }

  /// What a tally hangs on, with what is missing of the graph as a whole.
  func assumptions(_ tally: RuleTally) -> [ID<Assumption>] {
    tally.counts.violating > 0
      ? tally.assumptions.sorted()
      : tally.assumptions.union(model.topology.omissions).sorted()
  }

  /// What a rule asks about.
  func area(of rule: PolicyRule) -> RuleArea {
    let listed = parties(of: rule.sources, form: rule.form)
    return RuleArea(
      sources: rule.form == .only ? others(than: listed, rule.sources) : listed,
      destinations: parties(of: rule.destinations, form: rule.form), traffic: rule.traffic)
  }

  /// The answer to a part of what a rule asks about.
  func tally(_ area: RuleArea, _ rule: PolicyRule) -> RuleTally {
    let question = FlowQuestion(
      sources: area.sources, destinations: area.destinations, traffic: area.traffic,
      mode: rule.mode, exampleLimit: RuleTally.exampleLimit)
    var tally = RuleTally(model.answer(question), mode: rule.mode)
    switch rule.reach {
    case .direct: break
    case .proxies: tally.add(ProxyPaths(model, area).tally())
    }
    return tally
  }

  /// The members of tiers together.
  func parties(of names: [String], form: PolicyRule.Form) -> PartySet {
    names.reduce(PartySet.none(universe: model.topology.endpoints.count)) { sum, name in
      guard let tier = tiers[name] else { return sum }
      return form == .must ? sum.joined(with: tier.parties) : sum.union(tier.parties)
    }
  }

  /// Everybody else: every other endpoint, and the other addresses of each world as one source.
  private func others(than listed: PartySet, _ names: [String]) -> PartySet {
    var others = evaluation.everything().subtracting(listed)
    for index in others.outside.indices {
      let world = others.outside[index].world
      let except = names.filter { name in
        tiers[name].map { !$0.parties.addresses(in: world).isEmpty } ?? false
      }
      if !except.isEmpty { others.outside[index].name += " except \(PolicyRule.joined(except))" }
    }
    return others
  }

  private struct Emptiness {
    var reason: String?
    var remark: String?
    var isAllowedSource = false
  }

  /// Which tiers of the rule matched nothing.
  private func emptiness(of rule: PolicyRule) -> Emptiness {
    var reasons: [String] = []
    var result = Emptiness()
    for name in rule.sources where isEmpty(name) {
      if rule.form == .only, Tier.builtIn.contains(where: { $0.name == name }) {
        result.remark = "nobody is in the tier \(name), which the rule allows"
      } else {
        reasons.append(reason(name))
        result.isAllowedSource = result.isAllowedSource || rule.form == .only
      }
    }
    for name in rule.destinations where isEmpty(name) { reasons.append(reason(name)) }
    result.reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    return result
  }

  private func isEmpty(_ name: String) -> Bool { tiers[name]?.parties.isEmpty ?? true }

  private func reason(_ name: String) -> String {
    let why = tiers[name]?.emptiness ?? ""
    return "the tier \(name) matched nothing" + (why.isEmpty ? "" : ": \(why)")
  }
}

extension PolicyRule {
  /// What makes a pair count as connected for the rule.
  var mode: FlowMode {
    switch form {
    case .only, .never: .anyOf
    case .must: .allOf
    }
  }
}
