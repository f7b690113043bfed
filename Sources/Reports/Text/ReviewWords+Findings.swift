import Documents
import TierPolicy
import Topology

/// Words about rules, findings and their evidence.
extension ReviewWords {
  /// The title of the report.
  static func title(_ review: Review) -> String {
    review.system.isEmpty ? "Network review" : "Network review of \(review.system)"
  }

  /// The numbers of the first page.
  static func figures(_ review: Review) -> [(Int, String)] {
    let open = review.findings.filter { !$0.isWaived }
    let grave = open.count { $0.severity >= .high }
    var figures = [
      (review.count(of: .proven), "of \(count(review.rules.count, "rule", "rules")) proven"),
      (review.count(of: .violated), "violated"),
      (review.count(of: .undecided) + review.count(of: .vacuous), "undecided or vacuous"),
      (open.count, open.count == 1 ? "open finding" : "open findings"),
      (grave, "of them high or critical"),
    ]
    if review.waivedCount > 0 { figures.append((review.waivedCount, "waived")) }
    return figures
  }

  /// What it means that there are no open findings.
  static func nothingFound(_ review: Review) -> String {
    review.rules.isEmpty
      ? "No rule was asked: nothing is proven by this run."
      : "No rule is broken by anything that was read, waivers applied."
  }

  /// A verdict in capitals.
  static func verdict(_ rule: ReviewedRule) -> String {
    rule.isWaived ? "WAIVED" : rule.verdict.rawValue.uppercased()
  }

  /// What was decided at a step, with the reason.
  static func decision(_ step: PathStep) -> String {
    let word =
      switch step.decision {
      case .passes: "passes"
      case .translates: "translates"
      case .drops: "stops it"
      case .delivered: "arrives"
      case .unknown: "not known"
      }
    return step.reason.isEmpty ? word : "\(word): \(step.reason)"
  }

  /// The rule or route of a step with its id, without saying the id twice.
  static func rule(_ step: PathStep) -> String {
    if step.rule.isEmpty { return step.ruleID }
    if step.ruleID.isEmpty || step.rule.contains(step.ruleID) { return step.rule }
    return "\(step.ruleID): \(step.rule)"
  }

  /// Whether an earlier review had a finding.
  static func state(_ state: BaselineState) -> String {
    switch state {
    case .new: "new"
    case .grown: "opens more than before"
    case .shrunk: "opens less than before"
    case .unchanged: "as before"
    }
  }

  /// What is said about a finding beside its way, by name.
  static func facts(_ finding: ReviewFinding) -> [(name: String, words: String)] {
    var facts: [(name: String, words: String)] = [
      ("Breaks", "\(finding.rule): \(finding.ruleTitle)")
    ]
    func add(_ name: String, _ words: String) {
      if !words.isEmpty { facts.append((name, words)) }
    }
    if let risk = finding.risk { add("Risk", "\(risk.value) of 10: \(risk.explanation)") }
    add("Pairs", pairs(finding))
    if finding.pairs > 1 || finding.affected.count > 1 {
      add("For example", finding.affected.joined(separator: "; "))
    }
    let from = finding.sourceAddresses.isEmpty ? "" : " from \(finding.sourceAddresses)"
    if finding.risk != nil { add("Opens", finding.traffic + from) }
    add("Tiers", finding.tiers.joined(separator: ", "))
    add("Packet", finding.packet)
    add("Cause", cause(finding.cause))
    add("Change", finding.change)
    if let check = finding.check { add("Checked", FindingWords.capitalized(check) + ".") }
    add("References", finding.references.joined(separator: ", "))
    if let day = finding.firstSeen { add("First seen", "\(day)") }
    return facts
  }

  /// What must be known before a command is run.
  static let remedyCaution =
    "Derived from the ids in the exports and not run. It takes away everything that the rule lets in:"
    + " what must stay open needs a narrower rule first."

  /// The provider, account and region.
  static func scope(_ scope: Scope) -> String {
    [scope.provider, scope.account, scope.region].filter { !$0.isEmpty }.joined(separator: "/")
  }

  /// What a type of records means for proofs.
  static func effect(_ record: ReviewedRecords) -> String {
    if record.seen == 0 { return "none in the exports" }
    if record.effect == .exact, record.modelled < record.seen {
      return "the others cannot change who reaches whom"
    }
    return effect(record.effect)
  }

  /// Some words of a list, with the number of the others.
  static func few(_ words: [String], _ limit: Int = 6) -> String {
    let shown = words.prefix(limit).map { NameLimit.short($0, to: NameLimit.id) }
      .joined(separator: ", ")
    return words.count > limit ? "\(shown) and \(words.count - limit) more" : shown
  }
}
