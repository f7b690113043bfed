import Documents
import FoundationEssentials
import Reports
import TestSupport
import Testing
import TierPolicy

/// What every form of the report must keep.
struct ReportFormTests {
  private func hostileReview() throws -> Review { try HostileNames.review() }

  @Test(arguments: [60, 80, 100])
  func `keeps text to its columns`(width: Int) throws {
    let text = TextReport(width: width, isDetailed: true).render(try ThreeTierGraph().review())
    for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
  }

  @Test func `says the verdict and the finding in words`() throws {
    let text = TextReport(width: 100).render(try ThreeTierGraph().review())
    #expect(text.contains("2 of 5 rules proven, 3 violated, 0 undecided."))
    #expect(text.contains("CRITICAL Any internet host can open postgres (tcp/5432) on replica"))
    #expect(text.contains("packet    tcp 198.51.100.1:49152 -> 198.51.100.20:5432"))
    #expect(text.contains("filter sg-db-in (the cause) lets it pass by rule sgr-open"))
    #expect(!text.contains("\u{1B}"))
  }

  @Test func `colours text only when asked to`() throws {
    let text = TextReport(usesColor: true).render(try ThreeTierGraph().review())
    #expect(text.contains("\u{1B}[1;31mVIOLATED\u{1B}[0m"))
  }

  @Test func `obeys no word of an export in text`() throws {
    let text = TextReport(width: 100, isDetailed: true).render(try hostileReview())
    #expect(!text.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(text.contains("\\u{1B}"))
  }

  @Test func `obeys no word of an export in Markdown`() throws {
    let text = MarkdownReport().render(try hostileReview())
    #expect(!text.contains("<script"))
    #expect(text.contains("&lt;script&gt;"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.contains("|`x`"))
    for line in text.split(separator: "\n") { #expect(!line.hasPrefix("=")) }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| app |") }
    #expect(rows.count >= 2)
    // Three tables begin a row with a tier: of tiers, of flows and of what is open beside them.
    for row in rows {
      let bars = row.replacing("\\|", with: "").count { $0 == "|" }
      #expect([3, 5, 7, 8].contains(bars), "\(row)")
    }
  }

  @Test func `writes JSON that its schema describes`() throws {
    let path = #filePath.replacing(
      "Tests/ReportsTests/ReportFormTests.swift", with: "docs/schema/review.schema.json")
    let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    let schema = try JSONDocument.parse(text: text)
    for review in try [ThreeTierGraph().review(), hostileReview(), waivedReview()] {
      let bytes = JSONReport().render(review)
      let document = try JSONDocument.parse(text: String(decoding: bytes, as: UTF8.self))
      #expect(try complaints(about: document, by: schema) == [])
      #expect(!bytes.contains(0x1B))
    }
  }

  @Test func `sees what a schema forbids`() throws {
    let schema = try JSONDocument.parse(
      text: """
        {"type": "object", "required": ["a", "c"], "additionalProperties": false,
         "properties": {"a": {"type": "integer", "minimum": 2}, "c": {}}}
        """)
    let document = try JSONDocument.parse(text: #"{"a": 1, "b": 2}"#)
    #expect(
      try complaints(about: document, by: schema).sorted()
        == ["$.a: too small", "$: c is missing", "$: unknown b"])
  }

  @Test func `gives the same verdicts and causes whatever the order of the graph`() throws {
    // Which of alike pairs is shown is left to the engine.
    let reversed = try ThreeTierGraph(reversed: true).review()
    let review = try ThreeTierGraph().review()
    #expect(review.rules.map(\.id) == reversed.rules.map(\.id))
    #expect(review.rules.map(\.verdict) == reversed.rules.map(\.verdict))
    #expect(review.rules.map(\.pairs) == reversed.rules.map(\.pairs))
    #expect(review.findings.map(\.id) == reversed.findings.map(\.id))
    #expect(review.findings.map(\.cause) == reversed.findings.map(\.cause))
    #expect(review.findings.map(\.traffic) == reversed.findings.map(\.traffic))
  }

  @Test func `gives the same bytes twice`() throws {
    let first = try ThreeTierGraph().review()
    let second = try ThreeTierGraph().review()
    #expect(TextReport().render(first) == TextReport().render(second))
    #expect(MarkdownReport().render(first) == MarkdownReport().render(second))
    #expect(JSONReport().render(first) == JSONReport().render(second))
  }

  private func complaints(
    about document: JSONDocument, by schema: JSONDocument
  ) throws -> [String] {
    try withExtendedLifetime((document, schema)) {
      let root = try #require(schema.roots.first)
      return SchemaValidator(root: root).complaints(about: try #require(document.roots.first))
    }
  }

  private func waivedReview() throws -> Review {
    let waiver = """
      waivers:
        - rule: db-only-from-app
          reason: Migration
          owner: platform
          approved-by: security
          ticket: SEC-1
          expires: 2026-03-01

      """
    return try ThreeTierGraph().review(policy: ThreeTierGraph.policy + waiver)
  }
}
