import TierPolicy

extension HTMLContext {
  func addRules(to page: inout HTMLPage) {
    open(.rules, &page)
    if review.rules.isEmpty { page.paragraph("No rule was asked: nothing is proven by this run.") }
    page.table(
      "Rules and their verdicts", ["Rule", "Says", "Severity", "Verdict", "Pairs", "Evidence"],
      review.rules.map { rule in
        [
          .text(rule.id), .text(rule.title),
          .badge(rule.severity.rawValue, Self.tone(rule.severity)),
          .badge(ReviewWords.verdict(rule), Self.tone(rule)), .number(rule.pairs.checked),
          .text(ReviewWords.outcome(rule)),
        ]
      }
        + review.skipped.map {
          [
            .text($0.id), .text($0.title), .text(""), .badge("NOT ASKED", .plain), .text(""),
            .text(FindingWords.capitalized($0.reason) + "."),
          ]
        })
    for rule in review.rules where !isPlain(rule) { add(rule, to: &page) }
    page.heading(3, "Tiers")
    page.table(
      "Who belongs to each tier", ["Tier", "Members"],
      review.tiers.map { [.text($0.name), .text(ReviewWords.tier($0))] })
    addDistances(to: &page)
    page.close()
  }

  private func addDistances(to page: inout HTMLPage) {
    page.heading(3, "How far each tier is from outside")
    guard let distances = review.distances else {
      return page.paragraph(ReviewWords.distancesNotAsked)
    }
    page.paragraph(ReviewWords.distances)
    page.table(
      "Hosts that must be taken to reach each tier", ["Tier", "From", "Hosts", "Shortest way"],
      distances.map {
        [
          .text($0.tier), .text($0.world), .text(ReviewWords.hosts($0)),
          .text($0.chain.joined(separator: "; then ")),
        ]
      })
  }

  /// Whether the table says everything about a rule.
  private func isPlain(_ rule: ReviewedRule) -> Bool {
    rule.why.isEmpty && rule.notes.isEmpty && rule.doubt == nil && rule.evidence == nil
      && rule.references.isEmpty
  }

  private func add(_ rule: ReviewedRule, to page: inout HTMLPage) {
    page.open("details", [("class", "rule")])
    page.element("summary", [], "\(rule.id): \(rule.evidence == nil ? "more" : "the proof")")
    if !rule.why.isEmpty { page.paragraph("Why: \(rule.why)") }
    for note in rule.notes { page.paragraph("Note: \(note).") }
    if !rule.references.isEmpty {
      page.paragraph("Supports evidence for \(rule.references.joined(separator: ", ")).")
    }
    if !rule.findings.isEmpty {
      page.open("p")
      page.text("Findings: ")
      page.write(.links(rule.findings.prefix(50).map(link)))
      page.close()
    }
    if let doubt = rule.doubt {
      page.paragraph("A packet on which it hangs: \(doubt.packet)")
      add(doubt.forward, "Way of a packet on which \(rule.id) hangs", to: &page)
    }
    if let evidence = rule.evidence {
      page.paragraph(
        evidence.outcome == .delivered
          ? "A packet that shows it: \(evidence.packet)"
          : "The attempt that came nearest: \(evidence.packet)")
      add(evidence.forward, "Way of the packet for \(rule.id)", to: &page)
      if evidence.outcome == .unanswered {
        add(evidence.answer, "Way of its answer for \(rule.id)", to: &page)
      }
    }
    page.close()
  }

  /// The steps of a packet as a table.
  func add(_ steps: [PathStep], _ caption: String, to page: inout HTMLPage) {
    page.table(
      caption, ["Step", "Met", "Decision", "By rule or route", "Where", "Packet afterwards"],
      steps.enumerated().map { index, step in
        [
          .text("\(index + 1)"), .text(ReviewWords.thing(step)),
          step.isDeciding
            ? .badge("\(ReviewWords.decision(step)), the cause", .critical)
            : .text(ReviewWords.decision(step)), .text(ReviewWords.rule(step)), .code(step.place),
          .code(step.packet.replacing("->", with: "→")),
        ]
      }, class: "hops")
  }
}
