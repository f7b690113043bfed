import ComposeImport
import Documents
import TestSupport
import Testing
import Topology

/// Files that people publish.
@Suite(.enabled(if: SharedData.path("data/compose") != nil)) struct PublicFilesTests {
  @Test func `every public compose file is read, and few are refused`() throws {
    let root = try #require(SharedData.path("data/compose"))
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory([root], into: &diagnostics).filter {
      $0.path.hasSuffix(".yml") || $0.path.hasSuffix(".yaml")
    }
    var (known, refused) = (0, 0)
    for entry in entries {
      let file = try FileReader.read(entry, id: FileID(rawValue: 0))
      let document = InputDocument.text(file)
      guard ComposeImporter.recognise(document) != nil else { continue }
      known += 1
      var found = Diagnostics()
      let fragment = ComposeImporter.fragment(of: [document], diagnostics: &found)
      if fragment.coverage.files.contains(where: { $0.state == .refused }) { refused += 1 }
    }
    #expect(known > 75)
    #expect(refused < 14)
  }
}
