import Documents
import TierPolicy

/// The verdicts and findings as Markdown for a pull request or the summary of a job.
///
/// It begins at a heading of the third level, and stays below the size that such places take.
public struct MarkdownSummary: Sendable {
  /// The most characters.
  public var limit: Int

  /// Creates a summary of a form.
  ///
  /// - Parameter limit: The most characters; comments of pull requests take 65,536.
  public init(limit: Int = 60_000) { self.limit = max(2000, limit) }

  /// Returns the summary.
  public func render(_ review: Review) -> String {
    let (review, _) = review.withShortPlaces()
    var page = MarkdownPage()
    page.heading(3, ReviewWords.title(review))
    page.strong(FindingWords.capitalized(review.verdictLine) + ".")
    page.paragraph(ReviewWords.scope(review))
    for warning in ReviewWords.warnings(review) { page.paragraph(warning) }
    if let changes = review.changes { page.paragraph(ReviewWords.changes(changes, review)) }
    var table = MarkdownPage()
    table.table(
      ["Rule", "Says", "Severity", "Verdict", "Findings"],
      review.rules.sorted { Self.rank($0) < Self.rank($1) }.prefix(100).map {
        [
          $0.id, $0.title, $0.severity.rawValue, ReviewWords.verdict($0),
          ReviewWords.few($0.findings),
        ]
      })
    table.rest(review.rules.count, 100, "rules")
    var blocks = [table.text]
    for gap in review.gaps.prefix(10) {
      var block = MarkdownPage()
      block.paragraph("Not known (\(gap.id)): \(gap.statement). To know it: \(gap.remedy)")
      blocks.append(block.text)
    }
    for finding in review.findings { blocks.append(Self.details(finding)) }
    var text = page.text
    var shown = 0
    for block in blocks {
      guard text.count + block.count < limit - 200 else { break }
      text += block
      shown += 1
    }
    if shown < blocks.count {
      var note = MarkdownPage()
      note.paragraph(
        "\(blocks.count - shown) more parts do not fit here; report.json and findings.csv have all."
      )
      text += note.text
    }
    return text
  }

  private static func rank(_ rule: ReviewedRule) -> Int {
    if rule.isWaived { return 2 }
    switch rule.verdict {
    case .violated: return 0
    case .undecided, .vacuous: return 1
    case .proven: return 3
    }
  }

  /// A finding that opens when it is clicked.
  private static func details(_ finding: ReviewFinding) -> String {
    var page = MarkdownPage()
    page.add(finding)
    return "<details><summary>\(Escape.html(ReviewWords.brief(finding)))</summary>\n\n\(page.text)"
      + "</details>\n\n"
  }
}
