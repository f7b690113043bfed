import Reachability
import TestSupport
import Topology

/// Measures how long the ten rules take on an account of one size.
struct ProofBench {
  let size: Int
  let hasTransit: Bool
  let repetitions: Int

  /// Measures and adds rows to the table.
  func run(into table: inout FigureTable) {
    let account = SyntheticAccount(interfaceCount: size, hasTransit: hasTransit)
    let (topology, planning) = Clock.measure { account.topology() }
    let rules = TierRules(topology).rules
    var best: Attempt?
    for _ in 0..<repetitions {
      let attempt = Attempt(topology, rules)
      if best.map({ attempt.total < $0.total }) ?? true { best = attempt }
    }
    guard let best else { return }
    table.add("\(size) interfaces", "", "pairs connected", "undecided", "of")
    table.add("  graph planned", FigureTable.milliseconds(planning))
    table.add("  compiled", FigureTable.milliseconds(best.compiling))
    for (rule, result) in zip(rules, best.results) {
      table.add(
        "  \(rule.name)", FigureTable.milliseconds(result.seconds),
        "\(result.answer.pairsConnected)", "\(result.answer.pairsUndecided)",
        "\(result.answer.pairsChecked)")
    }
    table.add("  ten rules, all told", FigureTable.milliseconds(best.total))
    table.add("  peak memory so far", "\(Clock.peakMemory) MiB")
    table.note(size: size, seconds: best.total)
  }

  /// One run over all rules with a fresh model.
  private struct Attempt {
    var compiling: Double
    var results: [(seconds: Double, answer: FlowAnswer)] = []

    /// Everything, the classes included, which the first rule builds.
    var total: Double { results.reduce(compiling) { $0 + $1.seconds } }

    init(_ topology: Topology, _ rules: [TierRules.Rule]) {
      let (model, compiling) = Clock.measure { ReachabilityModel(topology) }
      self.compiling = compiling
      for rule in rules {
        let (answer, seconds) = Clock.measure { model.answer(rule.question) }
        results.append((seconds, answer))
      }
    }
  }
}
