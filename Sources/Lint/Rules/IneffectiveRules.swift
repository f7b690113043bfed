import Connectivity
import Reachability
public import Topology

/// Finds rules without which everybody would reach exactly whom he reaches with them.
struct IneffectiveRules: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    let model = ReachabilityModel(context.topology)
    var result: [LintFinding] = []
    for id in context.filters {
      let filter = context.topology.filters[id]
      for (number, rule) in filter.rules.enumerated() where !filter.isImplicit(rule) {
        guard let without = context.topology.removing(rule: number, of: id) else { continue }
        let diff = DiffBuilder(old: model, new: ReachabilityModel(without)).diff()
        if diff.isEmpty {
          result.append(
            context.finding(
              .ineffective, rule, of: filter,
              "without it everybody reaches whom he reaches with it", isActionable: false))
        }
      }
    }
    return result
  }
}

extension Topology {
  /// The graph without a rule of a filter; nil when there is no such rule.
  ///
  /// Rules that go on at later ones still go on at the same ones.
  public func removing(rule number: Int, of filter: ID<Filter>) -> Topology? {
    guard filters.indices.contains(filter.index),
      filters[filter].rules.indices.contains(number)
    else { return nil }
    var result = self
    result.filters[filter].rules.remove(at: number)
    for index in result.filters[filter].rules.indices {
      if case .jump(let target) = result.filters[filter].rules[index].action, target > number {
        result.filters[filter].rules[index].action = .jump(to: target - 1)
      }
    }
    return result
  }
}
