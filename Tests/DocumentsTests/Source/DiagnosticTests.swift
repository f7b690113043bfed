import Documents
import Testing

struct DiagnosticTests {
  @Test func `sorts by place, then code, whatever the order of arrival`() {
    let file = FileID(rawValue: 0)
    let list = [
      Diagnostic(.note, "b", "two", at: SourceLocation(file: file, byte: 9)),
      Diagnostic(.error, "a", "one", at: SourceLocation(file: file, byte: 9)),
      Diagnostic(.error, "z", "zero", at: SourceLocation(file: file, byte: 1)),
      Diagnostic(.warning, "c", "nowhere", path: "x"),
      Diagnostic(.error, "z", "zero", at: SourceLocation(file: file, byte: 1)),
    ]
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<10 {
      var diagnostics = Diagnostics()
      for diagnostic in list.shuffled(using: &generator) { diagnostics.append(diagnostic) }
      #expect(diagnostics.sorted().map(\.message) == ["zero", "one", "two", "nowhere"])
      #expect(diagnostics.countsByCode.map { "\($0.code)\($0.count)" } == ["a1", "b1", "c1", "z2"])
    }
  }

  @Test func `describes itself with its place and advice`() {
    let catalog = SourceCatalog(texts: ["a.json": "[\n1]"])
    let place = SourceLocation(file: FileID(rawValue: 0), byte: 2)
    let located = Diagnostic(.warning, "json.type", "expected a string", at: place, advice: "fix")
    #expect(
      located.describe(in: catalog)
        == "a.json:2:1: warning: expected a string [json.type] (fix)")
    let pathed = Diagnostic(.error, "file.missing", "gone", path: "b")
    #expect(pathed.describe(in: catalog) == "b: error: gone [file.missing]")
  }

  @Test func `orders effects from harmless to harmful`() {
    #expect(ProofEffect.allCases.sorted() == [.exact, .ignored, .assumedOpen, .assumedClosed])
    var diagnostics = Diagnostics()
    #expect(diagnostics.worstEffect == .exact)
    #expect(!diagnostics.hasErrors)
    diagnostics.append(Diagnostic(.error, "a", "b", effect: .assumedOpen))
    #expect(diagnostics.worstEffect == .assumedOpen)
    #expect(diagnostics.hasErrors)
  }
}
