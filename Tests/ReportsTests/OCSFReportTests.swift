import Documents
import Reports
import Testing
import TierPolicy

struct OCSFReportTests {
  private func events(_ review: Review) throws -> JSONDocument {
    try JSONDocument.parse(text: String(decoding: OCSFReport().render(review), as: UTF8.self))
  }

  @Test func `makes a compliance finding of each rule`() throws {
    let review = try ThreeTierGraph().review()
    let document = try events(review)
    let events = try #require(document.roots.first)
    #expect(events.elements.map { $0["finding_info"]?["uid"]?.string } == review.rules.map(\.id))
    for event in events.elements {
      #expect(event["class_uid"]?.int == 2003)
      #expect(event["type_uid"]?.int == 200_301)
      #expect(event["category_uid"]?.int == 2)
      #expect((event["compliance"]?["standards"]?.count ?? 0) > 0)
      #expect(event["time"]?.int == 20_500 * 86_400_000)
    }
    let statuses = events.elements.map { $0["compliance"]?["status_id"]?.int }
    #expect(statuses == [1, 3, 3, 1, 3])
  }

  @Test func `suppresses what is waived and warns of what is undecided`() throws {
    var review = try ThreeTierGraph().review()
    review.rules[1].isWaived = true
    review.rules[2].verdict = .undecided
    let document = try events(review)
    let events = try #require(document.roots.first)
    #expect(events[1]?["status_id"]?.int == 3)
    #expect(events[2]?["compliance"]?["status"]?.string == "Warning")
  }

  @Test func `names the frameworks with their versions`() throws {
    let document = try events(try ThreeTierGraph().review())
    let compliance = document.roots.first?[1]?["compliance"]
    #expect(compliance?["standards"]?[0]?.string == "PCI DSS 4.0")
    #expect(compliance?["requirements"]?[0]?.string == "PCI-DSS-4.0/1.4.4")
  }
}
