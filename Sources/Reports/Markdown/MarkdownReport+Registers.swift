import Documents
import TierPolicy
import Topology

extension MarkdownReport {
  func addFlows(_ review: Review, to page: inout MarkdownPage) {
    page.section(.flows)
    page.paragraph(ReviewWords.register(review))
    page.table(
      ["From", "To", "Traffic", "Owner", "Purpose", "Open pairs", "Remarks"],
      review.flows.map { flow in
        [
          flow.sources.joined(separator: ", "), flow.destinations.joined(separator: ", "),
          flow.traffic, flow.owner.isEmpty ? "not said" : flow.owner,
          flow.why.isEmpty ? "not said" : flow.why, ReviewWords.use(flow),
          ReviewWords.remarks(flow).joined(separator: "; "),
        ]
      })
    page.heading(3, "Open and in no entry of the register")
    guard let openings = review.openings else {
      return page.paragraph(ReviewWords.openingsNotAsked)
    }
    page.paragraph(ReviewWords.openings(openings))
    page.table(
      ["From", "To", "Traffic", "Pairs", "For example", "Unprotected"],
      openings.map {
        [
          $0.source, $0.destination, $0.traffic, ReviewWords.pairs($0), $0.example,
          $0.cleartext.joined(separator: ", "),
        ]
      })
  }

  func addHygiene(_ review: Review, to page: inout MarkdownPage) {
    page.section(.hygiene)
    page.paragraph(ReviewWords.hygiene(review.hygiene))
    let remarks = review.hygiene ?? []
    page.table(
      ["Kind", "Of", "Rule", "Why", "Where", "Reasons"],
      remarks.prefix(300).map {
        [$0.kind, $0.holder, $0.rule, $0.message, $0.place, ReviewWords.few($0.reasons, 4)]
      })
    page.rest(remarks.count, 300, "remarks")
  }

  func addWaivers(_ review: Review, to page: inout MarkdownPage) {
    page.section(.exceptions)
    if review.waivers.isEmpty { page.paragraph("The policy has no waivers.") }
    page.table(
      ["Waiver", "State", "Reason", "Owner", "Approved by", "Ticket", "Excepts"],
      review.waivers.map {
        [
          $0.title, ReviewWords.state($0), $0.reason, $0.owner, $0.approvedBy, $0.ticket,
          ReviewWords.excepts($0),
        ]
      })
    if !review.waivers.isEmpty { page.paragraph(ReviewWords.waiverCounts(review)) }
  }

  func addChanges(_ review: Review, to page: inout MarkdownPage) {
    page.section(.changes)
    guard let changes = review.changes else { return page.paragraph(ReviewWords.noChanges) }
    page.paragraph(ReviewWords.changes(changes, review))
    for (title, items) in ReviewWords.changeLists(changes, review) {
      page.heading(3, title)
      for item in items.prefix(200) { page.item(item) }
      page.endList()
      page.rest(items.count, 200, "entries")
    }
  }

  func addCompliance(_ review: Review, to page: inout MarkdownPage) {
    page.section(.compliance)
    page.paragraph(ComplianceWords.caution)
    let map = ComplianceMap(review)
    if map.frameworks.isEmpty { page.paragraph("No rule of the policy cites a requirement.") }
    for framework in map.frameworks {
      page.heading(3, framework.title)
      page.table(
        ["Requirement", "About", "Rule", "Verdict", "Findings"],
        framework.entries.map {
          [
            $0.requirement, $0.about, $0.rule.id, ReviewWords.verdict($0.rule),
            ReviewWords.few($0.rule.findings, 20),
          ]
        })
    }
    page.heading(3, "What this report itself supports evidence for")
    page.table(
      ["Requirement", "About", "Section"],
      ComplianceMap.ofReport.map { [$0.requirement, $0.about, $0.section.heading] })
  }

  func addAppendices(_ review: Review, to page: inout MarkdownPage) {
    page.section(.appendices)
    page.heading(3, "Inventory")
    page.table(
      ["Name", "Id", "Kind", "Scope", "Addresses", "Tiers"],
      review.inventory.prefix(500).map {
        [
          $0.name, NameLimit.short($0.id, to: NameLimit.id), $0.kind, ReviewWords.scope($0.scope),
          ReviewWords.few($0.addresses), $0.tiers.joined(separator: ", "),
        ]
      })
    page.rest(review.sizes.resources, 500, "machines and services")
    page.heading(3, "Method and limits")
    for paragraph in ReviewWords.method { page.paragraph(paragraph) }
    page.heading(3, "Words")
    for (word, meaning) in ReviewWords.glossary { page.fact(word, meaning) }
    page.endList()
    if !review.command.isEmpty {
      page.heading(3, "To make this report again")
      page.paragraph(ShellWords.joined(review.command))
    }
    page.heading(3, "Sign-off")
    page.table(
      ["Role", "Name", "Date", "Signature", "Next review (within six months)"],
      [["Reviewer", "", "", "", ""], ["Approver", "", "", "", ""]])
  }
}
