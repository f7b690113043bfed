import TierPolicy

extension HTMLContext {
  func addFindings(to page: inout HTMLPage) {
    open(.findings, &page)
    if review.findings.isEmpty { page.paragraph(ReviewWords.nothingFound(review)) }
    if review.findings.count > 1 { addFilters(to: &page) }
    for (index, finding) in review.findings.prefix(report.fullFindings).enumerated() {
      add(finding, isOpen: index < 20, to: &page)
    }
    let listed = review.findings.prefix(report.listedFindings).dropFirst(report.fullFindings)
    if !listed.isEmpty {
      page.heading(3, "Further findings")
      page.open("ul")
      for finding in listed {
        page.open("li", [("class", classes(finding)), ("id", finding.id)])
        page.badge(finding.severity.rawValue, Self.tone(finding.severity))
        page.text(" \(finding.id): \(finding.title) (\(finding.rule))")
        page.close()
      }
      page.close()
    }
    let rest = review.findings.count - report.listedFindings
    if rest > 0 {
      page.paragraph(
        "And \(ReviewWords.count(rest, "finding", "findings")) more, all of them in findings.csv"
          + " and report.json.")
    }
    page.close()
  }

  private func classes(_ finding: ReviewFinding) -> String {
    var names = ["finding", finding.severity.rawValue, finding.isWaived ? "waived" : "open"]
    if finding.baseline == .new || finding.baseline == .grown { names.append("new") }
    return names.joined(separator: " ")
  }

  private func addFilters(to page: inout HTMLPage) {
    func choices(_ name: String, _ legend: String, _ words: [(String, String)]) {
      page.open("fieldset")
      page.element("legend", [], legend)
      for (index, word) in words.enumerated() {
        var attributes = [("type", "radio"), ("name", name), ("id", "show-\(word.0)")]
        if index == 0 { attributes.append(("checked", "checked")) }
        page.void("input", attributes)
        page.element("label", [("for", "show-\(word.0)")], word.1)
        page.line()
      }
      page.close()
    }
    func count(_ severity: Severity) -> Int { review.findings.count { $0.severity == severity } }
    page.open("div", [("class", "filters")])
    let severities = Severity.allCases.reversed().filter { count($0) > 0 }
    choices(
      "severity", "Severity",
      [("any-severity", "all (\(review.findings.count))")]
        + severities.map { ($0.rawValue, "\($0.rawValue) (\(count($0)))") })
    var states = [("any-state", "all"), ("open", "open"), ("waived", "waived")]
    if review.changes != nil { states.append(("new", "new or grown")) }
    choices("state", "State", states)
    page.close()
  }

  private func add(_ finding: ReviewFinding, isOpen: Bool, to page: inout HTMLPage) {
    page.open(
      "article",
      [
        ("class", classes(finding)), ("id", finding.id), ("aria-labelledby", "h-\(finding.id)"),
      ])
    page.heading(3, "\(finding.id): \(finding.title)", id: "h-\(finding.id)")
    page.open("p")
    page.badge(finding.severity.rawValue, Self.tone(finding.severity))
    if finding.isWaived {
      page.text(" ")
      page.badge("waived", .doubt)
    }
    if let state = finding.baseline {
      page.text(" ")
      page.badge(ReviewWords.state(state), state == .new || state == .grown ? .high : .plain)
    }
    for picture in pictures {
      for (number, anchor) in picture.anchors(of: finding.id).prefix(4).enumerated() {
        page.text(number == 0 ? " In the picture: " : ", ")
        page.link("\(picture.title), line \(number + 1)", to: anchor)
      }
    }
    page.close()
    page.open("dl", [("class", "facts")])
    for fact in ReviewWords.facts(finding) {
      page.element("dt", [], fact.name)
      page.element("dd", [], fact.words)
      page.line()
    }
    page.close()
    addRemedies(finding, to: &page)
    addEvidence(finding, isOpen: isOpen, to: &page)
    page.close()
  }

  private func addRemedies(_ finding: ReviewFinding, to page: inout HTMLPage) {
    if finding.remedies.isEmpty { return }
    page.open("details")
    page.element("summary", [], "The change in the provider's words")
    page.paragraph(ReviewWords.remedyCaution, class: "faint")
    for remedy in finding.remedies {
      page.heading(4, remedy.form.title)
      page.element(remedy.form == .commandLine ? "pre" : "p", [], remedy.text)
      page.line()
    }
    page.close()
  }

  private func addEvidence(
    _ finding: ReviewFinding, isOpen: Bool, to page: inout HTMLPage
  ) {
    page.open("details", isOpen ? [("open", "open")] : [])
    page.element("summary", [], "The way of the packet")
    for (index, path) in finding.path.enumerated() {
      if finding.path.count > 1 {
        page.heading(4, "Connection \(index + 1): \(path.source) to \(path.destination)")
      }
      page.open("p")
      page.element("code", [], path.packet)
      page.close()
      add(path.forward, "Way of the packet of \(finding.id)", to: &page)
      if path.answer.isEmpty { continue }
      page.paragraph("The answer \(ReviewWords.answer(path)).")
      add(path.answer, "Way of the answer of \(finding.id)", to: &page)
    }
    page.close()
  }
}
