import Documents
import EvidenceImport
import Testing

/// Evidence is recognised by what it holds.
@Suite struct RecognitionTests {
  @Test func `a text without settings is no evidence`() {
    let file = SourceFile(text: "Dear auditor,\n\nthe passwords are on the wall.\n")
    #expect(EvidenceImporter.recognise(.text(file)) == nil)
  }
}
