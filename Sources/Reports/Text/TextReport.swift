import Documents
import TierPolicy
import Topology

/// The review as text for a terminal, a log or a mail.
public struct TextReport: Sendable {
  /// The number of columns that lines keep to.
  public var width: Int
  /// Whether verdicts are coloured as well as named.
  public var usesColor: Bool
  /// Whether every step of every path is shown, the evidence of proven rules included.
  public var isDetailed: Bool

  /// Creates a report of a form.
  ///
  /// - Parameters:
  ///   - width: The number of columns; less than 60 counts as 60.
  ///   - usesColor: Whether verdicts are coloured.
  ///   - isDetailed: Whether every step of every path is shown.
  public init(width: Int = 100, usesColor: Bool = false, isDetailed: Bool = false) {
    self.width = max(60, width)
    self.usesColor = usesColor
    self.isDetailed = isDetailed
  }

  /// Returns the report, each line ended by a line feed.
  public func render(_ review: Review) -> String {
    var page = TextPage(width: width, usesColor: usesColor)
    let (review, folder) = review.withShortPlaces()
    addCover(review, to: &page)
    if !folder.isEmpty { page.add("Paths are below \(folder)") }
    addRules(review, to: &page)
    addFindings(review, to: &page)
    addGaps(review, to: &page)
    addChanges(review, to: &page)
    addFlows(review, to: &page)
    addWaivers(review, to: &page)
    addTiers(review, to: &page)
    addDistances(review, to: &page)
    addCoverage(review, to: &page)
    return page.text
  }

  private func addCover(_ review: Review, to page: inout TextPage) {
    let system = review.system.isEmpty ? "" : " of \(review.system)"
    page.add("Bailey \(review.toolVersion): review\(system)", style: .heading)
    page.add(ReviewWords.scope(review))
    page.add(ReviewWords.policy(review))
    page.gap()
    let isGood = review.count(of: .proven) + review.waivedCount == review.rules.count
    let isBad = review.count(of: .violated) > 0
    page.add(
      FindingWords.capitalized(review.verdictLine) + ".",
      style: review.rules.isEmpty ? .doubtful : isBad ? .bad : isGood ? .good : .doubtful)
    for warning in ReviewWords.warnings(review) { page.add(warning, style: .doubtful) }
  }

  private func addRules(_ review: Review, to page: inout TextPage) {
    if review.rules.isEmpty && review.skipped.isEmpty { return }
    page.heading("Rules")
    for rule in review.rules {
      let style: TextPage.Style =
        switch rule.verdict {
        case _ where rule.isWaived: .doubtful
        case .proven: .good
        case .violated: .bad
        case .undecided, .vacuous: .doubtful
        }
      let word = rule.isWaived ? "waived" : rule.verdict.rawValue
      page.add(
        "\(rule.id) (\(rule.severity.rawValue)): \(rule.title)", indent: 13,
        lead: word.uppercased(), style: style)
      page.add(ReviewWords.outcome(rule), indent: 13)
      for note in rule.notes { page.add("Note: \(note).", indent: 13) }
    }
    for rule in review.skipped {
      page.add("\(rule.id): \(rule.title)", indent: 13, lead: "NOT ASKED", style: .faint)
      page.add("Because \(rule.reason).", indent: 13)
    }
  }

  private func addFindings(_ review: Review, to page: inout TextPage) {
    if review.findings.isEmpty { return }
    page.heading("Findings")
    let full = isDetailed ? 200 : 30
    for (index, finding) in review.findings.prefix(full).enumerated() {
      if index > 0 { page.gap() }
      add(finding, to: &page)
    }
    let listed = full + 200
    if review.findings.count > full { page.gap() }
    for finding in review.findings.prefix(listed).dropFirst(full) {
      page.add(ReviewWords.brief(finding), hang: 8)
    }
    if review.findings.count > listed {
      page.add("and \(review.findings.count - listed) more findings, in the JSON report")
    }
  }

  private func add(_ finding: ReviewFinding, to page: inout TextPage) {
    let mark =
      finding.isWaived
      ? "waived"
      : finding.severity.rawValue + (finding.baseline == .new ? " new" : "")
    page.add(
      "\(finding.id)  \(mark.uppercased())  \(finding.title)", hang: 8,
      style: finding.isWaived ? .doubtful : .bad)
    func item(_ lead: String, _ words: String, hang: Int = 2) {
      page.add(words, indent: 12, hang: hang, lead: lead, style: .faint)
    }
    item("breaks", "\(finding.rule): \(finding.ruleTitle)")
    if let risk = finding.risk { item("risk", "\(risk.value) of 10: \(risk.explanation)") }
    item("pairs", ReviewWords.pairs(finding))
    if finding.affected.count > 1 || finding.pairs > 1 {
      for line in finding.affected { item("", line) }
    }
    if !finding.sourceAddresses.isEmpty {
      item("opens", "\(finding.traffic) from \(finding.sourceAddresses)")
    } else if finding.risk != nil {
      item("opens", finding.traffic)
    }
    for (number, path) in finding.path.enumerated() {
      add(path, label: number + 1 < finding.path.count ? "way in" : "packet", to: &page)
    }
    item("cause", ReviewWords.cause(finding.cause))
    item("change", finding.change)
    if isDetailed {
      for remedy in finding.remedies { item("", "\(remedy.form.title): \(remedy.text)") }
    }
    if let check = finding.check { item("checked", FindingWords.capitalized(check) + ".") }
    if let state = finding.baseline, state != .new {
      let first = finding.firstSeen.map { ", first seen \($0)" } ?? ""
      item("since", ReviewWords.state(state) + first)
    }
  }

