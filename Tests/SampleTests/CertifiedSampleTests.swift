import Certificates
import Composition
import TestSupport
import Testing
import TierPolicy
import Topology

/// The proofs about the samples, checked by what shares nothing with the engine.
@Suite struct `The proofs about samples` {
  @Test(arguments: JudgedSample.names)
  func `are certified and verified`(_ name: String) async throws {
    let sample = try await JudgedSample(name, on: try #require(`The samples`.day))
    let topology = sample.graph.topology
    for (claim, verdict) in sample.claims() {
      let certificate = try? CertificateWriter(topology).certificate(of: claim)
      if verdict != .proven {
        #expect(certificate == nil, "\(name): \(claim.rule) is \(verdict)")
        continue
      }
      if TransferGraph.obstacle(topology) != nil { continue }
      let written = try #require(certificate, "\(name): \(claim.rule)")
      try CertificateChecker(topology).check(written)
    }
  }

  @Test(.enabled(if: Solver.isInstalled, "z3 is not installed"), arguments: JudgedSample.names)
  func `are what a solver says`(_ name: String) async throws {
    let sample = try await JudgedSample(name, on: try #require(`The samples`.day))
    for (claim, verdict) in sample.claims() {
      guard let question = SolverQuestion(sample.graph.topology).question(claim) else { continue }
      let answer = try Solver.answer(question.text)
      switch verdict {
      case .proven: #expect(answer == "unsat", "\(name): \(claim.rule)")
      case .violated: #expect(answer == "sat", "\(name): \(claim.rule)")
      case .undecided, .vacuous: break
      }
    }
  }
}
