import Testing

@testable import Reports

struct NameLimitTests {
  @Test func `leaves short texts as they are`() {
    #expect(NameLimit.short("web", to: 3) == "web")
    #expect(NameLimit.short(String(repeating: "é", count: 96), to: 96).count == 96)
  }

  @Test(arguments: [60, 96, 160, 240])
  func `keeps the start and the end of long ones`(limit: Int) {
    let text = "start" + String(repeating: "x", count: 10_000) + "end"
    let short = NameLimit.short(text, to: limit)
    #expect(short.unicodeScalars.count <= limit)
    #expect(short.hasPrefix("start") && short.hasSuffix("end"))
    #expect(short.contains("(10008 characters)"))
  }

  @Test func `counts characters of Unicode, not what they join to`() {
    let text = "a" + String(repeating: "\u{301}", count: 5000)
    #expect(text.count == 1)
    #expect(NameLimit.short(text, to: 96).unicodeScalars.count <= 96)
  }

  @Test func `quotes the words of a command`() {
    #expect(
      ShellWords.joined(["bailey", "review", "a b", "it's"]) == "bailey review 'a b' 'it'\\''s'")
    #expect(ShellWords.joined(["$(id)", "", "a=b"]) == "'$(id)' '' a=b")
  }
}
