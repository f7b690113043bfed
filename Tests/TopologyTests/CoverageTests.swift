import Documents
import Testing
import Topology

struct CoverageTests {
  private func file(_ state: FileCoverage.ReadState) -> FileCoverage {
    FileCoverage(
      file: FileID(rawValue: 0), path: "a.json", content: "networks", recordCount: 1,
      state: state)
  }

  @Test func `only files that were all read whole are complete`() {
    var coverage = Coverage()
    #expect(!coverage.isComplete)
    coverage.files = [file(.read)]
    #expect(coverage.isComplete)
    for state in [FileCoverage.ReadState.partial, .refused, .unrecognised] {
      coverage.files = [file(.read), file(state)]
      #expect(!coverage.isComplete)
    }
  }
}
