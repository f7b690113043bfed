import AWSImport
import Documents
import TestSupport
import Testing

/// The page about the importer and the script that collects exports follow its tables.
@Suite struct ReferenceTests {
  private static let root: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  @Test func `the page about AWS is up to date`() throws {
    let path = Self.root + "/docs/importers/aws.md"
    let outcome = try Golden.compare(AWSReference.markdown, with: path)
    #expect(outcome.isGood, "\(outcome)")
  }

  /// The texts of the importer's sources by their names.
  private func sources(_ folder: String = "") throws -> [String: String] {
    var ignored = Diagnostics()
    let base = Self.root + "/Sources/Importers/AWSImport" + folder
    let catalog = SourceCatalog.read(
      FileReader.inventory([base], into: &ignored), into: &ignored)
    return Dictionary(
      uniqueKeysWithValues: catalog.files.filter { $0.path.hasSuffix(".swift") }.map {
        ($0.path, $0.text)
      })
  }

  @Test func `every rule that the code cites is on the page`() throws {
    let page = AWSReference.markdown
    for (path, text) in try sources() {
      for match in text.matches(of: /AWS-[A-Z0-9]+-[0-9]+/) {
        #expect(page.contains("| \(match.output) |"), "\(match.output) in \(path)")
      }
    }
  }

  @Test func `every member that a record is read by is on the page`() throws {
    let page = AWSReference.markdown
    let calls =
      /\.(?:text|flag|number|records|rules|texts|object|prefix|address|requiredText|anyTags|groupIDs)\("([A-Za-z0-9]+)"/
    for (path, text) in try sources("/Resources") {
      for match in text.matches(of: calls) {
        let key = String(match.output.1)
        guard !["Key", "Value", "key", "value"].contains(key) else { continue }
        #expect(page.contains(key), "\(key) in \(path)")
      }
    }
  }

  @Test func `every record that is read has its members on the page`() {
    let page = AWSReference.markdown
    let records = page.split(separator: "## A complete export")[0]
    for line in records.split(separator: "\n") {
      #expect(!line.contains("|  |"), "\(line)")
    }
  }
}
