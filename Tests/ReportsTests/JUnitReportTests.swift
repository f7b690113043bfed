import Documents
import Reports
import Testing
import TierPolicy
import Topology

struct JUnitReportTests {
  /// The names of what stands in each test, in order.
  private func outcomes(_ review: Review) throws -> [String] {
    let root = try XMLElement.parse(
      SourceFile(path: "report.junit.xml", bytes: JUnitReport().render(review)))
    #expect(root.name == "testsuites")
    let suite = try #require(root.children.first { $0.name == "testsuite" })
    return suite.children.filter { $0.name == "testcase" }.map { test in
      test.children.first?.name ?? ""
    }
  }

  private func text(_ review: Review) -> String {
    String(decoding: JUnitReport().render(review), as: UTF8.self)
  }

  @Test func `shows proven rules as passed and violated ones as failed`() throws {
    let review = try ThreeTierGraph().review()
    #expect(
      try outcomes(review) == ["system-out", "failure", "failure", "system-out", "failure"])
    let text = text(review)
    #expect(text.contains("tests=\"5\" failures=\"3\" errors=\"0\" skipped=\"0\""))
    #expect(text.contains("packet: tcp 198.51.100.1:49152 -&gt; 198.51.100.20:5432"))
    #expect(text.contains("(the cause) lets it pass by rule sgr-open"))
  }

  @Test func `shows what is undecided or vacuous as an error, and waived as skipped`() throws {
    var review = try ThreeTierGraph().review()
    review.rules[1].verdict = .undecided
    review.rules[2].verdict = .vacuous
    review.rules[4].isWaived = true
    #expect(
      try outcomes(review) == ["system-out", "error", "error", "system-out", "skipped"])
  }

  @Test func `fails for an expired waiver and for input that was not read whole`() throws {
    var review = try ThreeTierGraph(replicaIsOpen: false).review(
      policy: ThreeTierGraph.policy + """
        waivers:
          - rule: db-not-from-internet
            reason: Migration
            owner: platform
            approved-by: security
            expires: 2026-01-31

        """)
    #expect(try outcomes(review).last == "failure")
    #expect(text(review).contains("the waiver expired on 2026-01-31"))
    review.inputs[0].state = .partial
    #expect(try outcomes(review).last == "error")
    #expect(text(review).contains("1 file not read whole"))
  }
}
