import Documents
import TierPolicy

extension MarkdownReport {
  func addFindings(_ review: Review, to page: inout MarkdownPage) {
    page.section(.findings)
    if review.findings.isEmpty { page.paragraph(ReviewWords.nothingFound(review)) }
    for finding in review.findings.prefix(fullFindings) { page.add(finding) }
    let listed = review.findings.prefix(listedFindings).dropFirst(fullFindings)
    if !listed.isEmpty {
      page.heading(3, "Further findings")
      for finding in listed { page.item(ReviewWords.brief(finding)) }
      page.endList()
    }
    let rest = review.findings.count - listedFindings
    if rest > 0 {
      page.paragraph(
        "And \(ReviewWords.count(rest, "finding", "findings")) more, all of them in findings.csv"
          + " and report.json.")
    }
  }
}

extension MarkdownPage {
  /// Adds a finding with its way.
  mutating func add(_ finding: ReviewFinding) {
    heading(3, "\(finding.id): \(finding.title)")
    let state = finding.baseline.map { ", \(ReviewWords.state($0))" } ?? ""
    fact(
      "Severity", "\(finding.severity.rawValue), \(finding.isWaived ? "waived" : "open")\(state)")
    for item in ReviewWords.facts(finding) { fact(item.name, item.words) }
    for remedy in finding.remedies { fact(remedy.form.title, remedy.text) }
    endList()
    for path in finding.path {
      paragraph("\(path.source) to \(path.destination), \(path.packet):")
      addSteps(path.forward)
      if path.answer.isEmpty { continue }
      paragraph("Its answer \(ReviewWords.answer(path)):")
      addSteps(path.answer)
    }
  }

  /// Adds the steps of a packet as a table.
  mutating func addSteps(_ steps: [PathStep]) {
    table(
      ["Step", "Met", "Decision", "By rule or route", "Where", "Packet afterwards"],
      steps.enumerated().map { index, step in
        [
          "\(index + 1)", ReviewWords.thing(step),
          ReviewWords.decision(step) + (step.isDeciding ? " (the cause)" : ""),
          ReviewWords.rule(step), step.place, step.packet,
        ]
      })
  }
}
