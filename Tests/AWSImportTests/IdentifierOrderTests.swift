import TestSupport
import Testing

@testable import AWSImport

struct IdentifierOrderTests {
  @Test(arguments: [
    [], ["a"], ["b", "a"], ["eni-2", "eni-1", "eni-10", "eni-"], ["", "x", ""],
    ["i-0123456789", "i-01234567", "i-012345678"], ["ä", "z", "a"],
  ])
  func `sorts as text sorts`(_ ids: [String]) {
    #expect(IdentifierOrder.positions(of: ids).map { ids[$0] } == ids.sorted())
  }

  @Test func `sorts random identifiers as text sorts`() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let ids = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
        "eni-0" + String(UInt64.random(in: 0...99_999_999_999, using: &generator), radix: 16)
      }
      #expect(IdentifierOrder.positions(of: ids).map { ids[$0] } == ids.sorted())
    }
  }
}
