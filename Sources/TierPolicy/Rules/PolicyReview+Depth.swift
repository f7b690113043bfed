public import Reachability
public import Topology

extension PolicyReview {
  /// How many endpoints a graph has at most of which single points of protection are looked for.
  public static let depthStudyLimit = 2_000

  /// Looks, for every proven rule that asks for no depth, for a single layer without which it breaks.
  ///
  /// - Parameter model: The graph of the review.
  /// - Complexity: that of asking each rule once for each layer of the graph.
  public mutating func studySingleLayers(_ model: ReachabilityModel) {
    let topology = model.topology
    guard topology.endpoints.count <= Self.depthStudyLimit else { return }
    let failure = LayerFailure(topology: topology)
    var graphs: [Layer: ReachabilityModel] = [:]
    let evaluation = SelectorEvaluation(topology)
    let unnamed = Tier.builtIn.filter { tier in !memberships.contains { $0.name == tier.name } }
    let tiers = memberships + evaluation.memberships(of: unnamed)
    for index in rules.indices {
      let rule = rules[index].rule
      guard rule.depth == nil, rule.mode == .anyOf, rules[index].verdict == .proven else {
        continue
      }
      let depth = RuleEvaluation(model, evaluation: evaluation, tiers: tiers)
        .singleLayer(of: rule, failure) { layer, kept in
          if let known = graphs[layer] { return known }
          let made = ReachabilityModel(
            failure.graph(without: [layer], before: kept, on: rule.traffic))
          // Where routes fail, the graph depends on what is to be kept.
          if layer != .routing { graphs[layer] = made }
          return made
        }
      rules[index].depth = depth
      rules[index].notes.append(depth.text)
    }
  }

  /// The proven rules that a single layer keeps, with that layer.
  public var singlePoints: [(rule: PolicyRule, layer: Layer, isCertain: Bool)] {
    rules.compactMap { result in
      guard result.verdict == .proven, let depth = result.depth, depth.depth == 1,
        let layer = depth.weakest.first
      else { return nil }
      return (result.rule, layer, depth.isCertain)
    }
  }
}
