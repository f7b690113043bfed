import PacketSets

/// Adds up the traffic between nodes, so that two nodes are joined by few lines.
struct EdgeTable {
  private struct Ends: Hashable {
    var source: String
    var target: String
  }

  private struct Entry {
    var certain = TrafficSet.empty
    var doubtful = TrafficSet.empty
    var violating = TrafficSet.empty
    var findings: Set<String> = []
  }

  private var entries: [Ends: Entry] = [:]
  /// Whether something may have an edge to itself.
  var hasLoops = false

  /// Adds what passes from a node to another.
  mutating func add(_ source: String, _ target: String, _ flow: SceneFlow) {
    if source == target, !hasLoops { return }
    var entry = entries[Ends(source: source, target: target)] ?? Entry()
    entry.certain.formUnion(flow.certain)
    entry.doubtful.formUnion(flow.doubtful)
    for violation in flow.violations {
      entry.violating.formUnion(violation.traffic)
      entry.findings.insert(violation.finding)
    }
    entries[Ends(source: source, target: target)] = entry
  }

  /// The edges, sorted: forbidden traffic apart from the rest, and what is doubtful apart again.
  var edges: [SceneEdge] {
    let order = entries.keys.sorted { ($0.source, $0.target) < ($1.source, $1.target) }
    return order.flatMap { ends -> [SceneEdge] in
      guard let entry = entries[ends] else { return [] }
      let allowed = entry.certain.subtracting(entry.violating)
      let doubtful = entry.doubtful.subtracting(entry.certain)
      var result: [SceneEdge] = []
      func add(
        _ traffic: TrafficSet, _ verdict: SceneEdge.Verdict, of all: TrafficSet,
        _ findings: [String] = []
      ) {
        if traffic.isEmpty { return }
        let isRest = TrafficLabel.isEverything(all) && !TrafficLabel.isEverything(traffic)
        result.append(
          SceneEdge(
            source: ends.source, target: ends.target,
            traffic: isRest ? "all else" : TrafficLabel.short(traffic), verdict: verdict,
            findings: findings))
      }
      add(entry.violating, .violation, of: entry.violating, entry.findings.sorted())
      add(allowed, .allowed, of: entry.certain)
      add(doubtful, .undecided, of: entry.doubtful)
      return result
    }
  }

  /// How many lines end at a node.
  func touches(_ node: String) -> Bool {
    entries.keys.contains { $0.source == node || $0.target == node }
  }
}
