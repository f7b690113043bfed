extension LayoutState {
  /// Decides where on the sides of the nodes lines begin and end.
  ///
  /// Ports are spread evenly in the order of their other ends. Where a line that comes from
  /// above would run into one that comes from below, both sides fall back to the grid, on which
  /// lower sides own the even places and upper sides the odd ones, so that they cannot meet.
  mutating func placePorts() {
    for number in pinX.indices { pinX[number] = nodeFrames[routes.terminals[number].node].midX }
    var gridded: Set<NodeSide> = []
    for _ in 0..<3 { spread(gridded: gridded) }
    while true {
      let found = conflictingSides().subtracting(gridded)
      if found.isEmpty { break }
      gridded.formUnion(found)
      spread(gridded: gridded)
    }
    straighten()
  }

  /// Spreads the ports evenly without a look at conflicts.
  mutating func spreadPorts() {
    for number in pinX.indices { pinX[number] = nodeFrames[routes.terminals[number].node].midX }
    spread(gridded: [])
    spread(gridded: [])
  }

  private mutating func spread(gridded: Set<NodeSide>) {
    var next = pinX
    for side in routes.sides.keys.sorted() {
      guard let list = routes.sides[side] else { continue }
      let keyed = list.map { (key: aim(of: $0), number: $0) }
      let sorted = keyed.sorted { ($0.key, $0.number) < ($1.key, $1.number) }
      let frame = nodeFrames[side.node]
      let places =
        gridded.contains(side)
        ? gridPlaces(frame, count: sorted.count, isTop: side.isTop)
        : (0..<sorted.count).map { frame.x + frame.width * ($0 + 1) / (sorted.count + 1) }
      for (entry, x) in zip(sorted, places) { next[entry.number] = x }
    }
    pinX = next
  }

  /// The mean column of the other ends of the trunk that a terminal belongs to.
  private func aim(of number: Int) -> Int {
    let trunk = routes.trunks[routes.terminals[number].trunk]
    var sum = 0
    var count = 0
    for pin in trunk.up + trunk.down where pin != .terminal(number) {
      sum += x(of: pin)
      count += 1
    }
    return count == 0 ? pinX[number] : sum / count
  }

  private func gridPlaces(_ frame: Frame, count: Int, isTop: Bool) -> [Int] {
    let pitch = 2 * spacing.unit
    let shift = isTop ? spacing.unit : 0
    let low = frame.x + spacing.unit
    let high = frame.maxX - spacing.unit - spacing.touch
    let first = low + ((shift - low) % pitch + pitch) % pitch
    let slots = max(0, (high - first) / pitch + 1)
    return (0..<count).map { first + ((2 * $0 + 1) * slots / (2 * count)) * pitch }
  }

  /// The sides whose ports meet a line of another net, or a line of their own net head on.
  private func conflictingSides() -> Set<NodeSide> {
    var result: Set<NodeSide> = []
    for (up, down) in facingPins() {
      for first in up {
        for second in down where clash(first, second) {
          for case .terminal(let number) in [first, second] {
            let terminal = routes.terminals[number]
            result.insert(NodeSide(node: terminal.node, isTop: terminal.isTop))
          }
        }
      }
    }
    return result
  }

  /// The pins of each channel that go up and those that go down.
  private func facingPins() -> [(up: [Routes.Pin], down: [Routes.Pin])] {
    var result: [(up: [Routes.Pin], down: [Routes.Pin])] = Array(
      repeating: ([], []), count: routes.channels.count)
    for trunk in routes.trunks {
      result[trunk.channel].up += trunk.up
      result[trunk.channel].down += trunk.down
    }
    return result
  }

  private func net(of pin: Routes.Pin) -> Int {
    switch pin {
    case .terminal(let number): routes.terminals[number].net
    case .riser(let number): routes.risers[number].net
    }
  }

  private func clash(_ first: Routes.Pin, _ second: Routes.Pin) -> Bool {
    abs(x(of: first) - x(of: second)) < spacing.unit
  }

  /// Gives both ends of a line between two nodes the same column where both sides allow it.
  private mutating func straighten() {
    for channel in facingPins() {
      let pins = channel.up + channel.down
      for pin in channel.up {
        guard case .terminal(let upper) = pin else { continue }
        let trunk = routes.trunks[routes.terminals[upper].trunk]
        guard trunk.up.count == 1, trunk.down.count == 1,
          case .terminal(let lower) = trunk.down[0]
        else { continue }
        let range = room(upper).clamped(to: room(lower))
        guard room(upper).overlaps(room(lower)) else { continue }
        let wish = min(max((pinX[upper] + pinX[lower]) / 2, range.lowerBound), range.upperBound)
        let candidates = range.sorted { (abs($0 - wish), $0) < (abs($1 - wish), $1) }
        let others = pins.filter { net(of: $0) != routes.terminals[upper].net }
          .map { x(of: $0) }
        if let x = candidates.first(where: { x in
          others.allSatisfy { abs($0 - x) >= spacing.unit }
        }) {
          pinX[upper] = x
          pinX[lower] = x
        }
      }
    }
  }

  /// The columns that a port may move to without passing its neighbours.
  private func room(_ number: Int) -> ClosedRange<Int> {
    let terminal = routes.terminals[number]
    let frame = nodeFrames[terminal.node]
    var low = frame.x + spacing.unit
    var high = frame.maxX - spacing.unit - spacing.touch
    let side = NodeSide(node: terminal.node, isTop: terminal.isTop)
    for other in routes.sides[side] ?? [] where other != number {
      if pinX[other] < pinX[number] {
        low = max(low, pinX[other] + 2 * spacing.unit)
      } else {
        high = min(high, pinX[other] - 2 * spacing.unit)
      }
    }
    return low <= high ? low...high : pinX[number]...pinX[number]
  }
}
