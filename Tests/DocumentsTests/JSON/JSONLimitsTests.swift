import Documents
import Testing

struct JSONLimitsTests {
  @Test func `refuses what nests deeper than the limit`() throws {
    let limits = JSONLimits(maximumDepth: 3)
    let accepted = try JSONDocument.parse(text: "[[[]]]", limits: limits)
    #expect(accepted.roots.count == 1)
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: "[[{\"a\":[]}]]", limits: limits)
    }
    #expect(error?.kind == .limit)
    #expect(error?.column == 8)
  }

  @Test func `reads a hundred thousand open brackets without a crash`() {
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: String(repeating: "[", count: 100_000))
    }
    #expect(error?.kind == .limit)
    #expect(error?.column == 513)
  }

  @Test func `refuses a file that is larger than the limit`() {
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: "[1, 2]", limits: JSONLimits(maximumBytes: 5))
    }
    #expect(error?.kind == .limit)
  }

  @Test func `refuses more values than the limit`() throws {
    let limits = JSONLimits(maximumValues: 3)
    let accepted = try JSONDocument.parse(text: "[1, 2]", limits: limits)
    #expect(accepted.roots.first?.count == 2)
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: "[1, 2, 3]", limits: limits)
    }
    #expect(error?.column == 8)
  }

  @Test func `reads several roots only where they are allowed`() throws {
    let text = "{\"page\": 1}\n{\"page\": 2}\n[]3"
    let document = try JSONDocument.parse(text: text)
    #expect(document.roots.map(\.kind) == [.object, .object, .array, .number])
    #expect(document.roots.compactMap { $0["page"]?.int } == [1, 2])
    #expect(document.roots[1]["page"]?.path() == "$[1].page")
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: text, limits: .singleRoot)
    }
    #expect(error?.line == 2)
    #expect(error?.column == 1)
  }
}
