/// Covers pairs by few sets of sources and targets of which every source belongs to every target.
enum Bicliques {
  /// Some sources and some targets.
  typealias Ends = (sources: [Int], targets: [Int])

  /// Returns sets that cover each pair exactly once.
  ///
  /// Nodes that all reach one another share a set in which each is source and target; that a
  /// single node does not reach itself is understood there. A single node that does reach itself
  /// has a set of its own.
  ///
  /// - Parameters:
  ///   - pairs: Sources and targets.
  ///   - groups: The nodes that stand for several things, which may reach one another.
  /// - Returns: The sets.
  static func cover(_ pairs: [(Int, Int)], groups: Set<Int>) -> [Ends] {
    var result: [Ends] = []
    var rest: [(Int, Int)] = []
    for (source, target) in pairs {
      if source == target, !groups.contains(source) {
        result.append(([source], [target]))
      } else {
        rest.append((source, target))
      }
    }
    let swapped = rest.map { ($1, $0) }
    var best = joined(swapped, groups, isClosed: false).map { Ends($1, $0) }
    let bySource = joined(rest, groups, isClosed: false).map { Ends($0, $1) }
    if bySource.count < best.count { best = bySource }
    let closed = joined(swapped, groups, isClosed: true).map { Ends($1, $0) }
    if closed.count < best.count { best = closed }
    let closedBySource = joined(rest, groups, isClosed: true).map { Ends($0, $1) }
    if closedBySource.count < best.count { best = closedBySource }
    return result + best
  }

  /// Joins the firsts that have equal sets of seconds, themselves aside when they are closed.
  private static func joined(
    _ pairs: [(Int, Int)], _ groups: Set<Int>, isClosed: Bool
  ) -> [([Int], [Int])] {
    var partners: [Int: Set<Int>] = [:]
    for (first, second) in pairs { partners[first, default: []].insert(second) }
    var result: [([Int], [Int])] = []
    if isClosed {
      var circles: [Set<Int>: [Int]] = [:]
      for (first, seconds) in partners {
        let whole = groups.contains(first) ? seconds : seconds.union([first])
        circles[whole, default: []].append(first)
      }
      for (seconds, firsts) in circles where firsts.count > 1 {
        result.append((firsts.sorted(), seconds.sorted()))
        for first in firsts { partners[first] = nil }
      }
    }
    var equal: [Set<Int>: [Int]] = [:]
    for (first, seconds) in partners { equal[seconds, default: []].append(first) }
    return result + equal.map { ($0.value.sorted(), $0.key.sorted()) }
  }
}
