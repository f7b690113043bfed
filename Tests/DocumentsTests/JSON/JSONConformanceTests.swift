import Documents
import TestSupport
import Testing

/// The files of JSONTestSuite's `test_parsing`, when they stand beside the working copy.
@Suite(.enabled(if: SharedData.isPresent, "the shared test data is absent"))
struct JSONConformanceTests {
  /// Reads a file as one value, to the letter.
  private func parse(_ file: SourceFile) throws(JSONError) {
    var diagnostics = Diagnostics()
    _ = try JSONDocument.parse(file, limits: .singleRoot, into: &diagnostics)
  }

  private func files(_ prefix: String) throws -> [(name: String, file: SourceFile)] {
    let folder = try #require(SharedData.path("data/json/test_parsing"))
    var diagnostics = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory([folder], into: &diagnostics), into: &diagnostics)
    #expect(diagnostics.isEmpty)
    return catalog.files.map { (String($0.path.dropFirst(folder.count + 1)), $0) }
      .filter { $0.0.hasPrefix(prefix) }
  }

  @Test func `accepts every text that a parser must accept`() throws {
    let files = try files("y_")
    #expect(files.count == 95)
    for (name, file) in files {
      #expect(throws: Never.self, "\(name)") { try parse(file) }
    }
  }

  @Test func `refuses every text that a parser must refuse, and says where and why`() throws {
    let files = try files("n_")
    #expect(files.count == 188)
    for (name, file) in files {
      let error = #expect(throws: JSONError.self, "\(name)") { try parse(file) }
      let refusal = try #require(error, "\(name)")
      #expect(refusal.line >= 1 && refusal.column >= 1, "\(name)")
      #expect(refusal.offset <= file.count, "\(name)")
      #expect(!refusal.message.isEmpty, "\(name)")
    }
  }

  /// What the reader does where the grammar leaves the choice: numbers of any size and a byte
  /// order mark are accepted, what is not Unicode is refused.
  @Test func `does what is documented where a parser may choose`() throws {
    let files = try files("i_")
    #expect(files.count == 35)
    for (name, file) in files {
      let isAccepted =
        name.hasPrefix("i_number") || name == "i_structure_500_nested_arrays.json"
        || name == "i_structure_UTF-8_BOM_empty_object.json"
      if isAccepted {
        #expect(throws: Never.self, "\(name)") { try parse(file) }
      } else {
        let error = #expect(throws: JSONError.self, "\(name)") { try parse(file) }
        #expect(error?.kind == .encoding, "\(name): \(error?.message ?? "")")
      }
    }
  }
}
