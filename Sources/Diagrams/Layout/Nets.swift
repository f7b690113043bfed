/// Edges with the same traffic and verdict drawn as one line: every source on it reaches every
/// target on it.
///
/// A single node that is both a source and a target does not reach itself, unless it is the only
/// node on the line. A node that stands for several is both when these reach each other.
struct Net: Hashable, Sendable {
  var sources: [Int]
  var targets: [Int]
  var traffic: String
  var verdict: SceneEdge.Verdict
  var findings: [String]

  /// The words on the line.
  var label: String {
    let mark = findings.isEmpty ? "" : " " + findings[0] + (findings.count > 1 ? "…" : "")
    switch verdict {
    case .allowed: return traffic + mark
    case .violation: return traffic + " VIOLATION" + mark
    case .blocked: return traffic + " BLOCKED" + mark
    case .undecided: return traffic + " ?" + mark
    case .added: return "+ " + traffic + mark
    case .removed: return "- " + traffic + mark
    }
  }
}

/// Groups edges into nets.
enum Nets {
  private struct Mark: Hashable {
    var verdict: SceneEdge.Verdict
    var traffic: String
  }

  private struct Pair: Hashable {
    var source: Int
    var target: Int
  }

  /// Returns the nets that cover each edge exactly once, the gravest verdicts first.
  ///
  /// - Parameters:
  ///   - edges: The edges.
  ///   - indices: The numbers of the nodes.
  ///   - groups: The numbers of the nodes that stand for several things.
  /// - Returns: The nets.
  static func group(
    _ edges: [SceneEdge], indices: [String: Int], groups: Set<Int> = []
  ) -> [Net] {
    var marks: [Mark: [Pair: [String]]] = [:]
    for edge in edges {
      guard let source = indices[edge.source], let target = indices[edge.target] else { continue }
      let mark = Mark(verdict: edge.verdict, traffic: edge.traffic)
      marks[mark, default: [:]][Pair(source: source, target: target), default: []] += edge.findings
    }
    var nets: [Net] = []
    for (mark, pairs) in marks {
      let ends = Bicliques.cover(pairs.keys.map { ($0.source, $0.target) }, groups: groups)
      for (sources, targets) in ends {
        var findings: Set<String> = []
        for source in sources {
          for target in targets {
            findings.formUnion(pairs[Pair(source: source, target: target)] ?? [])
          }
        }
        nets.append(
          Net(
            sources: sources, targets: targets, traffic: mark.traffic, verdict: mark.verdict,
            findings: findings.sorted { NaturalOrder.precedes($0, $1) }))
      }
    }
    return nets.sorted(by: precedes)
  }

  private static func precedes(_ left: Net, _ right: Net) -> Bool {
    if left.verdict != right.verdict { return left.verdict.rank < right.verdict.rank }
    if left.sources != right.sources {
      return left.sources.lexicographicallyPrecedes(right.sources)
    }
    if left.targets != right.targets {
      return left.targets.lexicographicallyPrecedes(right.targets)
    }
    return NaturalOrder.precedes(left.traffic, right.traffic)
  }
}
