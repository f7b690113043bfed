import Diagrams
import Documents
import TierPolicy

/// The review as one page of HTML: no script, nothing loaded from anywhere, pictures inside.
///
/// It works from a file and a mail, by keyboard and screen reader, in light and dark, and prints on
/// A4 with a landscape page for each picture.
public struct HTMLReport: Sendable {
  /// How many findings are shown in full; the others are listed.
  public var fullFindings: Int
  /// How many findings are listed; the others are counted.
  public var listedFindings: Int

  /// Creates a report of a form.
  public init(fullFindings: Int = 100, listedFindings: Int = 1000) {
    self.fullFindings = fullFindings
    self.listedFindings = listedFindings
  }

  /// Returns the page.
  public func render(_ review: Review) -> [UInt8] {
    let (short, folder) = review.withShortPlaces()
    let pictures = DrawnPicture.all(of: review)
    var page = HTMLPage()
    page.open("html", [("lang", "en")])
    addHead(review, to: &page)
    page.open("body")
    page.element("a", [("class", "skip"), ("href", "#main")], "Skip to the summary")
    page.line()
    addCover(short, folder, to: &page)
    page.open("main", [("id", "main")])
    let context = HTMLContext(report: self, review: short, pictures: pictures)
    context.addSummary(to: &page)
    context.addScope(to: &page)
    context.addDiagrams(to: &page)
    context.addRules(to: &page)
    context.addFindings(to: &page)
    context.addFlows(to: &page)
    context.addHygiene(to: &page)
    context.addExceptions(to: &page)
    context.addChanges(to: &page)
    context.addHardening(to: &page)
    context.addCompliance(to: &page)
    context.addAppendices(to: &page)
    page.close()
    page.open("footer")
    page.paragraph("Made by Bailey \(review.toolVersion) from files alone, without a connection.")
    page.close()
    page.close()
    page.close()
    return page.finish()
  }

  private func addHead(_ review: Review, to page: inout HTMLPage) {
    page.open("head")
    page.void("meta", [("charset", "utf-8")])
    page.line()
    page.void(
      "meta",
      [
        ("http-equiv", "Content-Security-Policy"),
        (
          "content",
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        ),
      ])
    page.line()
    page.void("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
    page.void("meta", [("name", "referrer"), ("content", "no-referrer")])
    page.void("meta", [("name", "color-scheme"), ("content", "light dark")])
    page.line()
    page.element("title", [], ReviewWords.title(review))
    page.line()
    page.open("style")
    page.markup(HTMLStyle.sheet)
    page.close()
    page.close()
  }

  private func addCover(_ review: Review, _ folder: String, to page: inout HTMLPage) {
    page.open("header")
    page.heading(1, ReviewWords.title(review))
    page.paragraph(
      FindingWords.capitalized(review.verdictLine) + ".", class: "verdict")
    page.paragraph(ReviewWords.scope(review))
    page.paragraph(ReviewWords.policy(review))
    page.paragraph(
      "Made by Bailey \(review.toolVersion)."
        + (folder.isEmpty ? "" : " Paths in this report are below \(folder)"), class: "faint")
    for warning in ReviewWords.warnings(review) { page.paragraph(warning, class: "warning") }
    page.table(
      "Decision, to be filled in by the reviewer",
      ["Approve", "Approve with conditions", "Reject", "Name", "Date"],
      [[.text("☐"), .text("☐"), .text("☐"), .text(""), .text("")]], class: "sign")
    page.open("nav", [("aria-label", "Sections")])
    page.open("ol")
    for section in ReportSection.allCases {
      page.open("li")
      page.link(section.heading, to: section.anchor)
      page.close()
    }
    page.close()
    page.close()
    page.close()
  }
}

/// What the sections of a page share.
struct HTMLContext {
  let report: HTMLReport
  let review: Review
  let pictures: [DrawnPicture]
  /// The place of each finding in the order of the review.
  private let places: [String: Int]

  init(report: HTMLReport, review: Review, pictures: [DrawnPicture]) {
    self.report = report
    self.review = review
    self.pictures = pictures
    places = Dictionary(review.findings.enumerated().map { ($1.id, $0) }) { first, _ in first }
  }

  /// Opens a section with its heading; `close` ends it.
  func open(_ section: ReportSection, _ page: inout HTMLPage) {
    page.open("section", [("id", section.anchor), ("aria-labelledby", "h-\(section.anchor)")])
    page.heading(2, section.heading, id: "h-\(section.anchor)")
  }

  /// The finding as a link, when it is on the page.
  func link(to finding: String) -> (words: String, anchor: String) {
    let isShown = (places[finding] ?? .max) < report.listedFindings
    return (finding, isShown ? finding : ReportSection.findings.anchor)
  }

  static func tone(_ severity: Severity) -> HTMLPage.Tone {
    switch severity {
    case .low: .low
    case .medium: .medium
    case .high: .high
    case .critical: .critical
    }
  }

  static func tone(_ rule: ReviewedRule) -> HTMLPage.Tone {
    switch rule.verdict {
    case _ where rule.isWaived: .doubt
    case .proven: .good
    case .violated: .critical
    case .undecided, .vacuous: .doubt
    }
  }
}
