import Documents
import FoundationEssentials
import Reports
import Testing
import TierPolicy

struct SARIFReportTests {
  private func sarif(_ review: Review) throws -> JSONDocument {
    try JSONDocument.parse(text: String(decoding: SARIFReport().render(review), as: UTF8.self))
  }

  @Test func `is what its schema describes`() throws {
    let path = #filePath.replacing(
      "Tests/ReportsTests/SARIFReportTests.swift", with: "docs/schema/sarif.schema.json")
    let schema = try JSONDocument.parse(
      text: String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
    for review in try [ThreeTierGraph().review(), HostileNames.review(), waived()] {
      let document = try sarif(review)
      let root = try #require(document.roots.first)
      let validator = SchemaValidator(root: try #require(schema.roots.first))
      #expect(validator.complaints(about: root) == [])
    }
  }

  @Test func `puts a result at the rule that is the cause`() throws {
    var review = try ThreeTierGraph().review()
    review.findings[0].cause.place = "export/security groups.json:379:17"
    let document = try sarif(review)
    let result = try #require(document.roots.first?["runs"]?[0]?["results"]?[0])
    let place = try #require(result["locations"]?[0]?["physicalLocation"])
    #expect(place["artifactLocation"]?["uri"]?.string == "export/security%20groups.json")
    #expect(place["region"]?["startLine"]?.int == 379)
    #expect(place["region"]?["startColumn"]?.int == 17)
    #expect(result["level"]?.string == "error")
    let rules = document.roots.first?["runs"]?[0]?["tool"]?["driver"]?["rules"]
    let index = try #require(result["ruleIndex"]?.int)
    #expect(rules?[index]?["id"]?.string == result["ruleId"]?.string)
  }

  @Test func `shows the hops as a flow`() throws {
    let review = try ThreeTierGraph().review()
    let document = try sarif(review)
    let result = try #require(document.roots.first?["runs"]?[0]?["results"]?[0])
    let flow = try #require(result["codeFlows"]?[0]?["threadFlows"]?[0]?["locations"])
    #expect(flow.count == review.findings.first?.path.last?.forward.count)
    let essential = flow.elements.filter { $0["importance"]?.string == "essential" }
    #expect(essential.count == 1)
  }

  @Test func `keeps its fingerprint whatever the order of the graph`() throws {
    func fingerprints(_ review: Review) throws -> [String] {
      let document = try sarif(review)
      let results = try #require(document.roots.first?["runs"]?[0]?["results"])
      return results.elements.compactMap {
        $0["partialFingerprints"]?["baileyFinding/v1"]?.string
      }
    }
    let first = try fingerprints(try ThreeTierGraph().review())
    #expect(first == (try fingerprints(try ThreeTierGraph(reversed: true).review())))
    #expect(Set(first).count == 3)
  }

  @Test func `suppresses what waivers except, with the reason`() throws {
    let document = try sarif(try waived())
    let results = try #require(document.roots.first?["runs"]?[0]?["results"])
    let suppressed = results.elements.filter { ($0["suppressions"]?.count ?? 0) > 0 }
    #expect(suppressed.map { $0["ruleId"]?.string } == ["db-not-from-internet"])
    let reason = suppressed.first?["suppressions"]?[0]?["justification"]?.string
    #expect(reason == "Migration (SEC-1)")
  }

  @Test func `tells what could not be decided as a notification`() throws {
    var review = try ThreeTierGraph().review()
    review.rules[0].verdict = .undecided
    let document = try sarif(review)
    let notes = document.roots.first?["runs"]?[0]?["invocations"]?[0]?[
      "toolExecutionNotifications"]
    #expect(notes?[0]?["associatedRule"]?["id"]?.string == review.rules[0].id)
  }

  private func waived() throws -> Review {
    let waiver = """
      waivers:
        - rule: db-not-from-internet
          reason: Migration
          owner: platform
          approved-by: security
          ticket: SEC-1
          expires: 2026-12-31

      """
    return try ThreeTierGraph().review(policy: ThreeTierGraph.policy + waiver)
  }
}
