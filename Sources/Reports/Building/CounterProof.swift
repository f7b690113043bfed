import PacketSets
import Reachability
import TierPolicy
import Topology

/// Asks the rules again in a graph in which the cause of a finding is taken away.
struct CounterProof {
  let model: ReachabilityModel
  let policy: PolicyReview
  /// In larger graphs only the broken rule is asked again.
  private static let endpointLimit = 2000

  /// What asking again gave, as a phrase; nil when there is no rule to take away.
  func words(_ placed: PlacedFinding) -> String? {
    guard placed.rule.form != .must, let cause = placed.cause else { return nil }
    var changed = model.topology
    let before = policy.rules.first { $0.rule == placed.rule }?.counts.violating ?? 0
    for filter in changed.filters(with: cause.rule, of: cause.filter) {
      takeAway(cause.rule, from: &changed.filters[filter], denying: placed.rule.traffic)
    }
    let how =
      cause.rule.isFixed
      ? "asked again with a rule before it that denies \(Self.traffic(placed.rule))"
      : "asked again without this rule"
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

  /// Removes a rule from a filter, or denies before it what it lets in when nobody can remove it.
  private func takeAway(
    _ rule: FilterRule, from filter: inout Filter, denying traffic: TrafficSet
  ) {
    for index in filter.rules.indices.reversed() where filter.rules[index].isSame(as: rule) {
      if rule.isFixed {
        var denial = filter.rules[index]
        denial.action = .deny
        denial.traffic = traffic
        filter.rules.insert(denial, at: index)
        shiftJumps(in: &filter, behind: index, by: 1)
      } else {
        filter.rules.remove(at: index)
        shiftJumps(in: &filter, behind: index, by: -1)
      }
    }
  }

  /// Moves the aims of jumps behind a place at which a rule came or went.
  private func shiftJumps(in filter: inout Filter, behind index: Int, by step: Int) {
    for number in filter.rules.indices {
      if case .jump(let target) = filter.rules[number].action, target > index {
        filter.rules[number].action = .jump(to: target + step)
      }
    }
  }
}

extension FilterRule {
  /// Whether this is the same rule of the exports, which may have become rules of several filters
  /// that differ in the addresses they protect.
  func isSame(as other: FilterRule) -> Bool {
    id == other.id && text == other.text && location == other.location && action == other.action
  }
}

extension Topology {
  /// The filters that were made of the same object and hold the same rule.
  func filters(with rule: FilterRule, of filter: ID<Filter>) -> Set<ID<Filter>> {
    let one = filters[filter]
    return Set(
      filters.ids.filter { id in
        id == filter
          || filters[id].id == one.id && filters[id].direction == one.direction
            && filters[id].rules.contains { $0.isSame(as: rule) }
      })
  }
}
