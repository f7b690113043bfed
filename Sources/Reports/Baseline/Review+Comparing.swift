import PacketSets
import TierPolicy

extension Review {
  /// Returns the review with what changed since an earlier one.
  ///
  /// A finding is the same when its rule and its root cause are. It has grown when it opens anything
  /// that it did not open before, or has more pairs.
  public func compared(with earlier: EarlierReview) -> Review {
    var review = self
    var old = Dictionary(earlier.findings.map { (Self.key($0), $0) }) { first, _ in first }
    for index in review.findings.indices {
      let finding = review.findings[index]
      guard let before = old.removeValue(forKey: Self.key(finding, in: earlier)) else {
        review.findings[index].baseline = .new
        review.findings[index].firstSeen = asOf
        continue
      }
      // What was excepted then and is not now counts as new.
      let state: BaselineState =
        before.isWaived && !finding.isWaived ? .new : Self.state(finding, before)
      review.findings[index].baseline = state
      review.findings[index].firstSeen = before.firstSeen ?? earlier.asOf
    }
    review.changes = ReviewChanges(
      since: earlier.asOf, toolVersion: earlier.toolVersion,
      hasOtherPolicy: policyDigest != earlier.policyDigest,
      fixed: old.values.sorted { ($0.rule, $0.id) < ($1.rule, $1.id) },
      verdicts: verdictChanges(since: earlier), added: nil, removed: nil,
      inputs: inputChanges(since: earlier), grownRules: [])
    if let inventory = earlier.inventory {
      let (was, now) = (Set(inventory.map(\.id)), Set(self.inventory.map(\.id)))
      review.changes?.added = self.inventory.filter { !was.contains($0.id) }
        .map { $0.name == $0.id ? $0.id : "\($0.name) (\($0.id))" }
      review.changes?.removed = inventory.filter { !now.contains($0.id) }
        .map { $0.name == $0.id ? $0.id : "\($0.name) (\($0.id))" }
    }
    let grown = grownRules(since: earlier, review)
    review.changes?.grownRules = grown
    return review
  }

  private var policyDigest: String {
    switch policy {
    case .baseline: ""
    case .file(_, let digest): digest
    }
  }

  private static func key(_ finding: EarlierFinding) -> String {
    finding.fingerprint.isEmpty ? "\(finding.rule)\u{0}\(finding.id)" : finding.fingerprint
  }

  private static func key(_ finding: ReviewFinding, in earlier: EarlierReview) -> String {
    let hasFingerprints = earlier.findings.contains { !$0.fingerprint.isEmpty }
    return hasFingerprints ? finding.fingerprint : "\(finding.rule)\u{0}\(finding.id)"
  }

  private static func state(_ now: ReviewFinding, _ before: EarlierFinding) -> BaselineState {
    if now.whole.traffic == before.whole.traffic, now.whole.sources == before.whole.sources {
      return now.pairs > before.pairs ? .grown : now.pairs < before.pairs ? .shrunk : .unchanged
    }
    // Where one of the sets cannot be read again, what differs counts as grown.
    guard now.whole.sources.count < WholeSet.limit, before.whole.sources.count < WholeSet.limit,
      let traffic = TrafficSet(parsing: now.whole.traffic),
      let old = TrafficSet(parsing: before.whole.traffic)
    else { return .grown }
    let sources = AddressSet(now.whole.sources.compactMap { Prefix($0) })
    let oldSources = AddressSet(before.whole.sources.compactMap { Prefix($0) })
    let isWithin = traffic.isSubset(of: old) && sources.isSubset(of: oldSources)
    return isWithin && now.pairs <= before.pairs ? .shrunk : .grown
  }

  private func verdictChanges(since earlier: EarlierReview) -> [ReviewChanges.VerdictChange] {
    let was = Dictionary(earlier.rules.map { ($0.id, $0.verdict) }) { first, _ in first }
    let now = Set(rules.map(\.id))
    let changed = rules.compactMap { rule -> ReviewChanges.VerdictChange? in
      let verdict = rule.isWaived ? "waived" : rule.verdict.rawValue
      let before = was[rule.id] ?? ""
      return before == verdict
        ? nil : ReviewChanges.VerdictChange(rule: rule.id, before: before, now: verdict)
    }
    let gone = earlier.rules.filter { !now.contains($0.id) }.map {
      ReviewChanges.VerdictChange(rule: $0.id, before: $0.verdict, now: "")
    }
    return changed + gone
  }

  private func inputChanges(since earlier: EarlierReview) -> [String] {
    let was = Dictionary(earlier.inputs.map { ($0.path, $0.digest) }) { first, _ in first }
    let now = Set(inputs.map(\.path))
    let changed = inputs.compactMap { input -> String? in
      guard let before = was[input.path] else { return "\(input.path): new" }
      return before == input.digest ? nil : "\(input.path): has other bytes"
    }
    return changed + earlier.inputs.filter { !now.contains($0.path) }.map { "\($0.path): gone" }
  }

  /// The rules that more pairs break while every finding of theirs is as it was: only the first pairs
  /// of a rule become findings, and the others must not hide behind them.
  private func grownRules(since earlier: EarlierReview, _ review: Review) -> Set<String> {
    let was = Dictionary(earlier.rules.map { ($0.id, $0.violating) }) { first, _ in first }
    return Set(
      rules.filter { rule in
        !rule.isWaived && rule.verdict == .violated && rule.pairs.violating > was[rule.id] ?? 0
          && !review.findings.contains {
            $0.rule == rule.id && ($0.baseline == .new || $0.baseline == .grown)
          }
      }.map(\.id))
  }
}
