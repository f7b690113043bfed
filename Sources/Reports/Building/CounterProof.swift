import PacketSets
import Reachability
import TierPolicy
import Topology

/// Asks the rules again in a graph in which the cause of a finding is taken away.
struct CounterProof {
  let model: ReachabilityModel
  let policy: PolicyReview
  /// In larger graphs only the broken rule is asked again.
  private static let endpointLimit = 5000

  /// What asking again gave, as a phrase; nil when there is no rule to take away.
  func words(_ placed: PlacedFinding) -> String? {
    guard placed.rule.form != .must, let cause = placed.cause else { return nil }
    var changed = model.topology
    let before = policy.rules.first { $0.rule == placed.rule }?.counts.violating ?? 0
    let how: String
    if cause.rule.isFixed {
      // Nobody can remove it: what it lets in is denied just before it.
      let index = changed.filters[cause.filter].rules.firstIndex(of: cause.rule)
      var denial = cause.rule
      denial.action = .deny
      denial.traffic = placed.rule.traffic
      changed.filters[cause.filter].rules.insert(denial, at: index ?? 0)
      how = "asked again with a rule before it that denies \(Self.traffic(placed.rule))"
      shiftJumps(in: &changed.filters[cause.filter], from: index ?? 0)
    } else {
      changed.filters[cause.filter].rules.removeAll { $0 == cause.rule }
      how = "asked again without this rule"
    }
    let evaluation = RuleEvaluation(
      ReachabilityModel(changed), evaluation: SelectorEvaluation(changed),
      tiers: policy.memberships)
    let counts = evaluation.result(of: placed.rule).counts
    let others = others(than: placed.rule, evaluation)
    if counts.violating == 0, counts.undecided == 0 {
      return "\(how): \(placed.rule.id) holds\(others)"
    }
    let left = counts.violating == 1 ? "1 pair breaks" : "\(counts.violating) pairs break"
    let open = counts.undecided == 0 ? "" : ", \(counts.undecided) undecided"
    return "\(how): \(left) \(placed.rule.id) instead of \(before)\(open)\(others)"
  }

  /// What becomes of the other rules.
  private func others(
    than rule: PolicyRule, _ evaluation: RuleEvaluation<ReachabilityModel>
  ) -> String {
    guard model.topology.endpoints.count <= Self.endpointLimit, policy.rules.count > 1 else {
      return ""
    }
    var worse: [String] = []
    var better: [String] = []
    for other in policy.rules where other.rule != rule {
      let now = evaluation.result(of: other.rule)
      if now.counts.violating > other.counts.violating { worse.append(other.id) }
      if other.verdict == .violated, now.verdict == .proven { better.append(other.id) }
    }
    var parts: [String] = []
    if !better.isEmpty { parts.append("so does \(FindingWords.joined(better))") }
    parts.append(
      worse.isEmpty
        ? "no rule is broken by it"
        : "\(FindingWords.joined(worse)) would be broken by it")
    return "; " + parts.joined(separator: "; ")
  }

  private static func traffic(_ rule: PolicyRule) -> String {
    rule.services.isEmpty ? "all traffic" : FindingWords.joined(rule.services)
  }

  /// Moves the aims of jumps behind a rule that was put in.
  private func shiftJumps(in filter: inout Filter, from index: Int) {
    for number in filter.rules.indices {
      if case .jump(let target) = filter.rules[number].action, target > index {
        filter.rules[number].action = .jump(to: target + 1)
      }
    }
  }
}
