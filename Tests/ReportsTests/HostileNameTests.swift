import Diagrams
import Documents
import Reports
import TestSupport
import Testing
import Topology

/// Names of an export are only shown, in every form.
struct HostileNameTests {
  /// The forms, by the name of their file.
  static let forms = [
    "report.html", "report.md", "summary.md", "report.txt", "report.json", "report.sarif",
    "report.junit.xml", "report.ocsf.json", "findings.csv", "flows.csv",
  ]

  static func bytes(_ form: String, _ review: Review) -> [UInt8] {
    switch form {
    case "report.html": HTMLReport().render(review)
    case "report.md": Array(MarkdownReport().render(review).utf8)
    case "summary.md": Array(MarkdownSummary().render(review).utf8)
    case "report.txt": Array(TextReport(isDetailed: true).render(review).utf8)
    case "report.json": JSONReport().render(review)
    case "report.sarif": SARIFReport().render(review)
    case "report.junit.xml": JUnitReport().render(review)
    case "report.ocsf.json": OCSFReport().render(review)
    case "findings.csv": Array(FindingsTable().render(review).utf8)
    default: Array(FlowsTable().render(review).utf8)
    }
  }

  /// The forms of one review, each rendered once.
  private static let texts = Result {
    let review = try HostileNames.review()
    return Dictionary(
      uniqueKeysWithValues: forms.map { ($0, String(decoding: bytes($0, review), as: UTF8.self)) })
  }

  private func text(_ form: String) throws -> String {
    try #require(try Self.texts.get()[form])
  }

  @Test(arguments: forms)
  func `hold no character that a display obeys`(form: String) throws {
    for scalar in Set(try text(form).unicodeScalars) {
      let isHidden =
        scalar.value < 0x20 && scalar != "\n" || (0x7F..<0xA0).contains(scalar.value)
        || (0x200B...0x200F).contains(scalar.value) || (0x2028...0x202E).contains(scalar.value)
      if isHidden {
        Issue.record("U+\(String(scalar.value, radix: 16))")
        return
      }
    }
  }

  @Test(arguments: forms)
  func `shorten what nobody can read`(form: String) throws {
    let text = try text(form)
    #expect(!text.contains(String(repeating: "x", count: 3000)))
    #expect(text.contains("characters) …"))
  }

  @Test(arguments: ["report.html", "report.md", "summary.md"])
  func `hold no markup of a name`(form: String) throws {
    let text = try text(form)
    #expect(!text.contains("<script"))
    #expect(text.contains("&lt;script&gt;"))
  }

  @Test func `leave a page well formed`() throws {
    let markup = try text("report.html").utf8.dropFirst("<!DOCTYPE html>\n".utf8.count)
    #expect(try XMLChecker.parse(Array(markup)) > 300)
  }

  @Test func `leave JUnit well formed`() throws {
    #expect(try XMLChecker.parse(Array(try text("report.junit.xml").utf8)) > 10)
  }

  @Test(arguments: ["report.json", "report.sarif", "report.ocsf.json"])
  func `leave JSON that can be read`(form: String) throws {
    #expect(try JSONDocument.parse(text: try text(form)).roots.count == 1)
  }

  @Test(arguments: ["findings.csv", "flows.csv"])
  func `are no formulas in a spreadsheet`(form: String) throws {
    let text = try text(form)
    let table = try CSVDocument.parse(SourceFile(path: form, text: text))
    #expect(!table.rows.isEmpty)
    for row in table.rows {
      #expect(row.fields.count == table.header.count)
      for field in row.fields {
        let first = field.text.first
        #expect(!(first.map { "=+-@".contains($0) } ?? false), "\(field.text.prefix(60))")
      }
    }
    if form == "flows.csv" { #expect(text.contains("\"'=HYPERLINK(\"\"http")) }
  }

  @Test func `never become a part of a command`() throws {
    for id in ["sgr-1; rm -rf ~", "sgr-$(id)", "sgr-`id`", "sgr-1\n", "--help", "sgr-é"] {
      var graph = ThreeTierGraph()
      let group = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
      graph.build.topology.filters[group].id = "sg-0a1b2c3d"
      for index in graph.build.topology.resources.indices {
        graph.build.topology.resources[index].scope.provider = "aws"
      }
      for index in graph.build.topology.filters[group].rules.indices {
        graph.build.topology.filters[group].rules[index].id = id
      }
      let findings = try graph.review().findings.filter { $0.cause.kind == .allowRule }
      #expect(!findings.isEmpty)
      #expect(findings.allSatisfy { $0.remedies.isEmpty }, "\(id)")
    }
  }
}
