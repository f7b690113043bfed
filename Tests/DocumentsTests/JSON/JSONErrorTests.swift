import Documents
import Testing

struct JSONErrorTests {
  /// A text that is refused, with the place and a part of the message.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var text: String
    var kind: JSONError.Kind
    var place: String
    var message: String
    var testDescription: String { text }

    init(_ text: String, _ kind: JSONError.Kind, _ place: String, _ message: String) {
      self.text = text
      self.kind = kind
      self.place = place
      self.message = message
    }
  }

  static let refusals = [
    Refusal("", .empty, "1:1", "expected a JSON value, the file is empty"),
    Refusal(" \n ", .empty, "2:2", "expected a JSON value, the file has only spaces"),
    Refusal("{\"a\": 1 \"b\"}", .syntax, "1:9", "expected ',' or '}' after a member, found '\"'"),
    Refusal("[1 2]", .syntax, "1:4", "expected ',' or ']' after an element, found '2'"),
    Refusal("{\n  \"é\": tru\n}", .syntax, "2:8", "expected a value, found 't'"),
    Refusal("{\"a\" 1}", .syntax, "1:6", "expected ':' after a key, found '1'"),
    Refusal("{a: 1}", .syntax, "1:2", "expected a key in double quotes or '}', found 'a'"),
    Refusal("{'a': 1}", .syntax, "1:2", "JSON has double quotes"),
    Refusal("[1,]", .syntax, "1:4", "no comma before a closing bracket"),
    Refusal("{\"a\":1,}", .syntax, "1:8", "no comma before a closing bracket"),
    Refusal("[True]", .syntax, "1:2", "expected a value or ']', found 'T'"),
    Refusal("[1] // x", .syntax, "1:5", "JSON has no comments"),
    Refusal("[01]", .syntax, "1:2", "without leading zeros"),
    Refusal("[1.]", .syntax, "1:4", "a digit after the decimal point, found ']'"),
    Refusal("[1e]", .syntax, "1:4", "a digit in the exponent"),
    Refusal("[\"a\nb\"]", .syntax, "1:4", "the string starts at 1:2"),
    Refusal("[\"\\x\"]", .syntax, "1:3", "found 'x'"),
    Refusal("[\"\\u12G4\"]", .syntax, "1:5", "four hexadecimal digits"),
    Refusal("[\"\\ud800\"]", .encoding, "1:3", "a pair of surrogates"),
    Refusal("{\"a\": [1, 2", .truncated, "1:12", "the innermost array starts at 1:7"),
    Refusal("{\"a\": \"b", .truncated, "1:9", "the string starts at 1:7"),
    Refusal("[tr", .truncated, "1:4", "expected true, the file ends"),
    Refusal("Vpcs:\n  - a\n", .notJSON, "1:1", "this looks like YAML"),
    Refusal("---\na: 1\n", .notJSON, "1:1", "this looks like YAML"),
    Refusal("VPCS\t10.0.0.0/16\n", .notJSON, "1:1", "this looks like `--output text`"),
    Refusal("------\n|DescribeVpcs|\n", .notJSON, "1:1", "this looks like `--output table`"),
    Refusal("<!DOCTYPE html><p>", .notJSON, "1:1", "this looks like HTML"),
    Refusal("<?xml version='1.0'?>", .notJSON, "1:1", "this looks like XML"),
    Refusal("shop-1\n", .notJSON, "1:1", "this looks like plain text"),
    Refusal("An error occurred\n", .notJSON, "1:1", "this looks like plain text"),
    Refusal("{\"a\u{0}\": 1}", .notJSON, "1:4", "this looks like a binary file"),
  ]

  @Test(arguments: refusals)
  func `says what was expected and where`(refusal: Refusal) throws {
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: refusal.text, limits: .singleRoot)
    }
    let found = try #require(error)
    #expect(found.kind == refusal.kind)
    #expect("\(found.line):\(found.column)" == refusal.place)
    #expect(found.message.contains(refusal.message), "\(found.message)")
  }

  @Test func `becomes a diagnostic with its place and an advice`() throws {
    let error = #expect(throws: JSONError.self) {
      try JSONDocument.parse(text: "[1,", path: "a.json")
    }
    let diagnostic = try #require(error).diagnostic()
    #expect(diagnostic.code == "json.truncated")
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.effect == .assumedOpen)
    #expect(diagnostic.advice != nil)
    #expect("\(try #require(error))".hasPrefix("a.json:1:4: "))
  }

  @Test func `refuses UTF-16 with and without a mark`() {
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x5B, 0, 0x5D, 0], [0, 0x5B, 0, 0x5D]] {
      var diagnostics = Diagnostics()
      let error = #expect(throws: JSONError.self) {
        try JSONDocument.parse(SourceFile(bytes: bytes), into: &diagnostics)
      }
      #expect(error?.kind == .encoding)
    }
  }

  @Test func `refuses bytes that are not UTF-8 at their place`() {
    for (bytes, column): ([UInt8], Int) in [
      ([0xC0, 0x80], 4), ([0xED, 0xA0, 0x80], 4), ([0xF4, 0x90, 0x80, 0x80], 4),
      ([0x61, 0xE2, 0x82], 5), ([0x80], 4), ([0xFF], 4),
    ] {
      var diagnostics = Diagnostics()
      let file = SourceFile(bytes: [0x20, 0x5B, 0x22] + bytes + [0x22, 0x5D])
      let error = #expect(throws: JSONError.self) {
        try JSONDocument.parse(file, into: &diagnostics)
      }
      #expect(error?.kind == .encoding)
      #expect(error?.column == column)
    }
  }
}
