import Documents
import Testing

struct JSONRoundTripTests {
  @Test(arguments: [nil, 0, 2, 4])
  func `reads back what the writer wrote`(indent: Int?) throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<150 {
      let model = ModelValue(random: &generator, depth: 4)
      var writer = JSONWriter(indent: indent)
      model.write(to: &writer)
      var diagnostics = Diagnostics()
      let document = try JSONDocument.parse(
        SourceFile(bytes: writer.finish()), limits: .singleRoot, into: &diagnostics)
      let root = try #require(document.roots.first)
      #expect(diagnostics.isEmpty)
      #expect(model.isRead(as: root), "\(root.rawText)")
    }
  }

  @Test func `survives every mutation of a text`() {
    let sample = """
      {"NetworkInterfaces": [{"PrivateIpAddress": "10.0.0.1", "Groups": [], "Tags": \
      [{"Key": "N\\u00e4me", "Value": "é😀\\ud83d\\ude00"}], "Port": -12.5e+3, "Up": true, \
      "Down": null, "Down": false}]}
      {"NextToken": "x"}
      """
    var generator = SeededGenerator(seed: 11)
    var accepted = 0
    for _ in 0..<4000 {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.remove(at: place)
        case 3:
          bytes.insert(Array("{}[]\",:\\0-".utf8).randomElement(using: &generator) ?? 0, at: place)
        default: bytes.removeSubrange(max(place, 1)...)
        }
      }
      var diagnostics = Diagnostics()
      let file = SourceFile(bytes: bytes)
      do throws(JSONError) {
        let document = try JSONDocument.parse(file, into: &diagnostics)
        accepted += 1
        for root in document.roots { visit(root) }
      } catch {
        #expect(error.offset <= bytes.count)
        #expect(error.line >= 1)
      }
    }
    #expect(accepted > 50)
  }

  /// Reads all that is in a value.
  private func visit(_ value: JSONValue) {
    _ = (value.string, value.int, value.double, value.bool, value.path(), value.rawText)
    for element in value.elements { visit(element) }
    for (key, member) in value.members {
      #expect(value[key.string] != nil)
      visit(member)
    }
  }
}
