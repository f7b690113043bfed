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
    var missing: Set<ID<Assumption>> = []
    let depth = depth(of: result.rule, atMost: min(wanted, Self.depthLimit), &missing)
    result.depth = depth
    result.notes.append(depth.text)
    if depth.depth < wanted {
      // Where only what the exports do not tell could break it, nobody knows how deep it is.
      result.verdict = depth.isCertain ? .violated : .undecided
      result.remainingVerdict = result.verdict
      if !depth.isCertain { result.assumptions = missing.sorted() }
    }
    return result
  }

  /// Studies which layers keep a rule that holds.
  ///
  /// - Parameters:
  ///   - rule: The rule.
  ///   - limit: How many layers may fail together.
  ///   - missing: Where to note what is missing to know it.
  /// - Returns: How deep it is.
  private func depth(
    of rule: PolicyRule, atMost limit: Int, _ missing: inout Set<ID<Assumption>>
  ) -> DefenceDepth {
    let failure = LayerFailure(topology: model.topology)
    let layers = failure.layers
    let area = area(of: rule)
    let kept = area.destinations.endpoints.members
    func ask(without failed: [Layer]) -> (verdict: Verdict, missing: Set<ID<Assumption>>) {
      let graph = failure.graph(without: Set(failed), before: kept, on: rule.traffic)
      let other = RuleEvaluation<ReachabilityModel>(
        ReachabilityModel(graph), evaluation: evaluation,
        tiers: tiers.values.sorted { $0.name < $1.name })
      let tally = other.tally(area, rule)
      let isFree =
        failed.contains(.routing) && tally.doubts.contains { comesFreely($0, other.model) }
      let known = tally.assumptions.filter { $0.index < model.topology.assumptions.count }
      return (isFree ? .violated : tally.counts.verdict, known)
    }
    let alone = layers.filter { layer in
      ask(without: layers.filter { $0 != layer }).verdict == .proven
    }
    for count in 1..<max(limit, 2) {
      var doubtful: [Layer]?
      // What a filter keeps is said before what ways and addresses keep.
      let sets = Self.subsets(of: layers, count)
      for failed in sets.filter({ !$0.contains(.routing) })
        + sets.filter({ $0.contains(.routing) })
      {
        let answer = ask(without: failed)
        switch answer.verdict {
        case .violated:
          return DefenceDepth(alone: alone, weakest: failed, depth: count, isCertain: true)
        case .undecided:
          doubtful = doubtful ?? failed
          missing.formUnion(answer.missing)
        case .proven, .vacuous: continue
        }
      }
      if let doubtful { return DefenceDepth(alone: alone, weakest: doubtful, depth: count) }
    }
    return DefenceDepth(alone: alone, weakest: [], depth: max(limit, 2))
  }

  /// The first layer without which a rule that holds breaks, or may break.
  func singleLayer(
    of rule: PolicyRule, _ failure: LayerFailure,
    _ graph: (Layer, [ID<Endpoint>]) -> ReachabilityModel
  ) -> DefenceDepth {
    let area = area(of: rule)
    let kept = area.destinations.endpoints.members
    var doubtful: Layer?
    // What a filter keeps is said before what ways and addresses keep.
    let layers = failure.layers
    for layer in layers.filter({ $0 != .routing }) + layers.filter({ $0 == .routing }) {
      let other = RuleEvaluation<ReachabilityModel>(
        graph(layer, kept), evaluation: evaluation,
        tiers: tiers.values.sorted { $0.name < $1.name })
      let tally = other.tally(area, rule)
      let isFree =
        layer == .routing && tally.doubts.contains { comesFreely($0, other.model) }
      if isFree || tally.counts.verdict == .violated {
        return DefenceDepth(alone: nil, weakest: [layer], depth: 1, isCertain: true)
      }
      if tally.counts.verdict == .undecided { doubtful = doubtful ?? layer }
    }
    if let doubtful { return DefenceDepth(alone: nil, weakest: [doubtful], depth: 1) }
    return DefenceDepth(alone: nil, weakest: [], depth: 2)
  }

  /// Whether a pair is in doubt only because routes and addresses have failed, so that it connects
  /// once they have.
  private func comesFreely(_ doubt: RuleExample, _ failed: ReachabilityModel) -> Bool {
    func isKnown(_ party: Party) -> Bool {
      guard case .endpoint(let endpoint) = party else { return true }
      return !model.topology.endpoints[endpoint].addresses.isEmpty
    }
    // The model adds the assumption about endpoints without addresses behind those of the graph.
    let assumed = ID<Assumption>(failed.topology.assumptions.count - 1)
    return doubt.flow.connection.assumptions == [assumed] && doubt.legs.isEmpty
      && isKnown(doubt.flow.source) && isKnown(doubt.flow.destination)
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
