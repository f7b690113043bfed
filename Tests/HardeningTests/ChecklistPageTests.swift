import Hardening
import TestSupport
import Testing

/// The page about the checklist follows the checks.
@Suite struct ChecklistPageTests {
  private static let root: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  @Test func `the page about the checklist is up to date`() throws {
    let outcome = try Golden.compare(
      ChecklistPage.markdown, with: Self.root + "/docs/checklist.md")
    #expect(outcome.isGood, "\(outcome)")
  }

  @Test func `every check has a name of its own`() {
    let ids = Check.all.map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}
