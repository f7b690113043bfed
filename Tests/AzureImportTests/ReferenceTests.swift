import AzureImport
import Documents
import TestSupport
import Testing

/// The page about the importer follows its tables.
@Suite struct ReferenceTests {
  private static let root: String = {
    #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
  }()

  @Test func `the page about Azure is up to date`() throws {
    let path = Self.root + "/docs/importers/azure.md"
    let outcome = try Golden.compare(AzureReference.markdown, with: path)
    #expect(outcome.isGood, "\(outcome)")
  }

  @Test func `every member that a record is read by is on the page`() throws {
    let page = AzureReference.markdown
    var ignored = Diagnostics()
    let folder = Self.root + "/Sources/Importers/AzureImport/Resources"
    let catalog = SourceCatalog.read(
      FileReader.inventory([folder], into: &ignored), into: &ignored)
    let calls =
      /\.(?:text|flag|number|objects|object|texts|prefixes|address|references|reference|find|has)\("([A-Za-z0-9]+)"/
    var count = 0
    for file in catalog.files {
      for match in file.text.matches(of: calls) {
        count += 1
        let key = String(match.output.1)
        #expect(page.contains(key), "\(key) in \(file.path)")
      }
    }
    #expect(count > 100)
  }

  @Test func `every record that is read has its members on the page`() {
    let page = AzureReference.markdown
    for line in page.split(separator: "\n") { #expect(!line.contains("|  |"), "\(line)") }
  }
}
