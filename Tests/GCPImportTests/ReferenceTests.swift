import Documents
import GCPImport
import TestSupport
import Testing

/// The page about the importer follows its tables.
@Suite struct ReferenceTests {
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test func `the page about Google Cloud is up to date`() throws {
    let path = Self.root + "/docs/importers/gcp.md"
    let outcome = try Golden.compare(GCPReference.markdown, with: path)
    #expect(outcome.isGood, "\(outcome)")
  }

  private func sources(_ folder: String) -> [String: String] {
    var ignored = Diagnostics()
    let catalog = SourceCatalog.read(
      FileReader.inventory([Self.root + folder], into: &ignored), into: &ignored)
    return Dictionary(
      uniqueKeysWithValues: catalog.files.filter { $0.path.hasSuffix(".swift") }.map {
        ($0.path, $0.text)
      })
  }

  @Test func `every statement that code and tests cite is on the page`() {
    let page = GCPReference.markdown
    let texts = sources("/Sources/Importers/GCPImport").merging(
      sources("/Tests/GCPImportTests"), uniquingKeysWith: { first, _ in first })
    #expect(texts.count > 60)
    for (path, text) in texts {
      for match in text.matches(of: /GCP?-([0-9]+\.[0-9]+)/) {
        #expect(page.contains("| GCP-\(match.output.1) |"), "\(match.output.0) in \(path)")
      }
    }
  }

  @Test func `every member that a record is read by is on the page`() {
    let page = GCPReference.markdown
    let calls =
      /\.(?:text|flag|number|records|texts|object|prefix|prefixes|address|reference|references|network)\("([A-Za-z0-9]+)"/
    for (path, text) in sources("/Sources/Importers/GCPImport/Resources") {
      for match in text.matches(of: calls) {
        let key = String(match.output.1)
        #expect(page.contains(key), "\(key) in \(path)")
      }
    }
  }
}
