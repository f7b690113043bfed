import Documents
import PacketSets
import Reports
import TestSupport
import Testing
import TierPolicy
import Topology

struct BaselineTests {
  private func earlier(_ review: Review) throws -> EarlierReview {
    let text = String(decoding: JSONReport().render(review), as: UTF8.self)
    return try EarlierReview(reading: SourceFile(path: "report.json", text: text))
  }

  /// The graph with one more rule for its databases.
  private func graph(opening traffic: TrafficSet) throws -> ThreeTierGraph {
    var graph = ThreeTierGraph()
    let group = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
    var rule = FilterRule.allow(traffic)
    rule.id = "sgr-new"
    graph.build.topology.filters[group].rules.append(rule)
    return graph
  }

  @Test func `finds nothing new in the same review`() throws {
    let review = try ThreeTierGraph().review()
    let compared = review.compared(with: try earlier(review))
    #expect(compared.findings.allSatisfy { $0.baseline == .unchanged })
    #expect(compared.findings.allSatisfy { $0.firstSeen == ThreeTierGraph.today })
    let changes = try #require(compared.changes)
    #expect(changes.fixed.isEmpty && changes.verdicts.isEmpty && changes.inputs.isEmpty)
    #expect(changes.added == [] && changes.removed == [] && changes.grownRules.isEmpty)
    #expect(!changes.hasOtherPolicy)
    #expect(ReviewStatus(of: compared) == .violated)
    #expect(ReviewStatus(of: compared, newOnly: true) == .proven)
  }

  @Test func `names exactly the finding of a rule that was added`() throws {
    let before = try earlier(try ThreeTierGraph().review())
    let review = try graph(opening: .tcp(6379)).review().compared(with: before)
    let new = review.findings.filter { $0.baseline == .new }
    #expect(new.map(\.cause.ruleID) == ["sgr-new"])
    #expect(review.findings.count { $0.baseline == .unchanged } == before.findings.count)
    #expect(review.changes?.fixed.isEmpty == true)
    #expect(ReviewStatus(of: review, newOnly: true) == .violated)
    #expect(TextReport().render(review).contains("1 new, 0 grown, 3 persisting and 0 fixed"))
  }

  @Test func `names what is fixed`() throws {
    let before = try earlier(try graph(opening: .tcp(6379)).review())
    let review = try ThreeTierGraph().review().compared(with: before)
    #expect(review.changes?.fixed.map(\.rule) == ["db-not-from-internet"])
    #expect(review.findings.allSatisfy { $0.baseline == .unchanged })
  }

  @Test func `counts a finding that opens more as new`() throws {
    let before = try earlier(try graph(opening: .tcp(6379)).review())
    let grown = try graph(opening: .tcp(6379...6380)).review().compared(with: before)
    let finding = try #require(grown.findings.first { $0.cause.ruleID == "sgr-new" })
    #expect(finding.baseline == .grown)
    #expect(ReviewStatus(of: grown, newOnly: true) == .violated)
    let after = try earlier(try graph(opening: .tcp(6379...6380)).review())
    let shrunk = try graph(opening: .tcp(6379)).review().compared(with: after)
    #expect(
      shrunk.findings.first { $0.cause.ruleID == "sgr-new" }?.baseline == .shrunk)
    #expect(ReviewStatus(of: shrunk, newOnly: true) == .proven)
  }

  @Test func `counts what a waiver excepted before as new`() throws {
    let waiver = """
      waivers:
        - rule: db-not-from-internet
          reason: Migration
          owner: platform
          approved-by: security
          expires: 2026-12-31

      """
    let before = try earlier(
      try ThreeTierGraph().review(policy: ThreeTierGraph.policy + waiver))
    let review = try ThreeTierGraph().review().compared(with: before)
    let finding = try #require(review.findings.first { $0.rule == "db-not-from-internet" })
    #expect(finding.baseline == .new)
    #expect(review.changes?.hasOtherPolicy == true)
    #expect(review.changes?.verdicts.map(\.before) == ["waived"])
  }

  @Test func `counts pairs that hide behind the first ones`() throws {
    var review = try ThreeTierGraph().review()
    let before = try earlier(review)
    let index = try #require(review.rules.firstIndex { $0.id == "db-not-from-internet" })
    review.rules[index].pairs.violating += 1
    let compared = review.compared(with: before)
    #expect(compared.changes?.grownRules == ["db-not-from-internet"])
    #expect(ReviewStatus(of: compared, newOnly: true) == .violated)
  }

  @Test func `names machines that came and went`() throws {
    let before = try earlier(try ThreeTierGraph().review())
    let review = try ThreeTierGraph(appName: "app-9").review().compared(with: before)
    #expect(review.changes?.added?.count == 1)
    #expect(review.changes?.added?.first?.contains("app-9") == true)
    #expect(review.changes?.removed?.count == 1)
  }

  @Test(arguments: [
    "", "{", "[]", "{}", #"{"schema": "bailey/review/2"}"#,
    #"{"schema": "bailey/review/1", "asOf": "then", "findings": [], "rules": []}"#,
    #"{"schema": "bailey/review/1", "asOf": "2026-01-01", "findings": {}, "rules": []}"#,
  ])
  func `refuses what is no report of a review`(text: String) {
    #expect(throws: EarlierReviewError.self) {
      try EarlierReview(reading: SourceFile(path: "report.json", text: text))
    }
  }
}
