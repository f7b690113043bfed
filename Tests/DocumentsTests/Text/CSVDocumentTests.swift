import Documents
import Testing

struct CSVDocumentTests {
  private func parse(_ text: String) throws -> CSVDocument {
    try CSVDocument.parse(SourceFile(path: "q.csv", text: text))
  }

  @Test func `reads quoted fields, both line ends and a mark`() throws {
    let text = "\u{FEFF}From,To\r\n\"a \"\"b\"\", c\",\r\n\r\n\"two\nlines\",é"
    let table = try parse(text)
    #expect(table.header.map(\.text) == ["From", "To"])
    #expect(
      table.rows.map { $0.fields.map(\.text) } == [["a \"b\", c", ""], ["two\nlines", "é"]])
    #expect(table.column("to") == 1)
    #expect(table.column("port") == nil)
  }

  @Test func `knows the place of every field`() throws {
    let file = SourceFile(text: "a,b\né,\"x\"\n")
    let table = try CSVDocument.parse(file)
    let field = try #require(table.rows.first?.fields.last)
    #expect(file.position(ofByte: Int(field.location.offset)).description == "2:3")
  }

  @Test(arguments: [
    ("a,b\n1\n", "2:1", "expected 2 fields, found 1"), ("a\n\"x\n", "2:1", "the file ends"),
    ("a\nx\"y\n", "2:2", "no quote inside"), ("a\n\"x\"y\n", "2:4", "expected ','"),
    ("", "1:1", "the file is empty"), ("a\n\u{0}", "1:1", "binary"),
  ])
  func `says where the table is broken`(text: String, place: String, message: String) {
    let error = #expect(throws: CSVError.self) { try parse(text) }
    #expect(error.map { "\($0.line):\($0.column)" } == place)
    #expect(error?.message.contains(message) == true)
    #expect(error?.diagnostic.code == "csv.syntax")
  }

  @Test func `reads back what the escape wrote`() throws {
    let fields = ["plain", "a,b", "say \"x\"", "two\nlines", "é"]
    let line = fields.map(Escape.csv).joined(separator: ",")
    let table = try parse("1,2,3,4,5\n\(line)\n")
    #expect(table.rows.first?.fields.map(\.text) == fields)
  }
}
