import Documents
import Testing

struct XMLTests {
  private func drawing(indent: Int?) -> [UInt8] {
    var writer = XMLWriter(indent: indent)
    writer.startDocument()
    writer.comment("made -- by - hand-")
    writer.startElement("svg", [("width", "100"), ("data-name", "a<b>&\"'\n\u{1}é")])
    writer.element("text", [("x", "1")], text: "1 < 2 & \u{1B}[31m\u{FFFE}😀]]>")
    writer.element("rect")
    writer.endElement()
    return writer.finish()
  }

  @Test func `writes the same bytes each time`() {
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!--made - - by - hand- -->
      <svg width="100" data-name="a&lt;b&gt;&amp;&quot;'&#10;\u{FFFD}é">
        <text x="1">1 &lt; 2 &amp; \u{FFFD}[31m\u{FFFD}😀]]&gt;</text>
        <rect/>
      </svg>

      """
    #expect(String(decoding: drawing(indent: 2), as: UTF8.self) == expected)
    #expect(drawing(indent: 2) == drawing(indent: 2))
  }

  @Test(arguments: [nil, 0, 2])
  func `writes what is read back`(indent: Int?) throws {
    let bytes = drawing(indent: indent)
    #expect(try XMLChecker.parse(bytes) == 3)
    let root = try XMLTree.parse(bytes)
    #expect(root.name == "svg")
    #expect(root["width"] == "100")
    #expect(root["data-name"] == "a<b>&\"'\n\u{FFFD}é")
    #expect(root["height"] == nil)
    #expect(root.children.map(\.name) == ["text", "rect"])
    #expect(root.children.first?.text == "1 < 2 & \u{FFFD}[31m\u{FFFD}😀]]>")
    #expect(root.all("rect").count == 1)
    #expect(root.flattened.map(\.name) == ["svg", "text", "rect"])
  }

  @Test func `keeps every scalar that XML allows and replaces the others`() throws {
    for value: UInt32 in [0, 8, 9, 0x1F, 0x20, 0x7F, 0x85, 0x2028, 0xFFFD, 0xFFFE, 0x10FFFF] {
      let scalar = try #require(Unicode.Scalar(value))
      var writer = XMLWriter()
      writer.element("a", [("b", "x\(scalar)")], text: "x\(scalar)")
      let root = try XMLTree.parse(writer.finish())
      let isAllowed = ![0, 8, 0x1F, 0xFFFE].contains(value)
      #expect(root.text == (isAllowed ? "x\(scalar)" : "x\u{FFFD}"))
      #expect(root["b"] == root.text)
    }
  }

  @Test(arguments: [
    ("<a><b></a>", 1), ("<a>\n<b c='1' c='2'/></a>", 2), ("<a>&x;</a>", 1), ("", 1), ("x", 1),
    ("<a/><b/>", 1), ("<a b=1/>", 1), ("<a>\u{1}</a>", 1), ("<a>\n\n<", 3),
    ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", 1),
  ])
  func `refuses what is not well-formed, with a line`(text: String, line: Int) {
    let error = #expect(throws: XMLError.self) { try XMLChecker.parse(Array(text.utf8)) }
    #expect(error?.line == line)
    #expect((error?.column ?? 0) >= 1)
    #expect(error?.message.isEmpty == false)
    #expect(throws: XMLError.self) { try XMLTree.parse(Array(text.utf8)) }
  }

  @Test func `refuses more elements than the limit`() {
    let text = Array("<a><b/><b/></a>".utf8)
    #expect(throws: Never.self) { try XMLTree.parse(text, maximumElements: 3) }
    #expect(throws: XMLError.self) { try XMLTree.parse(text, maximumElements: 2) }
  }
}
