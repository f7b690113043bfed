import Documents
import Reports
import Testing

/// A report over thousands of findings stays usable: the gravest in full, the rest in files.
struct ManyFindingsTests {
  private static let count = 5000

  private static let made = Result { try makeReview() }

  private func review() throws -> Review { try Self.made.get() }

  private static func makeReview() throws -> Review {
    var review = try ThreeTierGraph().review()
    let model = try #require(review.findings.first)
    review.findings = (0..<count).map { number in
      var finding = model
      finding.id = "F-\(number)"
      finding.fingerprint = String(repeating: "0", count: 56) + String(10_000_000 + number)
      return finding
    }
    return review
  }

  @Test func `shows the gravest in full and counts the others`() throws {
    let review = try review()
    let page = String(decoding: HTMLReport().render(review), as: UTF8.self)
    #expect(page.utf8.count < 2_000_000)
    #expect(page.split(separator: "<article").count == 101)
    #expect(page.contains("And 4000 findings more, all of them in findings.csv"))
    let markdown = MarkdownReport().render(review)
    #expect(markdown.utf8.count < 1_000_000)
    #expect(markdown.contains("And 4500 findings more"))
    let text = TextReport().render(review)
    #expect(text.utf8.count < 300_000)
    #expect(text.contains("and 4770 more findings"))
  }

  @Test func `keeps to the size of a comment`() throws {
    let text = MarkdownSummary().render(try review())
    #expect(text.count < 60_000)
    #expect(text.contains("more parts do not fit here"))
    #expect(text.hasPrefix("### "))
    let opened = text.split(separator: "<details>").count
    #expect(opened == text.split(separator: "</details>").count)
  }

  @Test func `keeps every finding in the files`() throws {
    let review = try review()
    #expect(FindingsTable().render(review).split(separator: "\n").count == Self.count + 1)
    let json = try JSONDocument.parse(
      text: String(decoding: JSONReport().render(review), as: UTF8.self))
    #expect(json.roots.first?["findings"]?.count == Self.count)
  }

  @Test func `keeps to the limits of code scanning services`() throws {
    let sarif = try JSONDocument.parse(
      text: String(decoding: SARIFReport(resultLimit: 1000).render(try review()), as: UTF8.self))
    let run = try #require(sarif.roots.first?["runs"]?[0])
    #expect(run["results"]?.count == 1000)
    #expect(run["properties"]?["findingsLeftOut"]?.int == 4000)
  }
}
