import Reachability
import Topology

/// Defence in depth: a rule is asked again in graphs in which layers have failed.
extension RuleEvaluation {
  /// How many layers of a graph may fail together; what is deeper is as deep as this.
  static var depthLimit: Int { 4 }

  /// Adds to the result of a rule that asks for a depth whether it has it.
  func deepened(_ result: RuleResult) -> RuleResult {
    guard let wanted = result.rule.depth, result.verdict == .proven else { return result }
    var result = result
    let depth = depth(of: result.rule, atMost: min(wanted, Self.depthLimit))
    result.depth = depth
    result.notes.append(depth.text)
    if depth.depth < wanted {
      result.verdict = .violated
      result.remainingVerdict = .violated
    }
    return result
  }

  /// Studies which layers keep a rule that holds.
  private func depth(of rule: PolicyRule, atMost limit: Int) -> DefenceDepth {
    let failure = LayerFailure(topology: model.topology)
    let layers = failure.layers
    let area = area(of: rule)
    let kept = area.destinations.endpoints.members
    func counts(without failed: [Layer]) -> PairCounts {
      let graph = failure.graph(without: Set(failed), before: kept, on: rule.traffic)
      let other = RuleEvaluation<ReachabilityModel>(
        ReachabilityModel(graph), evaluation: evaluation,
        tiers: tiers.values.sorted { $0.name < $1.name })
      return other.tally(area, rule).counts
    }
    let alone = layers.filter { layer in
      counts(without: layers.filter { $0 != layer }).verdict == .proven
    }
    for count in 1..<max(limit, 2) {
      var doubtful: [Layer]?
      for failed in Self.subsets(of: layers, count) {
        switch counts(without: failed).verdict {
        case .violated:
          return DefenceDepth(alone: alone, weakest: failed, depth: count, isCertain: true)
        case .undecided: doubtful = doubtful ?? failed
        case .proven, .vacuous: continue
        }
      }
      if let doubtful { return DefenceDepth(alone: alone, weakest: doubtful, depth: count) }
    }
    return DefenceDepth(alone: alone, weakest: [], depth: max(limit, 2))
  }

  /// The subsets of some layers that have a number of members, in the order of the layers.
  private static func subsets(of layers: [Layer], _ count: Int) -> [[Layer]] {
    guard count > 0 else { return [[]] }
    var result: [[Layer]] = []
    for (index, layer) in layers.enumerated() {
      for rest in subsets(of: Array(layers[(index + 1)...]), count - 1) {
        result.append([layer] + rest)
      }
    }
    return result
  }
}
