import Certificates
import TestSupport
import Testing
import Topology

/// A solver that knows neither the engine nor the sets agrees with the proofs.
@Suite struct `Questions for solvers` {
  @Test(.enabled(if: Solver.isInstalled, "z3 is not installed"))
  func `are unsat where a claim is certified and sat where sets break it`() throws {
    var answers: [String: Int] = [:]
    for step in 0..<(TestEffort.isThorough ? 600 : 40) {
      let seed = 76_000 + UInt64(step)
      var options = RandomTopology.Options()
      options.unknownAddresses = false
      let topology = RandomTopology.make(seed: seed, options: options)
      var generator = SeededGenerator(seed: seed)
      let claim = Claims.random(topology, using: &generator)
      guard let question = SolverQuestion(topology).question(claim) else { continue }
      let answer = try Solver.answer(question.text)
      answers[answer, default: 0] += 1
      #expect(answer == (question.keepsClaim ? "unsat" : "sat"), "seed \(seed)")
    }
    #expect(answers["unsat", default: 0] > 0 && answers["sat", default: 0] > 0)
  }

  @Test func `have names of files that any system takes`() {
    #expect(SolverQuestion.fileName("db/../x y") == "db____x_y.smt2")
  }
}
