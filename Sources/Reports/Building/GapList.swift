import TierPolicy
import Topology

/// What rules hang on, each gap once and in an order that does not depend on that of the graph.
struct GapList {
  private(set) var gaps: [ReviewGap] = []
  private var numbers: [ID<Assumption>: Int] = [:]

  init(_ rules: [RuleResult], _ wording: Wording) {
    struct Key: Hashable {
      var statement: String
      var remedy: String
      var place: String
    }
    var hanging: [Key: Set<String>] = [:]
    var keys: [ID<Assumption>: Key] = [:]
    for rule in rules {
      for id in rule.assumptions where wording.topology.assumptions.indices.contains(id.index) {
        let assumption = wording.topology.assumptions[id]
        let key = Key(
          statement: NameLimit.short(assumption.statement, to: NameLimit.message),
          remedy: NameLimit.short(assumption.remedy, to: NameLimit.message),
          place: wording.place(assumption.location))
        keys[id] = key
        hanging[key, default: []].insert(rule.id)
      }
    }
    let sorted = hanging.keys.sorted {
      ($0.statement, $0.remedy, $0.place) < ($1.statement, $1.remedy, $1.place)
    }
    for (index, key) in sorted.enumerated() {
      gaps.append(
        ReviewGap(
          id: "A\(index + 1)", statement: key.statement, remedy: key.remedy, place: key.place,
          rules: (hanging[key] ?? []).sorted()))
    }
    for (id, key) in keys { numbers[id] = sorted.firstIndex(of: key) }
  }

  /// The names of the gaps that some assumptions are, in order.
  func names(of assumptions: [ID<Assumption>]) -> [String] {
    Set(assumptions.compactMap { numbers[$0] }).sorted().map { gaps[$0].id }
  }
}
