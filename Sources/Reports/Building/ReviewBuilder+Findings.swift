import Diagrams
import Documents
import PacketSets
import Reachability
import TierPolicy
import Topology

/// A finding with what the pictures need of it.
struct PlacedFinding {
  var finding: ReviewFinding
  /// The rule that is broken.
  var rule: PolicyRule
  /// The traffic by which it is broken, over all of its pairs.
  var traffic: TrafficSet
  /// The rule that is the cause, if a rule is.
  var cause: (filter: ID<Filter>, rule: FilterRule)?
  /// The parties of the pairs that were looked at.
  var parties: Set<Party>
}

extension ReviewBuilder {
  /// How many findings are asked again without their cause.
  private static var checkLimit: Int { 12 }

  /// The findings of all violated rules, the gravest first.
  func findings() throws(ReviewError) -> [PlacedFinding] {
    var result: [PlacedFinding] = []
    for rule in policy.rules where rule.verdict == .violated {
      if rule.remainingVerdict == .violated || rule.isWaived {
        result += try findings(of: rule)
      }
    }
    result = FindingNames.named(result)
    result.sort { left, right in
      let (one, other) = (left.finding, right.finding)
      if one.isWaived != other.isWaived { return other.isWaived }
      if one.severity != other.severity { return one.severity > other.severity }
      let (risk, otherRisk) = (one.risk?.value ?? -1, other.risk?.value ?? -1)
      return risk != otherRisk ? risk > otherRisk : (one.rule, one.id) < (other.rule, other.id)
    }
    for index in result.indices.prefix(Self.checkLimit) {
      result[index].finding.check = check(result[index])
    }
    return result
  }

  private func findings(of result: RuleResult) throws(ReviewError) -> [PlacedFinding] {
    let drafter = FindingDrafter(replay: replay, causes: CauseFinder(wording: wording))
    var groups: [[String]: [FindingDraft]] = [:]
    var seen = 0
    for example in result.violations {
      seen += example.flow.pairCount
      let drafts: [FindingDraft]
      switch result.rule.form {
      case .only, .never: drafts = try drafter.forbidden(result.rule, example)
      case .must: drafts = try drafter.required(result.rule, example)
      }
      for draft in drafts { groups[draft.key(in: model.topology), default: []].append(draft) }
    }
    let violating = result.isWaived ? result.counts.violating : result.remaining.violating
    return groups.values.map { finding($0, result, mayHaveMore: seen < violating) }
  }

  private func finding(
    _ drafts: [FindingDraft], _ result: RuleResult, mayHaveMore: Bool
  ) -> PlacedFinding {
    // The gravest draft, and among equals the one that reads first, speaks for the others.
    let lines = drafts.map { line(of: $0) }
    func isInside(_ index: Int) -> Bool { !drafts[index].example.flow.source.isOutside }
    let order = drafts.indices.sorted {
      isInside($0) == isInside($1) ? lines[$0] < lines[$1] : isInside($1)
    }
    let draft = drafts[order[0]]
    let flow = draft.example.flow
    let traffic = drafts.reduce(TrafficSet.empty) { $0.union($1.traffic) }
    let violating = result.isWaived ? result.counts.violating : result.remaining.violating
    let pairs = min(violating, drafts.reduce(0) { $0 + $1.example.flow.pairCount })
    let isAnywhere = drafts.contains { AddressWords.isAnywhere($0.example.flow.sourceAddresses) }
    let isRequirement = result.rule.form == .must
    let scorer = RiskScorer(topology: model.topology)
    let words = FindingWords(wording: wording, rule: result.rule)
    let legs = draft.example.legs.compactMap { leg in
      replay.delivered(from: leg.source, to: leg.destination, leg.connection.certain)
        .map { path($0, leg) }
    }
    let finding = ReviewFinding(
      id: "", rule: result.id, ruleTitle: result.title,
      title: words.title(order.map { drafts[$0] }, traffic), severity: result.severity,
      risk: isRequirement
        ? nil
        : scorer.score(
          from: flow.source, to: flow.destination, traffic, pairs: pairs,
          isFromAnywhere: isAnywhere), isWaived: result.isWaived, pairs: pairs,
      mayHaveMorePairs: mayHaveMore, affected: order.prefix(6).map { lines[$0] },
      traffic: TrafficLabel.long(traffic),
      sourceAddresses: flow.source.isOutside && !isRequirement
        ? AddressWords.text(flow.sourceAddresses) : "",
      path: legs + [path(draft.trace, flow, deciding: draft.cause.step)], cause: draft.cause.root,
      change: words.change(draft, others: order.map { drafts[$0] }), check: nil)
    return PlacedFinding(
      finding: finding, rule: result.rule, traffic: traffic, cause: draft.cause.rule,
      parties: Set(drafts.flatMap { [$0.example.flow.source, $0.example.flow.destination] }))
  }

  private func line(of draft: FindingDraft) -> String {
    let flow = draft.example.flow
    let more = flow.pairCount > 1 ? " and others alike" : ""
    return wording.party(flow.source, named: flow.sourceName) + " -> "
      + wording.party(flow.destination) + more
  }

  /// Asks the rule again in a graph that lacks the rule that is the cause.
  private func check(_ placed: PlacedFinding) -> String? {
    guard placed.rule.form != .must, let cause = placed.cause else { return nil }
    var changed = model.topology
    let before = policy.rules.first { $0.rule == placed.rule }?.counts.violating ?? 0
    changed.filters[cause.filter].rules.removeAll { $0 == cause.rule }
    let evaluation = RuleEvaluation(
      ReachabilityModel(changed), evaluation: SelectorEvaluation(changed),
      tiers: policy.memberships)
    let counts = evaluation.result(of: placed.rule).counts
    if counts.violating == 0, counts.undecided == 0 {
      return "asked again without this rule: \(placed.rule.id) holds"
    }
    let left = counts.violating == 1 ? "1 pair breaks" : "\(counts.violating) pairs break"
    let open = counts.undecided == 0 ? "" : ", \(counts.undecided) undecided"
    return "asked again without this rule: \(left) \(placed.rule.id) instead of \(before)\(open)"
  }
}

/// Names findings by a hash of what they are about.
enum FindingNames {
  /// Gives every finding a name of four hexadecimal digits, or more where two would be equal.
  static func named(_ findings: [PlacedFinding]) -> [PlacedFinding] {
    let hashes = findings.map { placed in
      let cause = placed.finding.cause
      let parts = [
        placed.finding.rule, cause.kind.rawValue, cause.component.rawValue, cause.id,
        cause.ruleID.isEmpty ? cause.rule : cause.ruleID,
      ]
      return SHA256.hexadecimal(Array(parts.joined(separator: "\u{0}").utf8))
    }
    var result = findings
    for index in findings.indices {
      var length = 4
      while length < 64,
        hashes.indices.contains(where: {
          $0 != index && hashes[$0].prefix(length) == hashes[index].prefix(length)
        })
      {
        length += 1
      }
      result[index].finding.id = "F-" + hashes[index].prefix(length)
    }
    return result
  }
}
