extension LayoutState {
  /// The pieces of every net, vertical pieces that meet end to end joined.
  func segments() -> [[Segment]] {
    var verticals = Array(repeating: [Int: [Segment]](), count: plan.nets.count)
    var result = Array(repeating: [Segment](), count: plan.nets.count)
    for (number, trunk) in routes.trunks.enumerated() where trunkSpan[number].count > 1 {
      let span = trunkSpan[number]
      result[trunk.net].append(
        Segment(span.lowerBound, trunkY[number], span.upperBound, trunkY[number]))
    }
    for (number, terminal) in routes.terminals.enumerated() {
      let frame = nodeFrames[terminal.node]
      let end = terminal.isTop ? frame.y - spacing.touch : frame.maxY
      verticals[terminal.net][pinX[number], default: []].append(
        Segment(pinX[number], end, pinX[number], trunkY[terminal.trunk]))
    }
    for (number, riser) in routes.risers.enumerated() {
      verticals[riser.net][riserX[number], default: []].append(
        Segment(riserX[number], trunkY[riser.upper], riserX[number], trunkY[riser.lower]))
    }
    for net in plan.nets.indices {
      for x in verticals[net].keys.sorted() {
        result[net] += Self.joined(verticals[net][x] ?? [])
      }
    }
    return result
  }

  private static func joined(_ list: [Segment]) -> [Segment] {
    var result: [Segment] = []
    for segment in list.sorted(by: { ($0.y0, $0.y1) < ($1.y0, $1.y1) }) {
      if let last = result.last, last.y1 >= segment.y0 {
        result[result.count - 1].y1 = max(last.y1, segment.y1)
      } else {
        result.append(segment)
      }
    }
    return result
  }

  /// How good the layout is; less is better.
  func score() -> Int {
    let segments = segments()
    let length = segments.joined().reduce(0) { $0 + $1.length }
    return Crossings.count(segments) * 12 * spacing.unit + length
  }
}

/// Counts the points in which lines of different nets cross.
enum Crossings {
  /// Returns the number of crossings.
  ///
  /// - Complexity: O(*h* · *v*), the numbers of horizontal and vertical pieces.
  static func count(_ nets: [[Segment]]) -> Int {
    var verticals: [(net: Int, segment: Segment)] = []
    for (net, list) in nets.enumerated() {
      for segment in list where !segment.isHorizontal { verticals.append((net, segment)) }
    }
    verticals.sort { $0.segment.x0 < $1.segment.x0 }
    var count = 0
    for (net, list) in nets.enumerated() {
      for line in list where line.isHorizontal {
        var low = 0
        var high = verticals.count
        while low < high {
          let middle = (low + high) / 2
          if verticals[middle].segment.x0 <= line.x0 { low = middle + 1 } else { high = middle }
        }
        while low < verticals.count, verticals[low].segment.x0 < line.x1 {
          let other = verticals[low].segment
          if verticals[low].net != net, other.y0 < line.y0, other.y1 > line.y0 { count += 1 }
          low += 1
        }
      }
    }
    return count
  }
}
