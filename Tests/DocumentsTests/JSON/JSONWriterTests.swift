import Documents
import Testing

struct JSONWriterTests {
  @Test func `indents by two spaces and keeps the order`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("name", "a")
    writer.member("ports", ["22", "80"])
    writer.array("empty") { _ in }
    writer.object("inner") { $0.member("n", 1.5) }
    writer.member("ok", true)
    writer.key("nothing")
    writer.null()
    writer.endObject()
    let expected = """
      {
        "name": "a",
        "ports": [
          "22",
          "80"
        ],
        "empty": [],
        "inner": {
          "n": 1.5
        },
        "ok": true,
        "nothing": null
      }

      """
    #expect(String(decoding: writer.finish(), as: UTF8.self) == expected)
  }

  @Test func `writes on one line without an indent`() {
    var writer = JSONWriter(indent: nil)
    writer.beginArray()
    writer.int(1)
    writer.beginObject()
    writer.member("a", 2)
    writer.endObject()
    writer.endArray()
    #expect(writer.text == "[1,{\"a\":2}]")
  }

  @Test func `escapes what JSON, JavaScript and HTML would stumble over`() {
    var writer = JSONWriter(indent: nil)
    writer.string("\"\\\n\r\t\u{0}\u{1F}\u{7F}\u{2028}\u{2029}</script>a/b é")
    let expected =
      #""\"\\\n\r\t\u0000\u001f\u007f\u2028\u2029<\/script>a/b é""#
    #expect(writer.text == expected)
  }

  @Test func `escapes what turns the direction of a text around`() {
    var writer = JSONWriter(indent: nil)
    writer.string("a\u{202E}b\u{85}\u{61C}\u{FEFF}\u{E0001}\u{200B}ä\u{E9}€\u{1F600}")
    #expect(
      writer.text == #""a\u202eb\u0085\u061c\ufeff\udb40\udc01\u200bäé€😀""#)
  }

  @Test func `writes whole numbers without a fraction and no number for infinity`() {
    var writer = JSONWriter(indent: nil)
    writer.beginArray()
    for value in [1, -2, 0.25, 1e300, .infinity, .nan] { writer.double(value) }
    writer.endArray()
    #expect(writer.text == "[1,-2,0.25,1e+300,null,null]")
  }
}
