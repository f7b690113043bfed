import Diagrams
import Documents
import TierPolicy
import Topology

extension HTMLContext {
  func addSummary(to page: inout HTMLPage) {
    open(.summary, &page)
    page.open("ul", [("class", "figures")])
    for (number, words) in ReviewWords.figures(review) {
      page.open("li")
      page.element("b", [], "\(number)")
      page.text(words)
      page.close()
    }
    page.close()
    let open = review.findings.filter { !$0.isWaived }
    if open.isEmpty {
      page.paragraph(ReviewWords.nothingFound(review))
    } else {
      page.heading(3, open.count == 1 ? "The risk" : "The gravest risks")
      page.open("ol")
      for finding in open.prefix(5) {
        page.open("li")
        page.badge(finding.severity.rawValue, Self.tone(finding.severity))
        page.text(" ")
        let link = link(to: finding.id)
        page.link(link.words, to: link.anchor)
        page.text(": \(finding.title).")
        page.close()
      }
      page.close()
      if open.count > 5 {
        page.open("p")
        page.text("And \(open.count - 5) more in ")
        page.link("section \(ReportSection.findings.rawValue)", to: ReportSection.findings.anchor)
        page.text(".")
        page.close()
      }
    }
    if let changes = review.changes { page.paragraph(ReviewWords.changes(changes, review)) }
    for gap in review.gaps.prefix(5) {
      page.open("p")
      page.text("Not known (")
      page.link(gap.id, to: gap.id)
      page.text("): \(gap.statement).")
      page.close()
    }
    page.close()
  }

  func addScope(to page: inout HTMLPage) {
    open(.scope, &page)
    page.paragraph("The graph has \(ReviewWords.sizes(review))")
    page.table(
      "Files of this review", ["File", "Recognised as", "Records", "State", "SHA-256"],
      review.inputs.prefix(500).map {
        [
          .text($0.path), .text($0.content), .number($0.recordCount),
          $0.state == .read
            ? .text(ReviewWords.state($0.state)) : .badge(ReviewWords.state($0.state), .doubt),
          .code(String($0.digest.prefix(16))),
        ]
      })
    addRest(review.inputs.count, 500, "files", to: &page)
    page.table(
      "What became of each type of records",
      ["Type", "Scope", "Modelled", "Effect on proofs", "Note"],
      review.records.prefix(500).map { record in
        [
          .text(record.type), .text(ReviewWords.scope(record.scope)),
          .text("\(record.modelled) of \(record.seen)"), .text(ReviewWords.effect(record)),
          .text(record.note),
        ]
      })
    addRest(review.records.count, 500, "types of records", to: &page)
    if !review.diagnostics.isEmpty {
      page.heading(3, "Remarks on the files")
      page.list(review.diagnostics.prefix(100).map { ReviewWords.diagnostic($0) })
      addRest(review.diagnostics.count, 100, "remarks", to: &page)
    }
    if !review.gaps.isEmpty {
      page.heading(3, "What the exports do not tell")
      for gap in review.gaps { add(gap, to: &page) }
    }
    page.heading(3, "Assumptions of every review")
    page.list(ReviewWords.assumptions)
    page.close()
  }

  private func add(_ gap: ReviewGap, to page: inout HTMLPage) {
    page.open("dl", [("class", "facts"), ("id", gap.id)])
    func fact(_ name: String, _ words: String) {
      if words.isEmpty { return }
      page.element("dt", [], name)
      page.element("dd", [], words)
      page.line()
    }
    fact(gap.id, gap.statement + ".")
    fact("To know it", gap.remedy)
    fact("Seen at", gap.place)
    fact("Rules", gap.rules.joined(separator: ", "))
    page.close()
  }

  /// Says how many things are not listed.
  func addRest(_ count: Int, _ limit: Int, _ things: String, to page: inout HTMLPage) {
    if count > limit {
      page.paragraph("And \(count - limit) more \(things), in report.json.", class: "faint")
    }
  }

  func addDiagrams(to page: inout HTMLPage) {
    open(.diagrams, &page)
    if pictures.isEmpty { page.paragraph("Nothing was read that could be drawn.") }
    if !pictures.isEmpty {
      page.paragraph(
        "As of \(review.capturedAt ?? review.asOf.description). The pictures show every network"
          + " that was read, what may connect, and what breaks a rule as dashed red lines; a line"
          + " that is followed from a finding stands out until all lines are shown again.")
    }
    for picture in pictures { add(picture, to: &page) }
    page.close()
  }

  private func add(_ picture: DrawnPicture, to page: inout HTMLPage) {
    page.open("figure", [("id", picture.name)])
    page.element("figcaption", [], picture.title)
    page.line()
    let violations = picture.lines.filter { !$0.findings.isEmpty }
    if !violations.isEmpty {
      page.open("p", [("class", "screen")])
      page.text("Show in the picture: ")
      for line in violations.prefix(40) {
        page.link("\(line.findings.joined(separator: ", ")) (\(line.traffic))", to: line.anchor)
        page.text(" · ")
      }
      page.link("all lines", to: picture.name)
      page.close()
    }
    page.open(
      "div",
      [
        ("class", "picture"), ("tabindex", "0"), ("role", "group"),
        ("aria-label", "Picture: \(picture.title)"),
      ])
    page.markup(picture.svg)
    page.close()
    page.open("details", [("class", "screen")])
    page.element("summary", [], "The same as a table")
    page.table(
      "Lines of the picture \(picture.title)",
      ["From", "To", "Traffic", "Verdict", "Findings"],
      picture.lines.prefix(200).map { line in
        [
          .text(line.sources), .text(line.targets), .text(line.traffic),
          .text(line.verdict.rawValue), .links(line.findings.map(link)),
        ]
      })
    page.close()
    page.close()
  }
}
