import Documents
import TierPolicy
import Topology

/// Sentences that the text report and the Markdown report share.
///
/// They hold foreign words as they are; whoever shows them makes them harmless.
enum ReviewWords {
  /// A number with its noun.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(many)"
  }

  /// What the review is about and as of when.
  static func scope(_ review: Review) -> String {
    let taken = review.capturedAt.map { ", exports taken \($0)" } ?? ", exports without a date"
    let files = count(review.inputs.count, "file", "files")
    let unread = review.inputs.count { $0.state == .partial || $0.state == .refused }
    let unknown = review.inputs.count { $0.state == .unrecognised }
    var whole = review.inputs.isEmpty || unread + unknown > 0 ? "" : ", all read whole"
    if unread > 0 { whole += ", \(unread) of them not read whole" }
    if unknown > 0 { whole += ", \(unknown) of them not recognised" }
    return "As of \(review.asOf)\(taken); \(files)\(whole)."
  }

  /// Where the policy comes from.
  static func policy(_ review: Review) -> String {
    switch review.policy {
    case .baseline:
      "Policy: the built-in baseline, with tiers inferred from kinds, tags and names (see Tiers)."
    case .file(let path, let digest): "Policy: \(path) (SHA-256 \(digest.prefix(16))…)."
    }
  }

  /// What a reader must know before trusting the verdicts.
  static func warnings(_ review: Review) -> [String] {
    var result: [String] = []
    if review.sizes.endpoints == 0 {
      result.append("No network interface was found in the input: nothing is proven by this run.")
    }
    let broken = review.inputs.count { $0.state == .partial || $0.state == .refused }
    if broken > 0 {
      let files = count(broken, "file was", "files were")
      result.append("\(files) not read whole: what is missing there was not judged.")
    }
    if review.rules.isEmpty {
      result.append("No rule was asked: nothing is proven by this run.")
    }
    let unused = review.waivers.count { !$0.isUsed && $0.state != .expired }
    if unused > 0 {
      result.append(count(unused, "waiver excepts", "waivers except") + " nothing any more.")
    }
    let expired = review.waivers.count { $0.state == .expired }
    if expired > 0 {
      result.append(count(expired, "waiver has", "waivers have") + " expired.")
    }
    return result
  }

  /// The numbers behind a verdict, and what shows it.
  static func outcome(_ rule: ReviewedRule) -> String {
    let checked = count(rule.pairs.checked, "pair", "pairs")
    switch rule.verdict {
    case _ where rule.isWaived:
      let excepted = rule.pairsWithoutWaivers.violating + rule.pairsWithoutWaivers.undecided
      return "Holds but for \(count(excepted, "pair", "pairs")) that waivers except"
        + findings(rule) + "."
    case .proven: return proven(rule, checked)
    case .violated where rule.pairs.violating == 0 && rule.pairs.undecided == 0:
      return "None of \(checked) can connect, but too few layers see to it."
    case .violated:
      let open =
        rule.pairs.undecided == 0
        ? "" : ", \(rule.pairs.undecided) more may" + gaps(rule)
      let verb = rule.pairs.violating == 1 ? "breaks" : "break"
      return "\(rule.pairs.violating) of \(checked) \(verb) it\(open)\(findings(rule))."
    case .undecided:
      let verb = rule.pairs.undecided == 1 ? "hangs" : "hang"
      if rule.pairs.undecided == 0 {
        return "No pair that was read breaks it, but it hangs on what the exports do not tell"
          + "\(gaps(rule))."
      }
      return "\(rule.pairs.undecided) of \(checked) \(verb) on what the exports do not tell"
        + "\(gaps(rule)); none certainly breaks it."
    case .vacuous: return "It says nothing about this input."
    }
  }

  private static func proven(_ rule: ReviewedRule, _ checked: String) -> String {
    switch rule.form {
    case .must:
      let shown = rule.evidence.map { "; for example \($0.packet) is answered" } ?? ""
      return (rule.pairs.checked == 1 ? "The 1 pair connects" : "All \(checked) connect")
        + "\(shown)."
    case .only, .never:
      let none =
        rule.pairs.checked == 1 ? "The 1 pair cannot connect" : "None of \(checked) can connect"
      guard let path = rule.evidence, let stop = path.stop else {
        return "\(none)."
      }
      let what = path.outcome == .unanswered ? "gets no answer, which is stopped" : "is stopped"
      let rule = stop.ruleID.isEmpty ? stop.rule : "rule \(stop.ruleID)"
      let by = [rule, stop.reason].filter { !$0.isEmpty }.joined(separator: ", ")
      return "\(none). For example, \(path.source) to \(path.destination) on \(path.service)"
        + " \(what) at \(thing(stop))" + (by.isEmpty ? "." : ": \(by).")
    }
  }

  private static func findings(_ rule: ReviewedRule) -> String {
    rule.findings.isEmpty ? "" : ": see \(rule.findings.joined(separator: ", "))"
  }

  private static func gaps(_ rule: ReviewedRule) -> String {
    rule.gaps.isEmpty ? "" : " (\(rule.gaps.joined(separator: ", ")))"
  }

  /// How many pairs a finding has.
  static func pairs(_ finding: ReviewFinding) -> String {
    let number = count(finding.pairs, "pair", "pairs")
    if finding.mayHaveMorePairs { return "at least \(number) with this cause" }
    return finding.pairs == 1
      ? "1 pair: \(finding.affected.first ?? "")" : "\(number) with this cause"
  }

  /// A finding in one line.
  static func brief(_ finding: ReviewFinding) -> String {
    "\(finding.id), \(finding.severity.rawValue)\(finding.isWaived ? ", waived" : "")"
      + ": \(finding.title) (\(finding.rule))"
  }

  /// The root cause with its rule and place.
  static func cause(_ cause: RootCause) -> String {
    let text = cause.rule.isEmpty || cause.kind == .route ? "" : " (\(cause.rule))"
    let reason = cause.reason.isEmpty ? "" : ": \(cause.reason)"
    let place = cause.place.isEmpty ? "" : " [\(cause.place)]"
    return "\(FindingWords.capitalized(cause.phrase))\(text)\(reason)\(place)"
  }

  /// What a packet met, with its kind.
  static func thing(_ step: PathStep) -> String {
    switch step.kind {
    case .world: step.name
    case .endpoint: step.name
    case .filter, .subnet, .routeTable, .gateway: "\(step.kind.words) \(step.name)"
    }
  }

  /// A step of a path.
  static func step(_ number: Int, _ step: PathStep) -> String {
    let mark = step.isDeciding ? " (the cause)" : ""
    var text = "\(number) "
    switch step.decision {
    case .passes where number == 1 && (step.kind == .endpoint || step.kind == .world):
      text += "sent from \(thing(step))\(mark)"
    case .delivered: text += "arrives at \(thing(step))\(mark)"
    case .passes: text += "\(thing(step))\(mark) lets it pass"
    case .translates: text += "\(thing(step))\(mark) translates it"
    case .drops: text += "\(thing(step))\(mark) stops it"
    case .unknown: text += "\(thing(step))\(mark) may stop it or let it pass"
    }
    if !step.reason.isEmpty { text += ": \(step.reason)" }
    let rule = [step.ruleID, step.rule].filter { !$0.isEmpty }
    if !rule.isEmpty {
      let word = step.kind == .routeTable ? "route" : "rule"
      let says = step.rule.hasPrefix("\(word) \(step.ruleID)") && !step.ruleID.isEmpty
      let words = rule[0] == rule.last ? rule[0] : "\(rule[0]) (\(rule[1]))"
      text += says ? " by \(step.rule)" : " by \(word) \(words)"
    }
    return step.place.isEmpty ? text : "\(text) [\(step.place)]"
  }

  /// What came of the answer of a packet that arrived.
  static func answer(_ path: PacketPath) -> String {
    let asked = path.answer.filter { $0.kind == .filter }
    if asked.isEmpty {
      return "comes back: the filters on the way keep state and let it pass unasked"
    }
    let names = asked.map(\.name).reduce(into: [String]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    return "comes back, past \(names.joined(separator: ", "))"
  }

  /// A waiver with its state.
  static func waiver(_ waiver: ReviewedWaiver) -> String {
    let days =
      waiver.daysLeft >= 0
      ? "\(count(waiver.daysLeft, "day", "days")) left"
      : "expired \(count(-waiver.daysLeft, "day", "days")) ago"
    var parts = [waiver.title, days]
    if !waiver.reason.isEmpty { parts.append("reason: \(waiver.reason)") }
    if !waiver.owner.isEmpty { parts.append("owner: \(waiver.owner)") }
    if !waiver.approvedBy.isEmpty { parts.append("approved by: \(waiver.approvedBy)") }
    if !waiver.ticket.isEmpty { parts.append("ticket: \(waiver.ticket)") }
    parts.append(
      waiver.isUsed
        ? "\(count(waiver.pairs.violating + waiver.pairs.undecided, "pair", "pairs")) excepted"
        : "excepts nothing that breaks the rule")
    return parts.joined(separator: "; ")
  }

  /// A tier with its members and the reasons.
  static func tier(_ tier: ReviewedTier) -> String {
    if tier.endpointCount == 0, tier.outside.isEmpty {
      return "nobody" + (tier.emptiness.isEmpty ? "" : ": \(tier.emptiness)")
    }
    var parts: [String] = []
    if tier.endpointCount > 0 {
      let more = tier.endpointCount - min(6, tier.sample.count)
      let names = tier.sample.prefix(6).joined(separator: ", ")
      parts.append(
        count(tier.endpointCount, "endpoint", "endpoints") + ": \(names)"
          + (more > 0 ? " and \(more) more" : ""))
    }
    parts += tier.outside
    return parts.joined(separator: "; ")
      + (tier.reasons.isEmpty ? "" : " [\(tier.reasons.joined(separator: ", "))]")
  }

  /// How much there is in the graph.
  static func sizes(_ review: Review) -> String {
    let sizes = review.sizes
    return [
      count(sizes.networks, "network", "networks"), count(sizes.subnets, "subnet", "subnets"),
      count(sizes.resources, "resource", "resources"),
      count(sizes.endpoints, "interface", "interfaces"),
      count(sizes.gateways, "gateway", "gateways"),
      count(sizes.filterRules, "filter rule", "filter rules"),
    ].joined(separator: ", ") + "."
  }

  /// A file and what became of it.
  static func input(_ input: ReviewedInput) -> String {
    let content = input.content.isEmpty ? "" : ": \(input.content)"
    let records =
      input.state == .unrecognised ? "" : ", \(count(input.recordCount, "record", "records"))"
    return "\(input.path)\(content), \(state(input.state))\(records)"
  }

  /// How far a file was read, in words.
  static func state(_ state: FileCoverage.ReadState) -> String {
    switch state {
    case .read: "read whole"
    case .partial: "read in part"
    case .refused: "refused, nothing of it was used"
    case .unrecognised: "not recognised"
    }
  }

  /// A type of records and what became of it.
  static func records(_ record: ReviewedRecords) -> String {
    let scope = [record.scope.provider, record.scope.account, record.scope.region]
      .filter { !$0.isEmpty }.joined(separator: "/")
    let note = record.note.isEmpty ? "" : ": \(record.note)"
    let place = scope.isEmpty ? "" : " in \(scope)"
    return "\(record.type)\(place): \(record.modelled) of \(record.seen) modelled, "
      + "\(effect(record.effect))\(note)"
  }

  /// The types of records that weaken proofs, those with one remark together, and how many do not.
  static func weakRecords(_ review: Review) -> [String] {
    let weak = review.records.filter {
      $0.seen > 0 && ($0.effect == .assumedOpen || $0.effect == .assumedClosed)
    }
    var groups: [[String]: [String]] = [:]
    for record in weak {
      let words = "\(record.type) (\(record.modelled) of \(record.seen))"
      groups[[effect(record.effect), record.note], default: []].append(words)
    }
    var lines = groups.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
      let types = (groups[key] ?? []).sorted().joined(separator: ", ")
      return "\(types): \(key[0])" + (key[1].isEmpty ? "" : "; \(key[1])")
    }
    let others = review.records.count - weak.count
    if others > 0 {
      lines.append(
        count(others, "other type of records was", "other types of records were")
          + " read whole, held nothing or cannot change who reaches whom.")
    }
    return lines
  }

  /// What an imperfection means for proofs, in words.
  static func effect(_ effect: ProofEffect) -> String {
    switch effect {
    case .exact: "nothing lost"
    case .ignored: "left out, which cannot change who reaches whom"
    case .assumedOpen: "taken as open where unknown"
    case .assumedClosed: "taken as closed where unknown"
    }
  }

  /// A diagnostic as one line.
  static func diagnostic(_ diagnostic: ReviewedDiagnostic) -> String {
    let place = diagnostic.place.isEmpty ? "" : "\(diagnostic.place): "
    let advice = diagnostic.advice.isEmpty ? "" : " (\(diagnostic.advice))"
    return "\(place)\(diagnostic.severity.rawValue): \(diagnostic.message)"
      + " [\(diagnostic.code)]\(advice)"
  }
}
