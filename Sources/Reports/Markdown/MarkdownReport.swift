import Documents
import TierPolicy
import Topology

/// The review as Markdown, for a wiki, a pull request or a file beside the exports.
///
/// Every word of an export is escaped, so that a name can be neither markup nor HTML.
public struct MarkdownReport: Sendable {
  /// The folder of the pictures as links name it, or nil for no links.
  public var diagramFolder: String?
  /// How many findings are shown in full; the others are listed.
  public var fullFindings: Int
  /// How many findings are listed; the others are counted.
  public var listedFindings: Int

  /// Creates a report of a form.
  public init(
    diagramFolder: String? = "diagrams", fullFindings: Int = 50, listedFindings: Int = 500
  ) {
    self.diagramFolder = diagramFolder
    self.fullFindings = fullFindings
    self.listedFindings = listedFindings
  }

  /// Returns the report.
  public func render(_ review: Review) -> String {
    var page = MarkdownPage()
    let (review, folder) = review.withShortPlaces()
    addCover(review, to: &page)
    if !folder.isEmpty { page.paragraph("Paths are below \(folder)") }
    addSummary(review, to: &page)
    addScope(review, to: &page)
    addDiagrams(review, to: &page)
    addRules(review, to: &page)
    addFindings(review, to: &page)
    addFlows(review, to: &page)
    addHygiene(review, to: &page)
    addWaivers(review, to: &page)
    addChanges(review, to: &page)
    page.section(.hardening)
    page.paragraph(ReviewWords.hardening)
    addCompliance(review, to: &page)
    addAppendices(review, to: &page)
    return page.text
  }

  private func addCover(_ review: Review, to page: inout MarkdownPage) {
    page.heading(1, ReviewWords.title(review))
    page.strong(FindingWords.capitalized(review.verdictLine) + ".")
    page.paragraph(ReviewWords.scope(review))
    page.paragraph(ReviewWords.policy(review))
    page.paragraph("Made by Bailey \(review.toolVersion).")
    for warning in ReviewWords.warnings(review) { page.strong(warning) }
    page.table(
      ["Decision", "Name", "Date"],
      [["☐ approve  ☐ approve with conditions  ☐ reject", "", ""]])
  }

  private func addSummary(_ review: Review, to page: inout MarkdownPage) {
    page.section(.summary)
    let open = review.findings.filter { !$0.isWaived }
    if open.isEmpty { page.paragraph(ReviewWords.nothingFound(review)) }
    for finding in open.prefix(5) {
      page.item("\(finding.id), \(finding.severity.rawValue): \(finding.title)")
    }
    if open.count > 5 {
      page.item("and \(open.count - 5) more findings in section \(ReportSection.findings.rawValue)")
    }
    for gap in review.gaps.prefix(5) { page.item("Not known (\(gap.id)): \(gap.statement)") }
    page.endList()
    if let changes = review.changes { page.paragraph(ReviewWords.changes(changes, review)) }
  }

  private func addScope(_ review: Review, to page: inout MarkdownPage) {
    page.section(.scope)
    page.paragraph("The graph has \(ReviewWords.sizes(review))")
    page.table(
      ["File", "Recognised as", "Records", "State", "SHA-256"],
      review.inputs.prefix(500).map {
        [
          $0.path, $0.content, "\($0.recordCount)", ReviewWords.state($0.state),
          String($0.digest.prefix(16)),
        ]
      })
    page.rest(review.inputs.count, 500, "files")
    page.table(
      ["Scope", "Type", "Modelled", "Effect on proofs", "Note"],
      review.records.prefix(500).map { record in
        [
          ReviewWords.scope(record.scope), record.type, "\(record.modelled) of \(record.seen)",
          ReviewWords.effect(record), record.note,
        ]
      })
    page.rest(review.records.count, 500, "types of records")
    for diagnostic in review.diagnostics.prefix(100) {
      page.item(ReviewWords.diagnostic(diagnostic))
    }
    page.endList()
    page.rest(review.diagnostics.count, 100, "remarks")
    if !review.gaps.isEmpty {
      page.heading(3, "What the exports do not tell")
      page.table(
        ["Id", "Not known", "To know it", "Rules that hang on it"],
        review.gaps.map {
          [$0.id, $0.statement, $0.remedy, $0.rules.joined(separator: ", ")]
        })
    }
    page.heading(3, "Assumptions of every review")
    for assumption in ReviewWords.assumptions { page.item(assumption) }
    page.endList()
  }

  private func addDiagrams(_ review: Review, to page: inout MarkdownPage) {
    page.section(.diagrams)
    guard let diagramFolder, !review.diagrams.isEmpty else {
      page.paragraph(
        review.diagrams.isEmpty
          ? "Nothing was drawn in this run." : "The pictures are not part of this form.")
      return
    }
    page.paragraph("As of \(review.capturedAt ?? review.asOf.description).")
    for diagram in review.diagrams {
      page.image(diagram.title, "\(diagramFolder)/\(diagram.name).svg")
    }
  }

  private func addRules(_ review: Review, to page: inout MarkdownPage) {
    page.section(.rules)
    if review.rules.isEmpty { page.paragraph("No rule was asked: nothing is proven by this run.") }
    page.table(
      ["Rule", "Says", "Severity", "Verdict", "Pairs", "Broken", "Undecided"],
      review.rules.map { rule in
        [
          rule.id, rule.title, rule.severity.rawValue, ReviewWords.verdict(rule),
          "\(rule.pairs.checked)", "\(rule.pairs.violating)", "\(rule.pairs.undecided)",
        ]
      }
        + review.skipped.map { [$0.id, $0.title, "", "NOT ASKED", "", "", ""] })
    for rule in review.rules {
      page.item("\(rule.id): \(ReviewWords.outcome(rule))")
      for note in rule.notes { page.item("\(rule.id): note: \(note)") }
    }
    for rule in review.skipped { page.item("\(rule.id): not asked, because \(rule.reason)") }
    page.endList()
    for rule in review.rules where !rule.isWaived {
      guard let doubt = rule.doubt else { continue }
      page.heading(3, "A packet on which \(rule.id) hangs")
      page.paragraph("\(doubt.source) to \(doubt.destination), \(doubt.packet):")
      page.addSteps(doubt.forward)
    }
    page.heading(3, "Tiers")
    page.table(
      ["Tier", "Members"], review.tiers.map { [$0.name, ReviewWords.tier($0)] })
    page.heading(3, "How far each tier is from outside")
    guard let distances = review.distances else {
      return page.paragraph(ReviewWords.distancesNotAsked)
    }
    page.paragraph(ReviewWords.distances)
    page.table(
      ["Tier", "From", "Hosts", "Shortest way"],
      distances.map {
        [$0.tier, $0.world, ReviewWords.hosts($0), $0.chain.joined(separator: "; then ")]
      })
  }
}
