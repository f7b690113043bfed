import Documents
import TierPolicy
import Topology

/// The review as Markdown, for a wiki, a pull request or a file beside the exports.
///
/// Every word of an export is escaped, so that a name can be neither markup nor HTML.
public struct MarkdownReport: Sendable {
  /// The folder of the pictures as links name it, or nil for no links.
  public var diagramFolder: String?

  /// Creates a report of a form.
  public init(diagramFolder: String? = "diagrams") { self.diagramFolder = diagramFolder }

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
    addWaivers(review, to: &page)
    addMethod(review, to: &page)
    return page.text
  }

  private func addCover(_ review: Review, to page: inout MarkdownPage) {
    page.heading(1, review.system.isEmpty ? "Network review" : "Network review of \(review.system)")
    page.strong(FindingWords.capitalized(review.verdictLine) + ".")
    page.paragraph(ReviewWords.scope(review))
    page.paragraph(ReviewWords.policy(review))
    page.paragraph("Made by Bailey \(review.toolVersion).")
    for warning in ReviewWords.warnings(review) { page.strong(warning) }
    page.table(
      ["Decision", "Name", "Date"],
      [["[ ] approve  [ ] approve with conditions  [ ] reject", "", ""]])
  }

  private func addSummary(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "1. Summary")
    let open = review.findings.filter { !$0.isWaived }
    if open.isEmpty {
      page.paragraph(
        review.rules.isEmpty
          ? "No rule was asked: nothing is proven by this run."
          : "No rule is broken by anything that was read.")
    }
    for finding in open.prefix(5) {
      page.item("\(finding.id), \(finding.severity.rawValue): \(finding.title)")
    }
    if open.count > 5 { page.item("and \(open.count - 5) more findings in section 5") }
    for gap in review.gaps.prefix(5) { page.item("Not known (\(gap.id)): \(gap.statement)") }
    page.endList()
  }

  private func addScope(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "2. Scope and coverage")
    page.paragraph("The graph has \(ReviewWords.sizes(review))")
    page.table(
      ["File", "Recognised as", "Records", "State", "SHA-256"],
      review.inputs.map {
        [
          $0.path, $0.content, "\($0.recordCount)", ReviewWords.state($0.state),
          String($0.digest.prefix(16)),
        ]
      })
    page.table(
      ["Scope", "Type", "Modelled", "Effect on proofs", "Note"],
      review.records.map { record in
        [
          [record.scope.provider, record.scope.account, record.scope.region]
            .filter { !$0.isEmpty }.joined(separator: "/"), record.type,
          "\(record.modelled) of \(record.seen)", ReviewWords.effect(record.effect), record.note,
        ]
      })
    for diagnostic in review.diagnostics { page.item(ReviewWords.diagnostic(diagnostic)) }
    page.endList()
    if !review.gaps.isEmpty {
      page.heading(3, "What the exports do not tell")
      page.table(
        ["Id", "Not known", "To know it", "Rules that hang on it"],
        review.gaps.map {
          [$0.id, $0.statement, $0.remedy, $0.rules.joined(separator: ", ")]
        })
    }
    page.heading(3, "Tiers")
    page.table(
      ["Tier", "Members"], review.tiers.map { [$0.name, ReviewWords.tier($0)] })
  }

  private func addDiagrams(_ review: Review, to page: inout MarkdownPage) {
    guard let diagramFolder, !review.diagrams.isEmpty else { return }
    page.heading(2, "3. Diagrams")
    page.paragraph("As of \(review.capturedAt ?? review.asOf.description).")
    for diagram in review.diagrams {
      page.image(diagram.title, "\(diagramFolder)/\(diagram.name).svg")
    }
  }

  private func addRules(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "4. Rules and proofs")
    page.table(
      ["Rule", "Says", "Severity", "Verdict", "Pairs", "Broken or open"],
      review.rules.map { rule in
        [
          rule.id, rule.title, rule.severity.rawValue,
          rule.isWaived ? "WAIVED" : rule.verdict.rawValue.uppercased(),
          "\(rule.pairs.checked)", "\(rule.pairs.violating) or \(rule.pairs.undecided)",
        ]
      }
        + review.skipped.map { [$0.id, $0.title, "", "NOT ASKED", "", $0.reason] })
    for rule in review.rules {
      page.item("\(rule.id): \(ReviewWords.outcome(rule))")
      for note in rule.notes { page.item("\(rule.id): note: \(note)") }
    }
    page.endList()
    let referenced = review.rules.filter { !$0.references.isEmpty }
    if !referenced.isEmpty {
      page.paragraph(
        "The rules support evidence for these requirements; they do not say that any is met.")
      page.table(
        ["Requirement", "Rule", "Verdict"],
        referenced.flatMap { rule in
          rule.references.map { [$0, rule.id, rule.isWaived ? "waived" : rule.verdict.rawValue] }
        }.sorted { $0.lexicographicallyPrecedes($1) })
    }
  }

  private func addFlows(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "6. Register of allowed flows")
    if review.flows.isEmpty { page.paragraph("The policy registers no flows.") }
    page.table(
      ["From", "To", "Traffic", "Owner", "Purpose"],
      review.flows.map { flow in
        [
          flow.sources.joined(separator: ", "), flow.destinations.joined(separator: ", "),
          flow.traffic, flow.owner.isEmpty ? "not said" : flow.owner,
          flow.why.isEmpty ? "not said" : flow.why,
        ]
      })
  }

  private func addWaivers(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "8. Exceptions")
    if review.waivers.isEmpty { page.paragraph("The policy has no waivers.") }
    page.table(
      ["State", "Waiver"], review.waivers.map { [$0.state.rawValue, ReviewWords.waiver($0)] })
  }

  private func addMethod(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "12. Method and limits")
    page.paragraph(
      "Bailey reads exported configurations and opens no connection. For every pair of endpoints it"
        + " derives which connections certainly succeed and which may, answer included, from routes,"
        + " translations and filters. A rule is proven when no pair can break it whatever the"
        + " exports leave out, violated when a pair certainly breaks it, undecided when it hangs on"
        + " what they leave out, and vacuous when a tier of it has no members. Every violation was"
        + " walked as a concrete packet by a second program that shares only the graph with the"
        + " first.")
    page.paragraph(
      "A pair is two different endpoints, or a set of addresses outside and an endpoint. Not judged:"
        + " what runs on the machines, who may log in there, names, and the state at any other time"
        + " than that of the exports.")
  }
}
