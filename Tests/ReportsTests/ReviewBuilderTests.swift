import Reports
import Testing

struct ReviewBuilderTests {
  @Test func `shows`() throws {
    let review = try ThreeTierGraph().review()
    print(TextReport(width: 100).render(review))
    print(MarkdownReport().render(review))
    print(String(decoding: JSONReport().render(review), as: UTF8.self).prefix(6000))
  }
}
