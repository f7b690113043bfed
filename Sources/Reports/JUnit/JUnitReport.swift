import Documents
import TierPolicy
import Topology

/// The verdicts as JUnit XML, which every server of continuous integration shows.
///
/// The policy is a suite and a rule a test: proven is passed, violated failed, undecided and vacuous
/// an error, waived and not asked skipped. An expired waiver and an input that was not read whole
/// are tests that fail, so that the numbers agree with the exit status.
public struct JUnitReport: Sendable {
  /// How many findings of a rule are told.
  private static let findingLimit = 20

  /// Creates a report.
  public init() {}

  /// Returns the report.
  public func render(_ review: Review) -> [UInt8] {
    let cases = cases(of: review)
    let name = review.system.isEmpty ? "Bailey" : review.system
    let numbers = [
      ("tests", "\(cases.count)"), ("failures", "\(cases.count { $0.outcome == .failure })"),
      ("errors", "\(cases.count { $0.outcome == .error })"),
      ("skipped", "\(cases.count { $0.outcome == .skipped })"), ("time", "0"),
    ]
    var writer = XMLWriter(indent: 2)
    writer.startDocument()
    writer.startElement("testsuites", [("name", shown(name))] + numbers)
    writer.startElement(
      "testsuite",
      [("name", shown(name))] + numbers + [("timestamp", "\(review.asOf)T00:00:00")])
    writer.startElement("properties")
    for (name, value) in properties(of: review) {
      writer.element("property", [("name", name), ("value", shown(value))])
    }
    writer.endElement()
    for test in cases { write(test, suite: name, to: &writer) }
    writer.endElement()
    writer.endElement()
    return writer.finish()
  }

  private enum Outcome: String {
    case passed, failure, error, skipped
  }

  private struct Case {
    var name: String
    var outcome: Outcome
    var message = ""
    var type = ""
    var text = ""
  }

  private func cases(of review: Review) -> [Case] {
    var cases = review.rules.map { self.case($0, review) }
    cases += review.skipped.map {
      Case(name: "\($0.id): \($0.title)", outcome: .skipped, message: "not asked: \($0.reason)")
    }
    for waiver in review.waivers where waiver.state == .expired {
      cases.append(
        Case(
          name: "waiver of \(waiver.title)", outcome: .failure,
          message: "the waiver expired on \(waiver.expires)", type: "expired",
          text: ReviewWords.waiver(waiver)))
    }
    let unread = review.inputs.filter { $0.state == .partial || $0.state == .refused }
    if !review.isComplete {
      cases.append(
        Case(
          name: "input: every file is read whole", outcome: .error,
          message: unread.isEmpty
            ? "nothing was read, or errors were found in what was read"
            : "\(ReviewWords.count(unread.count, "file", "files")) not read whole",
          type: "incomplete",
          text: unread.prefix(Self.findingLimit).map { ReviewWords.input($0) }
            .joined(separator: "\n")))
    }
    return cases
  }

  private func `case`(_ rule: ReviewedRule, _ review: Review) -> Case {
    var result = Case(
      name: "\(rule.id): \(rule.title)", outcome: .passed, type: rule.severity.rawValue)
    switch rule.verdict {
    case _ where rule.isWaived:
      result.outcome = .skipped
      let reasons = review.waivers.filter { $0.rule == rule.id && $0.isUsed }
        .map { "\($0.reason) (until \($0.expires))" }
      result.message = "waived: \(reasons.joined(separator: "; "))"
    case .proven: result.text = ReviewWords.outcome(rule)
    case .violated:
      let findings = review.findings.filter { $0.rule == rule.id && !$0.isWaived }
      result.outcome = .failure
      result.message =
        findings.first.map { "\($0.id): \($0.title)" } ?? ReviewWords.outcome(rule)
      result.text = ReviewWords.outcome(rule) + "\n"
      for finding in findings.prefix(Self.findingLimit) { result.text += text(finding) }
      if findings.count > Self.findingLimit {
        result.text += "\nand \(findings.count - Self.findingLimit) more findings\n"
      }
    case .undecided, .vacuous:
      result.outcome = .error
      result.type = rule.verdict.rawValue
      result.message = "\(rule.verdict.rawValue): \(ReviewWords.outcome(rule))"
      let gaps = review.gaps.filter { rule.gaps.contains($0.id) }
        .map { "\($0.id) \($0.statement); to know it: \($0.remedy)" }
      result.text = (rule.notes + gaps).joined(separator: "\n")
    }
    return result
  }

  /// A finding with its packet and its way.
  private func text(_ finding: ReviewFinding) -> String {
    var lines = ["", "\(finding.id): \(finding.title)", "  packet: \(finding.packet)"]
    for path in finding.path {
      lines += path.forward.enumerated().map { "  \(ReviewWords.step($0 + 1, $1))" }
    }
    lines.append("  cause: \(ReviewWords.cause(finding.cause))")
    lines.append("  change: \(finding.change)")
    return lines.joined(separator: "\n") + "\n"
  }

  private func properties(of review: Review) -> [(String, String)] {
    [
      ("tool", "Bailey \(review.toolVersion)"), ("asOf", "\(review.asOf)"),
      ("verdict", review.verdictLine), ("policy", ReviewWords.policy(review)),
    ]
  }

  private func write(_ test: Case, suite: String, to writer: inout XMLWriter) {
    writer.startElement(
      "testcase", [("classname", shown(suite)), ("name", shown(test.name)), ("time", "0")])
    let lines = test.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { shown(String($0)) }.joined(separator: "\n")
    switch test.outcome {
    case .passed: writer.element("system-out", text: lines)
    case .failure, .error:
      writer.element(
        test.outcome.rawValue, [("message", shown(test.message)), ("type", test.type)], text: lines)
    case .skipped: writer.element("skipped", [("message", shown(test.message))])
    }
    writer.endElement()
  }

  private func shown(_ text: String) -> String {
    Escape.terminal(NameLimit.short(text, to: 1000))
  }
}
