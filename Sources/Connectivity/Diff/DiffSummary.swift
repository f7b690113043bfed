import PacketSets

/// Changes that are alike, put together: several sources, several destinations, one cause.
struct DiffSummary {
  var sources: [DiffParty]
  var destinations: [DiffParty]
  var change: ConnectionChange
  var pairCount: Int
  var cause: ChangeCause?

  /// Puts changes together that differ in their sources only, and then in their destinations only.
  static func summaries(of diff: ReachabilityDiff) -> [DiffSummary] {
    let single = diff.changes.map {
      DiffSummary(
        sources: [$0.source], destinations: [$0.destination], change: $0.change,
        pairCount: $0.pairCount, cause: $0.cause)
    }
    let bySource = merged(single, key: \.destinations) { $0.sources += $1.sources }
    return merged(bySource, key: \.sources) { $0.destinations += $1.destinations }
  }

  private struct Key: Hashable {
    var parties: [DiffParty]
    var change: ConnectionChange
    var passes: ChangeCause.Step?
    var stops: ChangeCause.Step?
  }

  private static func merged(
    _ list: [DiffSummary], key: (DiffSummary) -> [DiffParty],
    _ merge: (inout DiffSummary, DiffSummary) -> Void
  ) -> [DiffSummary] {
    var result: [DiffSummary] = []
    var known: [Key: Int] = [:]
    for next in list {
      let word = Key(
        parties: key(next), change: next.change, passes: next.cause?.passes,
        stops: next.cause?.stops)
      if let number = known[word] {
        merge(&result[number], next)
        result[number].pairCount += next.pairCount
      } else {
        known[word] = result.count
        result.append(next)
      }
    }
    return result
  }
}
