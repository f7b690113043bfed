import Composition
import Testing

struct ExitStatusTests {
  @Test func `a wrong question comes before every verdict`() {
    for status in [ExitStatus.success, .violation, .incomplete] {
      #expect(status.combined(with: .usage) == .usage)
    }
  }

  @Test func `a violation is not hidden by what is not known`() {
    #expect(ExitStatus.violation.combined(with: .incomplete) == .violation)
    #expect(ExitStatus.incomplete.combined(with: .violation) == .violation)
  }

  @Test func `success changes nothing`() {
    for status in ExitStatus.allCases {
      #expect(status.combined(with: .success) == status)
      #expect(ExitStatus.success.combined(with: status) == status)
    }
  }

  @Test func `the numbers are those of the contract`() {
    #expect(ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
  }
}
