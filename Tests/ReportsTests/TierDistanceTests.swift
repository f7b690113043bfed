import Reports
import Testing
import TierPolicy

/// How far tiers are from outside, in every form of the report.
@Suite struct TierDistanceTests {
  private func review() throws -> Review {
    try ThreeTierGraph().review()
  }

  @Test func `a tier behind another one is a host away`() throws {
    let review = try review()
    let distances = try #require(review.distances)
    let nearest = try #require(distances.first { $0.least == 0 })
    let behind = try #require(distances.first { ($0.least ?? 0) > 0 })
    #expect(nearest.chain.count == 1)
    #expect(behind.chain.count == (behind.most ?? behind.least ?? 0) + 1)
    let text = TextReport().render(review)
    #expect(text.contains("How far each tier is from outside"))
    #expect(text.contains("\(behind.world) to \(behind.tier): 1 host"))
    #expect(MarkdownReport().render(review).contains("### How far each tier is from outside"))
  }
}
