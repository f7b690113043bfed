import TierPolicy

extension HTMLContext {
  func addFlows(to page: inout HTMLPage) {
    open(.flows, &page)
    page.paragraph(ReviewWords.register(review))
    page.table(
      "Flows that are allowed on purpose",
      ["From", "To", "Traffic", "Owner", "Purpose", "Open pairs", "Remarks"],
      review.flows.map { flow in
        [
          .text(flow.sources.joined(separator: ", ")),
          .text(flow.destinations.joined(separator: ", ")), .text(flow.traffic),
          .text(flow.owner.isEmpty ? "not said" : flow.owner),
          .text(flow.why.isEmpty ? "not said" : flow.why), .text(ReviewWords.use(flow)),
          .text(ReviewWords.remarks(flow).joined(separator: "; ")),
        ]
      })
    page.heading(3, "Open and in no entry of the register")
    guard let openings = review.openings else {
      page.paragraph(ReviewWords.openingsNotAsked)
      return page.close()
    }
    page.paragraph(ReviewWords.openings(openings))
    page.table(
      "What is open between tiers and not registered",
      ["From", "To", "Traffic", "Pairs", "For example", "Unprotected"],
      openings.map {
        [
          .text($0.source), .text($0.destination), .text($0.traffic), .text(ReviewWords.pairs($0)),
          .text($0.example), .text($0.cleartext.joined(separator: ", ")),
        ]
      })
    page.close()
  }

  func addHygiene(to page: inout HTMLPage) {
    open(.hygiene, &page)
    page.paragraph(ReviewWords.hygiene(review.hygiene))
    let remarks = review.hygiene ?? []
    page.table(
      "Rules, routes and filters to mend", ["Kind", "Of", "Rule", "Why", "Where", "Reasons"],
      remarks.prefix(300).map {
        [
          .text($0.kind), .text($0.holder), .text($0.rule), .text($0.message), .code($0.place),
          .text(ReviewWords.few($0.reasons, 4)),
        ]
      })
    addRest(remarks.count, 300, "remarks", to: &page)
    page.close()
  }

  func addExceptions(to page: inout HTMLPage) {
    open(.exceptions, &page)
    if review.waivers.isEmpty { page.paragraph("The policy has no waivers.") }
    page.table(
      "Waivers", ["Waiver", "State", "Reason", "Owner", "Approved by", "Ticket", "Excepts"],
      review.waivers.map { waiver in
        [
          .text(waiver.title), .badge(ReviewWords.state(waiver), Self.tone(waiver)),
          .text(waiver.reason), .text(waiver.owner), .text(waiver.approvedBy),
          .text(waiver.ticket), .text(ReviewWords.excepts(waiver)),
        ]
      })
    if !review.waivers.isEmpty { page.paragraph(ReviewWords.waiverCounts(review)) }
    page.close()
  }

  private static func tone(_ waiver: ReviewedWaiver) -> HTMLPage.Tone {
    switch waiver.state {
    case .expired: .critical
    case .expiring: .doubt
    case .active: waiver.isUsed ? .good : .doubt
    }
  }

  func addChanges(to page: inout HTMLPage) {
    open(.changes, &page)
    guard let changes = review.changes else {
      page.paragraph(ReviewWords.noChanges)
      return page.close()
    }
    page.paragraph(ReviewWords.changes(changes, review))
    for (title, items) in ReviewWords.changeLists(changes, review) {
      page.heading(3, title)
      page.list(Array(items.prefix(200)))
      addRest(items.count, 200, "entries", to: &page)
    }
    page.close()
  }

  func addHardening(to page: inout HTMLPage) {
    open(.hardening, &page)
    page.paragraph(ReviewWords.hardening)
    page.close()
  }

  func addCompliance(to page: inout HTMLPage) {
    open(.compliance, &page)
    page.paragraph(ComplianceWords.caution)
    let map = ComplianceMap(review)
    for framework in map.frameworks {
      page.heading(3, framework.title)
      page.table(
        "Requirements of \(framework.title)",
        ["Requirement", "About", "Rule", "Verdict", "Findings"],
        framework.entries.map { entry in
          [
            .text(entry.requirement), .text(entry.about), .text(entry.rule.id),
            .badge(ReviewWords.verdict(entry.rule), Self.tone(entry.rule)),
            .links(entry.rule.findings.prefix(20).map(link)),
          ]
        })
    }
    if map.frameworks.isEmpty { page.paragraph("No rule of the policy cites a requirement.") }
    page.heading(3, "What this report itself supports evidence for")
    page.table(
      "Requirements and the sections that support evidence for them",
      ["Requirement", "About", "Section"],
      ComplianceMap.ofReport.map { entry in
        [
          .text(entry.requirement), .text(entry.about),
          .links([(entry.section.heading, entry.section.anchor)]),
        ]
      })
    page.close()
  }
}
