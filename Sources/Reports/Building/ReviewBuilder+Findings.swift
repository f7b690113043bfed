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
  /// How many findings are asked again without their cause: fewer in graphs of which that takes long.
  private var checkLimit: Int {
    max(1, min(12, 1_200_000 / max(1, model.topology.endpoints.count)))
  }

  /// Of how many findings the pairs are counted again.
  private static var countLimit: Int { 200 }

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
    for index in result.indices.prefix(Self.countLimit) {
      if let pairs = pairs(of: result[index]) { result[index].finding.limit(pairs: pairs) }
    }
    for index in result.indices.prefix(checkLimit) {
      let proof = CounterProof(model: model, policy: policy)
      result[index].finding.check = proof.words(result[index])
    }
    return result
  }

  private func findings(of result: RuleResult) throws(ReviewError) -> [PlacedFinding] {
    let drafter = FindingDrafter(replay: replay, causes: CauseFinder(wording: wording))
    var groups: [[String]: [FindingDraft]] = [:]
    var seen = 0
    let violating = result.isWaived ? result.counts.violating : result.remaining.violating
    for var example in result.violations {
      // An example of a waived part may stand for more pairs than are left.
      example.flow.pairCount = min(example.flow.pairCount, max(1, violating))
      seen += example.flow.pairCount
      let drafts: [FindingDraft]
      switch result.rule.form {
      case .only, .never: drafts = try drafter.forbidden(result.rule, example)
      case .must: drafts = try drafter.required(result.rule, example)
      }
      for draft in drafts { groups[draft.key(in: model.topology), default: []].append(draft) }
    }
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
      id: "", fingerprint: "", rule: result.id, ruleTitle: result.title,
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
      whole: WholeSet(
        sources: isRequirement
          ? [] : sources(drafts).prefixes.prefix(WholeSet.limit).map(\.description),
        traffic: traffic.description),
      tiers: tierNames(of: flow.destination.isOutside ? flow.source : flow.destination),
      references: result.rule.references,
      path: legs + [path(draft.trace, flow, deciding: draft.cause.step)], cause: draft.cause.root,
      change: words.change(draft, others: order.map { drafts[$0] }),
      remedies: RemedyWriter(topology: model.topology, rule: result.rule).remedies(draft, traffic),
      check: nil)
    return PlacedFinding(
      finding: finding, rule: result.rule, traffic: traffic, cause: draft.cause.rule,
      parties: Set(drafts.flatMap { [$0.example.flow.source, $0.example.flow.destination] }))
  }

  /// The addresses outside from which some pairs can be opened.
  private func sources(_ drafts: [FindingDraft]) -> AddressSet {
    drafts.reduce(AddressSet.empty) { $0.union($1.example.flow.sourceAddresses) }
  }

  /// The tiers to which a party belongs.
  private func tierNames(of party: Party) -> [String] {
    guard case .endpoint(let id) = party else { return [] }
    return policy.memberships.filter { $0.parties.endpoints.contains(id) }.map(\.name)
  }

  private func line(of draft: FindingDraft) -> String {
    let flow = draft.example.flow
    let more = flow.pairCount > 1 ? " and others alike" : ""
    return wording.party(flow.source, named: flow.sourceName) + " -> "
      + wording.party(flow.destination) + more
  }
}

extension ReviewFinding {
  /// Takes over a count of pairs that is below what the examples seemed to stand for.
  fileprivate mutating func limit(pairs count: Int) {
    guard count > 0, count < pairs else { return }
    pairs = count
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
    // Names grow by a digit as long as another hash begins alike.
    let sorted = Set(hashes).sorted()
    var lengths: [String: Int] = [:]
    for (index, hash) in sorted.enumerated() {
      let neighbours = [index - 1, index + 1].filter(sorted.indices.contains)
      let shared = neighbours.map { Self.common(hash, sorted[$0]) }.max() ?? 0
      lengths[hash] = max(4, min(64, shared + 1))
    }
    var result = findings
    for index in findings.indices {
      let hash = hashes[index]
      result[index].finding.fingerprint = hash
      result[index].finding.id = "F-" + hash.prefix(lengths[hash] ?? 4)
    }
    return result
  }

  /// How many digits two hashes share at their start.
  private static func common(_ left: String, _ right: String) -> Int {
    zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
  }
}
