import Documents
import Testing
import Topology

/// A lowering says each thing once.
@Suite struct GraphLoweringTests {
  private struct Example: GraphLowering {
    var topology = Topology()
    var diagnostics = Diagnostics()
    var told: Set<String> = []
    var assumptions: [String: ID<Assumption>] = [:]
  }

  @Test func `a diagnostic is added once for each code and subject`() {
    var lowering = Example()
    for subject in ["a", "b", "a"] {
      lowering.tell(.warning, "x.gap", about: subject, "A gap.", effect: .assumedOpen)
    }
    lowering.tell(.note, "x.other", about: "a", "Another gap.", effect: .exact)
    #expect(lowering.diagnostics.countsByCode.map(\.code) == ["x.gap", "x.other"])
    #expect(lowering.diagnostics.countsByCode.map(\.count) == [2, 1])
  }

  @Test func `an assumption is added once, and its words are made once`() {
    var lowering = Example()
    var made = 0
    func statement() -> String {
      made += 1
      return "what is behind it"
    }
    let first = lowering.assumption(about: "a", statement(), remedy: "export it")
    let second = lowering.assumption(about: "a", statement(), remedy: "export it")
    #expect(first == second)
    #expect(made == 1)
    #expect(lowering.topology.assumptions.count == 1)
    #expect(lowering.topology.omissions.isEmpty)
  }

  @Test func `a gap of the whole graph is no assumption about one subject`() {
    var lowering = Example()
    let local = lowering.assumption(about: "a", "what is behind it", remedy: "export it")
    lowering.omit(about: "a", "the rest", remedy: "export it")
    lowering.omit(about: "a", "the rest", remedy: "export it")
    #expect(lowering.topology.omissions.count == 1)
    #expect(lowering.topology.omissions.first != local)
  }
}
