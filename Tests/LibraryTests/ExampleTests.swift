import FoundationEssentials
import PacketSets
import Reachability
import Testing
import TierPolicy
import Topology

@Suite struct `The example of the library` {
  @Test func `finds who reaches the database`() throws {
    let audit = Audit()
    #expect(audit.connectionToDatabase(from: audit.appServer).certain == .tcp(5432))
    #expect(audit.connectionToDatabase(from: audit.batchServer).possible.isEmpty)
    let day = try #require(CalendarDate(year: 2026, month: 11, day: 1))
    #expect(try audit.verdicts(on: day) == [.proven])
  }

  @Test func `stands in the documentation as it is compiled`() throws {
    func text(_ path: String) throws -> String {
      let path = #filePath.replacing("Tests/LibraryTests/ExampleTests.swift", with: path)
      return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }
    let example = try text("Tests/LibraryTests/Audit.swift")
    #expect(
      try text("docs/LIBRARY.md").contains("```swift\n\(example)```\n"),
      "docs/LIBRARY.md shows another example than Tests/LibraryTests/Audit.swift")
  }
}
