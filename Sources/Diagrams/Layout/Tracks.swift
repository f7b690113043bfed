extension LayoutState {
  /// Orders the trunks of each channel so that they cross as little as possible, and packs them.
  mutating func packTracks() {
    var members = Array(repeating: [Int](), count: routes.channels.count)
    for (number, trunk) in routes.trunks.enumerated() { members[trunk.channel].append(number) }
    for channel in members.indices {
      let wide = members[channel].filter { trunkSpan[$0].count > 1 }
      var count = members[channel].isEmpty ? 0 : 1
      for component in components(of: wide) {
        let ordered = TrackOrder.best(cost: costs(component)).map { component[$0] }
        var placed: [Int] = []
        for trunk in ordered {
          var track = 0
          for other in placed where near(trunk, other) { track = max(track, trunkTrack[other] + 1) }
          trunkTrack[trunk] = track
          placed.append(trunk)
          count = max(count, track + 1)
        }
      }
      for trunk in members[channel] where trunkSpan[trunk].count == 1 { trunkTrack[trunk] = 0 }
      channelTracks[channel] = count
    }
  }

  private func near(_ first: Int, _ second: Int) -> Bool {
    let a = trunkSpan[first]
    let b = trunkSpan[second]
    return a.lowerBound - spacing.trackGap < b.upperBound
      && b.lowerBound - spacing.trackGap < a.upperBound
  }

  /// Splits trunks into sets that do not touch each other.
  private func components(of trunks: [Int]) -> [[Int]] {
    let sorted = trunks.sorted { (trunkSpan[$0].lowerBound, $0) < (trunkSpan[$1].lowerBound, $1) }
    var result: [[Int]] = []
    var end = Int.min
    for trunk in sorted {
      if let last = result.indices.last, trunkSpan[trunk].lowerBound - spacing.trackGap < end {
        result[last].append(trunk)
      } else {
        result.append([trunk])
      }
      end = max(end, trunkSpan[trunk].upperBound)
    }
    return result
  }

  /// How many lines cross when one trunk runs above another.
  private func costs(_ trunks: [Int]) -> [[Int]] {
    let spans = trunks.map { trunkSpan[$0] }
    let ups = trunks.map { routes.trunks[$0].up.map { x(of: $0) } }
    let downs = trunks.map { routes.trunks[$0].down.map { x(of: $0) } }
    return trunks.indices.map { above in
      trunks.indices.map { below in
        if above == below { return 0 }
        return ups[below].count { spans[above].contains($0) }
          + downs[above].count { spans[below].contains($0) }
      }
    }
  }
}

/// The order of lines in a channel with the fewest crossings.
enum TrackOrder {
  /// Returns the order in which the sum of `cost[above][below]` over all pairs is least.
  ///
  /// Exact for up to nine lines, by dynamic programming over the sets of lines already placed;
  /// beyond that the best insertion of each line, improved by exchanging neighbours.
  static func best(cost: [[Int]]) -> [Int] {
    cost.count <= 9 ? exact(cost) : greedy(cost)
  }

  private static func exact(_ cost: [[Int]]) -> [Int] {
    let count = cost.count
    if count < 2 { return Array(0..<count) }
    var least = Array(repeating: Int.max, count: 1 << count)
    var last = Array(repeating: -1, count: 1 << count)
    least[0] = 0
    for set in 0..<(1 << count) {
      for next in 0..<count where set & (1 << next) == 0 {
        var sum = least[set]
        for above in 0..<count where set & (1 << above) != 0 { sum += cost[above][next] }
        if sum < least[set | (1 << next)] {
          least[set | (1 << next)] = sum
          last[set | (1 << next)] = next
        }
      }
    }
    var order: [Int] = []
    var set = (1 << count) - 1
    while set != 0 {
      order.append(last[set])
      set &= ~(1 << last[set])
    }
    return order.reversed()
  }

  private static func greedy(_ cost: [[Int]]) -> [Int] {
    var order: [Int] = []
    for next in cost.indices {
      var best = (sum: Int.max, place: 0)
      for place in 0...order.count {
        let above = order[..<place].reduce(0) { $0 + cost[$1][next] }
        let below = order[place...].reduce(0) { $0 + cost[next][$1] }
        if above + below < best.sum { best = (above + below, place) }
      }
      order.insert(next, at: best.place)
    }
    for _ in order.indices {
      var changed = false
      for place in order.indices.dropLast()
      where cost[order[place + 1]][order[place]] < cost[order[place]][order[place + 1]] {
        order.swapAt(place, place + 1)
        changed = true
      }
      if !changed { break }
    }
    return order
  }
}
