import Documents
import TierPolicy
import Topology

/// The review as SARIF 2.1.0, for services that show results beside files.
///
/// Findings are results with their way as a code flow; what could not be decided is a notification.
/// The limits that such services set are kept: the gravest results stand first, and a remark says
/// how many were left out. Findings that are gone are no results, since most services would show
/// them as open.
public struct SARIFReport: Sendable {
  /// The most results of a run.
  public var resultLimit: Int
  /// The spaces of a level, or nil for one line.
  public var indent: Int?

  /// Creates a report of a form.
  public init(resultLimit: Int = 5000, indent: Int? = 2) {
    self.resultLimit = resultLimit
    self.indent = indent
  }

  /// Returns the report, ended by a line feed.
  public func render(_ review: Review) -> [UInt8] {
    var writer = JSONWriter(indent: indent)
    writer.beginObject()
    writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    writer.member("version", "2.1.0")
    writer.array("runs") { writer in writer.element { run(review, &$0) } }
    writer.endObject()
    return writer.finish()
  }

  private func run(_ review: Review, _ writer: inout JSONWriter) {
    writer.object("tool") {
      $0.object("driver") { driver in
        driver.member("name", "Bailey")
        driver.member("version", review.toolVersion)
        driver.array("rules") { for rule in review.rules { self.rule(rule, review, &$0) } }
      }
    }
    writer.member("columnKind", "unicodeCodePoints")
    if !review.system.isEmpty {
      writer.object("automationDetails") {
        $0.member("id", "bailey/\(SARIFPlace.encoded(review.system))/")
      }
    }
    invocation(review, &writer)
    writer.array("artifacts") {
      for input in review.inputs {
        $0.element { artifact in
          artifact.object("location") { $0.member("uri", SARIFPlace.encoded(input.path)) }
          artifact.member("length", input.byteCount)
          if !input.digest.isEmpty {
            artifact.object("hashes") { $0.member("sha-256", input.digest) }
          }
        }
      }
    }
    let shown = review.findings.prefix(resultLimit)
    let indices = Dictionary(review.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    writer.array("results") {
      for finding in shown {
        SARIFResult(finding: finding, review: review, ruleIndex: indices[finding.rule] ?? -1)
          .write(to: &$0)
      }
    }
    writer.object("properties") {
      $0.member("asOf", review.asOf.description)
      $0.member("verdict", review.verdictLine)
      $0.member("findings", review.findings.count)
      $0.member("findingsLeftOut", review.findings.count - shown.count)
      if let changes = review.changes { $0.member("fixed", changes.fixed.map(\.id)) }
    }
  }

  private func rule(_ rule: ReviewedRule, _ review: Review, _ writer: inout JSONWriter) {
    writer.element {
      $0.member("id", rule.id)
      $0.message("shortDescription", FindingWords.capitalized(rule.title))
      let why = rule.why.isEmpty ? "" : " Why: \(rule.why)"
      $0.message("fullDescription", FindingWords.capitalized(rule.title) + ".\(why)")
      $0.object("help") { help in
        let changes = review.findings.lazy.filter { $0.rule == rule.id }.prefix(5)
          .map { "\($0.id): \($0.change)" }
        let text = Array(changes).joined(separator: "\n")
        help.member("text", text.isEmpty ? "The rule holds, or is undecided." : text)
        help.member("markdown", SARIFHelp.markdown(rule, review))
      }
      $0.object("defaultConfiguration") { $0.member("level", rule.severity.sarifLevel) }
      $0.object("properties") {
        // Services show at most ten tags of a rule.
        let tags = ["security", "network"] + rule.references.map { "external/\($0)" }
        $0.member("tags", Array(tags.prefix(10)))
        $0.member("precision", "very-high")
        $0.member("security-severity", rule.severity.sarifScore)
        $0.member("verdict", rule.isWaived ? "waived" : rule.verdict.rawValue)
      }
    }
  }

  private func invocation(_ review: Review, _ writer: inout JSONWriter) {
    writer.array("invocations") {
      $0.element { invocation in
        invocation.member("executionSuccessful", review.isComplete)
        invocation.array("toolExecutionNotifications") { list in
          for rule in review.rules
          where !rule.isWaived && (rule.verdict == .undecided || rule.verdict == .vacuous) {
            let gaps = review.gaps.filter { rule.gaps.contains($0.id) }
              .map { "\($0.statement) (to know it: \($0.remedy))" }
            let notes = rule.notes.joined(separator: "; ")
            let words = [ReviewWords.outcome(rule), notes, gaps.joined(separator: "; ")]
            list.element {
              $0.object("associatedRule") { $0.member("id", rule.id) }
              $0.message(
                "message",
                "\(rule.id) is \(rule.verdict.rawValue): "
                  + words.filter { !$0.isEmpty }.joined(separator: " "))
              $0.member("level", "warning")
            }
          }
          for diagnostic in review.diagnostics.prefix(100) where diagnostic.severity > .note {
            list.element {
              $0.object("descriptor") { $0.member("id", diagnostic.code) }
              $0.message("message", ReviewWords.diagnostic(diagnostic))
              $0.member("level", diagnostic.severity == .error ? "error" : "warning")
            }
          }
        }
      }
    }
  }
}

/// What services show beside a rule.
enum SARIFHelp {
  /// The rule and what to change, as Markdown.
  static func markdown(_ rule: ReviewedRule, _ review: Review) -> String {
    var page = MarkdownPage()
    page.paragraph(FindingWords.capitalized(rule.title) + ".")
    if !rule.why.isEmpty { page.paragraph("Why: \(rule.why)") }
    page.paragraph(ReviewWords.outcome(rule))
    for finding in review.findings.lazy.filter({ $0.rule == rule.id }).prefix(5) {
      page.item("\(finding.id): \(finding.change)")
    }
    page.endList()
    return page.text
  }
}

extension Severity {
  /// The level of a result.
  var sarifLevel: String {
    switch self {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low: "note"
    }
  }

  /// A number in the band that code scanning services give to the severity.
  var sarifScore: String {
    switch self {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "2.0"
    }
  }
}

extension JSONWriter {
  /// Writes a text as SARIF has it.
  mutating func message(_ key: String, _ text: String) {
    object(key) { $0.member("text", NameLimit.short(text, to: 1000)) }
  }
}
