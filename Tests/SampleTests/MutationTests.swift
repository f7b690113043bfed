import Certificates
import Composition
import Connectivity
import Lint
import Reachability
import TestSupport
import Testing
import TierPolicy
import Topology

/// No rule of a sample can be taken out or turned round without anybody noticing.
@Suite struct `Rules of samples` {
  @Test(arguments: JudgedSample.names)
  func `change a verdict or a connection when they are changed, or are reported`(
    _ name: String
  ) async throws {
    let sample = try await JudgedSample(name, on: try #require(`The samples`.day))
    let topology = sample.graph.topology
    let model = ReachabilityModel(topology)
    let linter = Linter(topology)
    let reported = Set((linter.findings() + linter.ineffectiveRules()).map(Word.init))
    let unattached = Set(
      linter.findings().filter { $0.kind == .unattached }.map(\.holderID))
    let before = sample.verdicts(topology)
    var counts = (verdict: 0, connection: 0, reported: 0)
    var tried = 0
    for filter in topology.filters.ids {
      for number in topology.filters[filter].rules.indices {
        let rule = topology.filters[filter].rules[number]
        if topology.filters[filter].isImplicit(rule) { continue }
        for mutant in [
          topology.removing(rule: number, of: filter),
          topology.turningRound(rule: number, of: filter),
        ].compactMap({ $0 }) {
          tried += 1
          if !TestEffort.isThorough, tried % 3 != 0 { continue }
          if sample.verdicts(mutant) != before {
            counts.verdict += 1
            continue
          }
          let isSeen =
            reported.contains(Word(topology.filters[filter], rule))
            || unattached.contains(topology.filters[filter].id)
          if isSeen {
            counts.reported += 1
            continue
          }
          let diff = DiffBuilder(old: model, new: ReachabilityModel(mutant)).diff()
          counts.connection += 1
          #expect(
            !diff.isEmpty,
            "\(name): \(topology.filters[filter].id) \(rule.id) \(rule.text) changes nothing")
        }
      }
    }
    print("\(name): \(counts) of \(tried) mutants")
    #expect(counts.verdict > 0 || tried == 0)
  }

  /// A rule or a filter as findings name it.
  private struct Word: Hashable {
    var holder: String
    var rule: String

    init(_ finding: LintFinding) {
      holder = finding.holderID
      rule = finding.rule
    }

    init(_ filter: Filter, _ rule: FilterRule) {
      holder = filter.id
      if rule.text.isEmpty {
        self.rule = rule.id
      } else if rule.id.isEmpty || rule.text.contains(rule.id) {
        self.rule = rule.text
      } else {
        self.rule = "\(rule.id): \(rule.text)"
      }
    }
  }
}

extension Topology {
  /// The graph with a rule that permits what it denied, or the other way round.
  fileprivate func turningRound(rule number: Int, of filter: ID<Filter>) -> Topology? {
    var result = self
    switch filters[filter].rules[number].action {
    case .allow: result.filters[filter].rules[number].action = .deny
    case .deny: result.filters[filter].rules[number].action = .allow
    case .jump: return nil
    }
    return result
  }
}
