import Documents
import TierPolicy

extension MarkdownReport {
  func addFindings(_ review: Review, to page: inout MarkdownPage) {
    page.heading(2, "5. Findings")
    if review.findings.isEmpty { page.paragraph("None.") }
    for finding in review.findings { add(finding, to: &page) }
  }

  private func add(_ finding: ReviewFinding, to page: inout MarkdownPage) {
    page.heading(3, "\(finding.id): \(finding.title)")
    let state = finding.isWaived ? "waived" : "open"
    page.fact("Severity", "\(finding.severity.rawValue), \(state)")
    if let risk = finding.risk {
      page.fact("Risk", "\(risk.value) of 10: \(risk.explanation)")
    }
    page.fact("Breaks", "\(finding.rule): \(finding.ruleTitle)")
    page.fact("Pairs", ReviewWords.pairs(finding))
    if finding.pairs > 1 {
      page.fact("For example", finding.affected.joined(separator: "; "))
    }
    let from = finding.sourceAddresses.isEmpty ? "" : " from \(finding.sourceAddresses)"
    page.fact("Opens", finding.traffic + from)
    page.fact("Packet", finding.packet)
    page.fact("Cause", ReviewWords.cause(finding.cause))
    page.fact("Change", finding.change)
    if let check = finding.check {
      page.fact("Checked", FindingWords.capitalized(check) + ".")
    }
    page.endList()
    for path in finding.path {
      page.paragraph("\(path.source) to \(path.destination), \(path.packet):")
      page.table(["", "Met", "Decision", "By", "Where", "Packet afterwards"], rows(path.forward))
      if path.answer.isEmpty { continue }
      page.paragraph("Its answer:")
      page.table(["", "Met", "Decision", "By", "Where", "Packet afterwards"], rows(path.answer))
    }
  }

  private func rows(_ steps: [PathStep]) -> [[String]] {
    steps.enumerated().map { index, step in
      let mark = step.isDeciding ? " (the cause)" : ""
      let reason = step.reason.isEmpty ? "" : ": \(step.reason)"
      let rule = [step.ruleID, step.rule == step.ruleID ? "" : step.rule]
      return [
        "\(index + 1)", "\(step.kind.words) \(step.name)", step.decision.rawValue + reason + mark,
        rule.filter { !$0.isEmpty }.joined(separator: ": "), step.place, step.packet,
      ]
    }
  }
}
