import Documents
import Testing

struct SourceFileTests {
  @Test func `counts lines from one and columns in scalars`() {
    let file = SourceFile(path: "a", text: "é1\r\nx😀y\n\nend")
    let places = [0, 2, 3, 4, 5, 6, 10, 11, 12, 13, 16, 99, -1].map {
      file.position(ofByte: $0).description
    }
    #expect(
      places == [
        "1:1", "1:2", "1:3", "1:4", "2:1", "2:2", "2:3", "2:4", "3:1", "4:1", "4:4", "4:4", "1:1",
      ])
    #expect(file.describe(ofByte: 5) == "a:2:1")
  }

  @Test func `agrees with a count by hand at every byte`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<50 {
      let scalars: [Unicode.Scalar] = ["a", "\n", "\r", "é", "€", "😀"]
      var text = ""
      for _ in 0..<40 {
        text.unicodeScalars.append(scalars.randomElement(using: &generator) ?? "a")
      }
      let file = SourceFile(text: text)
      var offset = 0
      var (line, column) = (1, 1)
      for scalar in text.unicodeScalars {
        #expect(
          file.position(ofByte: offset) == TextPosition(line: line, column: column))
        offset += UTF8.width(scalar)
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      }
    }
  }

  @Test func `numbers texts in the order of their paths`() {
    let catalog = SourceCatalog(texts: ["b": "1\n2", "a/z": "x", "a": "y"])
    #expect(catalog.files.map(\.path) == ["a", "a/z", "b"])
    let location = SourceLocation(file: FileID(rawValue: 2), byte: 2)
    #expect(catalog.describe(location) == "b:2:1")
    #expect(catalog.resolve(.unknown) == nil)
    #expect(catalog.describe(.unknown) == "<unknown>")
    #expect(catalog[FileID(rawValue: 3)] == nil)
  }

  @Test func `a location saturates instead of wrapping`() {
    #expect(SourceLocation(file: FileID(rawValue: 0), byte: 5 << 30).offset == .max)
    #expect(SourceLocation(file: FileID(rawValue: 0), byte: -1).offset == 0)
  }

  @Test func `sniffs what files are`() {
    let kinds: [(String, ContentKind)] = [
      ("", .empty), (" \n", .empty), ("{\"a\"", .json), ("\u{FEFF}[", .json), ("<svg/>", .xml),
      ("<!doctype HTML>", .html), ("a: b", .text), ("a\u{0}", .binary), ("PK\u{3}\u{4}", .zip),
      ("\u{1}\u{2}\u{3}\u{4}", .binary),
    ]
    for (text, kind) in kinds {
      #expect(ContentKind.sniff(SourceFile(text: text)) == kind, "\(text)")
    }
    #expect(ContentKind.sniff(SourceFile(bytes: [0x1F, 0x8B, 8])) == .gzip)
    #expect(ContentKind.sniff(SourceFile(bytes: [0x5B, 0, 0x5D, 0])) == .utf16)
    #expect(ContentKind.sniff(SourceFile(bytes: [0, 0, 0, 0])) == .binary)
  }
}
