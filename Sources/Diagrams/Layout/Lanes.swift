extension LayoutState {
  /// Chooses for every riser the lane that makes its net shortest and crosses fewest lines.
  mutating func chooseLanes() {
    estimate()
    var counts: [Routes.Lane: Int] = [:]
    var chosen: Set<Int> = []
    for (number, riser) in routes.risers.enumerated() {
      var best: (cost: Int, lane: Routes.Lane)?
      for lane in riser.lanes {
        guard let strip = strips[lane] else { continue }
        let x = strip.x + strip.width / 2
        let cost =
          reach(from: x, riser.upper, chosen) + reach(from: x, riser.lower, chosen)
          + crossed(at: x, riser) * 6 * spacing.unit + (counts[lane] ?? 0) * spacing.unit
        if best.map({ cost < $0.cost }) ?? true { best = (cost, lane) }
      }
      let lane = best?.lane ?? riser.lanes[0]
      riserLane[number] = lane
      riserX[number] = (strips[lane]?.x ?? 0) + (strips[lane]?.width ?? 0) / 2
      counts[lane, default: 0] += 1
      chosen.insert(number)
    }
    assignSlots()
  }

  /// How far a trunk must be drawn out to meet a riser at `x`.
  private func reach(from x: Int, _ trunk: Int, _ chosen: Set<Int>) -> Int {
    let entry = routes.trunks[trunk]
    var low = Int.max
    var high = Int.min
    for pin in entry.up + entry.down {
      if case .riser(let other) = pin, !chosen.contains(other) { continue }
      low = min(low, self.x(of: pin))
      high = max(high, self.x(of: pin))
    }
    if low > high { return 0 }
    return max(0, low - x) + max(0, x - high)
  }

  private func crossed(at x: Int, _ riser: Routes.Riser) -> Int {
    let upper = routes.trunks[riser.upper].channel
    let lower = routes.trunks[riser.lower].channel
    var count = 0
    for (number, trunk) in routes.trunks.enumerated()
    where trunk.net != riser.net && trunk.channel > upper && trunk.channel < lower {
      if trunkSpan[number].contains(x) { count += 1 }
    }
    return count
  }

  /// Gives the risers of a lane places side by side: those whose lines come from the left stand
  /// left, and of two the longer stands farther from where its lines come.
  private mutating func assignSlots() {
    var members: [Routes.Lane: [Int]] = [:]
    for number in routes.risers.indices { members[riserLane[number], default: []].append(number) }
    laneSlots = [:]
    for (lane, list) in members {
      let sorted = list.sorted { slotKey($0).lexicographicallyPrecedes(slotKey($1)) }
      var taken: [Int] = []
      for (place, riser) in sorted.enumerated() {
        var slot = 0
        for (other, index) in zip(sorted[..<place], taken) where overlap(riser, other) {
          slot = max(slot, index + 1)
        }
        taken.append(slot)
        riserSlot[riser] = slot
      }
      laneSlots[lane] = (taken.max() ?? -1) + 1
    }
  }

  private func channels(of riser: Int) -> ClosedRange<Int> {
    let entry = routes.risers[riser]
    let upper = routes.trunks[entry.upper].channel
    return upper...max(upper, routes.trunks[entry.lower].channel)
  }

  private func overlap(_ first: Int, _ second: Int) -> Bool {
    channels(of: first).overlaps(channels(of: second))
  }

  private func slotKey(_ riser: Int) -> [Int] {
    let entry = routes.risers[riser]
    let x = riserX[riser]
    var sides: [Int] = []
    for trunk in [entry.upper, entry.lower] {
      let pins = routes.trunks[trunk].up + routes.trunks[trunk].down
      let others = pins.filter { $0 != .riser(riser) }.map { self.x(of: $0) }
      if others.isEmpty { continue }
      sides.append(others.reduce(0, +) / others.count < x ? -1 : 1)
    }
    let side = sides.reduce(0, +)
    let length = channels(of: riser).count
    return [side.signum(), side < 0 ? length : -length, channels(of: riser).lowerBound, riser]
  }

  /// Decides the columns of the risers from their lanes and slots.
  mutating func placeRisers() {
    let pitch = 2 * spacing.unit
    for number in routes.risers.indices {
      guard let strip = strips[riserLane[number]] else { continue }
      let slots = laneSlots[riserLane[number]] ?? 0
      if slots == 0 {
        riserX[number] = strip.x + strip.width / 2
        continue
      }
      let start = strip.x + max(0, strip.width - slots * pitch) / 2
      let offset = ((spacing.unit - start) % pitch + pitch) % pitch
      riserX[number] = start + offset + riserSlot[number] * pitch
    }
  }
}
