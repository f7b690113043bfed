import Documents
import TestSupport
import Testing

@testable import ComposeImport

/// The page about the importer follows its tables.
@Suite struct ReferenceTests {
  private static let root =
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test func `the page about Compose and Docker is up to date`() throws {
    let path = Self.root + "/docs/importers/compose.md"
    let outcome = try Golden.compare(ComposeReference.markdown, with: path)
    #expect(outcome.isGood, "\(outcome)")
  }

  @Test func `every kind of file is on the page`() {
    let kinds: Set<DocumentKind> = [
      .compose, .environment, .objects, .listing, .portListing, .version, .information, .settings,
    ]
    #expect(Set(ComposeReference.entries.map(\.kind)) == kinds)
  }
}
