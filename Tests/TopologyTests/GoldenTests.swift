import FoundationEssentials
import TestSupport
import Testing

struct GoldenTests {
  private func withFile(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/golden-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body("\(folder)/inner/output.txt")
  }

  @Test func `a missing file is told and accepting writes it`() throws {
    try withFile { path in
      let outcomes = try [false, true, false, true].map { accepting in
        try Golden.compare("one\n", with: path, accepting: accepting)
      }
      #expect(outcomes == [.missing(path), .accepted, .same, .same])
      #expect(outcomes.map(\.isGood) == [false, true, true, true])
    }
  }

  @Test func `the first line that differs is shown`() throws {
    try withFile { path in
      _ = try Golden.compare("one\ntwo\nthree\n", with: path, accepting: true)
      let outcome = try Golden.compare("one\n2\nthree\n", with: path, accepting: false)
      #expect(outcome == .differs(line: 2, expected: "two", found: "2"))
      #expect(!outcome.isGood)
      let shorter = try Golden.compare("one", with: path, accepting: false)
      #expect(shorter == .differs(line: 2, expected: "two", found: "(end of file)"))
    }
  }
}