  private func add(_ path: PacketPath, label: String, to page: inout TextPage) {
    page.add(path.packet, indent: 12, lead: label, style: .faint)
    add(path.forward, to: &page)
    if path.answer.isEmpty { return }
    if isDetailed || path.outcome != .delivered {
      page.add("Its answer:", indent: 12, lead: "answer", style: .faint)
      add(path.answer, to: &page)
    } else {
      page.add(ReviewWords.answer(path), indent: 12, lead: "answer", style: .faint)
    }
  }

  private func add(_ steps: [PathStep], to page: inout TextPage) {
    for (index, step) in steps.enumerated() {
      page.add(ReviewWords.step(index + 1, step), indent: 14, hang: 2)
    }
  }

  private func addGaps(_ review: Review, to page: inout TextPage) {
    if review.gaps.isEmpty { return }
    page.heading("What the exports do not tell")
    for gap in review.gaps {
      let place = gap.place.isEmpty ? "" : " (\(gap.place))"
      page.add("\(gap.id)  \(gap.statement)\(place).", indent: 2, hang: 4)
      page.add("To know it: \(gap.remedy)", indent: 6)
      page.add("Hanging on it: \(gap.rules.joined(separator: ", "))", indent: 6)
    }
    for rule in review.rules where !rule.isWaived {
      guard let doubt = rule.doubt else { continue }
      page.add("A packet on which \(rule.id) hangs: \(doubt.packet)", indent: 2)
      add(isDetailed ? doubt.forward : doubt.forward.suffix(4), to: &page)
    }
  }

  private func addChanges(_ review: Review, to page: inout TextPage) {
    guard let changes = review.changes else { return }
    page.heading("Changes")
    page.add(ReviewWords.changes(changes, review), indent: 2)
    for (title, items) in ReviewWords.changeLists(changes, review) {
      let limit = isDetailed ? 200 : 12
      page.add(title + ":", indent: 2)
      for item in items.prefix(limit) { page.add(item, indent: 4, hang: 2) }
      if items.count > limit { page.add("and \(items.count - limit) more", indent: 4) }
    }
  }

  private func addFlows(_ review: Review, to page: inout TextPage) {
    guard let openings = review.openings, !review.rules.isEmpty else { return }
    page.heading("Open and in no entry of the register of flows")
    page.add(ReviewWords.openings(openings), indent: 2)
    let limit = isDetailed ? 200 : 12
    for opening in openings.prefix(limit) {
      page.add(
        "\(opening.source) to \(opening.destination): \(opening.traffic),"
          + " \(ReviewWords.pairs(opening)), such as \(opening.example)",
        indent: 2, hang: 4)
    }
    if openings.count > limit {
      page.add("and \(openings.count - limit) more, in the JSON report", indent: 2)
    }
  }

  private func addWaivers(_ review: Review, to page: inout TextPage) {
    if review.waivers.isEmpty { return }
    page.heading("Waivers")
    for waiver in review.waivers {
      page.add(
        ReviewWords.waiver(waiver), indent: 13, lead: waiver.state.rawValue.uppercased(),
        style: waiver.state == .active ? .plain : .doubtful)
    }
  }

  private func addTiers(_ review: Review, to page: inout TextPage) {
    if review.tiers.isEmpty { return }
    page.heading("Tiers")
    let column = min(24, 4 + (review.tiers.map(\.name.count).max() ?? 0))
    for tier in review.tiers {
      page.add(
        ReviewWords.tier(tier), indent: column, lead: Escape.terminal(tier.name), style: .plain)
    }
  }

  private func addDistances(_ review: Review, to page: inout TextPage) {
    guard let distances = review.distances, !distances.isEmpty else { return }
    page.heading("How far each tier is from outside")
    page.add(ReviewWords.distances, indent: 2)
    for distance in distances {
      let way = distance.chain.joined(separator: "; then ")
      page.add(
        "\(distance.world) to \(distance.tier): \(ReviewWords.hosts(distance))"
          + (way.isEmpty ? "" : ": \(way)"), indent: 2, hang: 4)
    }
  }

  private func addCoverage(_ review: Review, to page: inout TextPage) {
    page.heading("What was read")
    page.add(ReviewWords.sizes(review), indent: 2)
    for input in review.inputs where isDetailed || input.state != .read {
      page.add(ReviewWords.input(input), indent: 2, hang: 4)
    }
    if isDetailed {
      for record in review.records { page.add(ReviewWords.records(record), indent: 2, hang: 4) }
    } else {
      for line in ReviewWords.weakRecords(review) { page.add(line, indent: 2, hang: 4) }
    }
    let limit = isDetailed ? Int.max : 20
    for diagnostic in review.diagnostics.prefix(limit) {
      page.add(ReviewWords.diagnostic(diagnostic), indent: 2, hang: 4)
    }
    if review.diagnostics.count > limit {
      page.add(
        "and \(review.diagnostics.count - limit) more remarks, in the JSON report", indent: 2)
    }
  }
}
