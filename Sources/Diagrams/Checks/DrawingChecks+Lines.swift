extension DrawingChecks {
  /// Checks what lines run through.
  mutating func checkLines() {
    let nodes = Dictionary(
      drawing.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for net in drawing.nets {
      let ends = (net.sources + net.targets).compactMap { nodes[$0] }
      for segment in net.segments {
        for node in drawing.nodes where segment.crosses(node.frame, touch: touch) {
          report(.lineThroughNode, "\(net.id) \(node.id)")
        }
        for (index, container) in drawing.containers.enumerated()
        where container.kind != .zone && segment.crosses(container.frame, touch: touch) {
          if !ends.contains(where: { $0.parents.contains(index) }) {
            report(.lineThroughContainer, "\(net.id) \(container.id)")
          }
        }
      }
      checkNetwork(of: net, ends: ends)
    }
  }

  private mutating func checkNetwork(of net: DrawnNet, ends: [DrawnNode]) {
    let networks = ends.map { node in
      node.parents.first { drawing.containers[$0].kind == .network }
    }
    guard let first = networks.first, let home = first, networks.allSatisfy({ $0 == home })
    else { return }
    let frame = drawing.containers[home].frame
    for segment in net.segments
    where segment.x0 < frame.x || segment.x1 > frame.maxX || segment.y0 < frame.y
      || segment.y1 > frame.maxY
    {
      report(.lineLeavesNetwork, net.id)
    }
  }

  /// Checks that each line is in one piece, touches its ends and bears a label.
  mutating func checkEnds() {
    let nodes = Dictionary(
      drawing.nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let tokens = Set(drawing.legend.map(\.token))
    for net in drawing.nets {
      if !isConnected(net.segments) { report(.disconnected, net.id) }
      let heads = Set(net.arrows.filter { !$0.isBoth }.map { [$0.x, $0.y] })
      for target in net.targets {
        guard let node = nodes[target] else { continue }
        let isHit = net.arrows.contains { arrow in
          arrow.y == (arrow.isDown ? node.frame.y - touch : node.frame.maxY)
            && arrow.x > node.frame.x && arrow.x < node.frame.maxX - touch
            && ends(of: net).contains([arrow.x, arrow.y])
        }
        if !isHit { report(.disconnected, "\(net.id) to \(target)") }
      }
      for source in net.sources {
        guard let node = nodes[source] else { continue }
        let isHit = ends(of: net).contains { end in
          !heads.contains(end) && end[0] > node.frame.x && end[0] < node.frame.maxX - touch
            && (end[1] == node.frame.y - touch || end[1] == node.frame.maxY)
        }
        if !isHit { report(.disconnected, "\(net.id) from \(source)") }
      }
      let isExplained = net.label.full == nil || net.label.text.contains("…")
      if net.label.text.isEmpty || !(isExplained || tokens.contains(net.label.text)) {
        report(.unlabelled, net.id)
      }
    }
  }

  private func ends(of net: DrawnNet) -> Set<[Int]> {
    var result: Set<[Int]> = []
    for segment in net.segments where !segment.isHorizontal {
      result.insert([segment.x0, segment.y0])
      result.insert([segment.x1, segment.y1])
    }
    return result
  }

  private func isConnected(_ segments: [Segment]) -> Bool {
    guard !segments.isEmpty else { return false }
    var reached: Set<Int> = [0]
    var front = [0]
    while let next = front.popLast() {
      for (index, segment) in segments.enumerated() where !reached.contains(index) {
        let a = segments[next]
        if a.x0 <= segment.x1, segment.x0 <= a.x1, a.y0 <= segment.y1, segment.y0 <= a.y1 {
          reached.insert(index)
          front.append(index)
        }
      }
    }
    return reached.count == segments.count
  }

  /// Checks that lines of different nets neither run on top of each other nor seem to meet.
  mutating func checkCollinear() {
    let limit = touch == 1 ? 0 : 4
    var pieces: [(net: Int, segment: Segment)] = []
    for (number, net) in drawing.nets.enumerated() {
      for segment in net.segments { pieces.append((number, segment)) }
    }
    for (index, first) in pieces.enumerated() {
      for second in pieces[(index + 1)...] where second.net != first.net {
        let a = first.segment
        let b = second.segment
        let place = "\(drawing.nets[first.net].id) \(drawing.nets[second.net].id)"
        if a.isHorizontal == b.isHorizontal {
          let distance = a.isHorizontal ? abs(a.y0 - b.y0) : abs(a.x0 - b.x0)
          let shared =
            a.isHorizontal
            ? min(a.x1, b.x1) - max(a.x0, b.x0) : min(a.y1, b.y1) - max(a.y0, b.y0)
          if distance <= limit, shared >= (touch == 1 ? 0 : 1) { report(.collinear, place) }
        } else {
          let line = a.isHorizontal ? a : b
          let column = a.isHorizontal ? b : a
          guard line.x0 <= column.x0, line.x1 >= column.x0, column.y0 <= line.y0,
            column.y1 >= line.y0
          else { continue }
          let isInner =
            line.x0 < column.x0 && line.x1 > column.x0 && column.y0 < line.y0
            && column.y1 > line.y0
          if !isInner { report(.falseJunction, place) }
        }
      }
    }
  }

  /// Checks where texts lie.
  mutating func checkTexts() {
    var texts: [(text: DrawnText, net: Int?)] = []
    for container in drawing.containers {
      for text in container.texts {
        if !container.frame.contains(text.frame) { report(.textOutside, text.text) }
        texts.append((text, nil))
      }
    }
    for node in drawing.nodes {
      for text in node.texts {
        if !node.frame.contains(text.frame) { report(.textOutside, text.text) }
        texts.append((text, nil))
      }
    }
    let sheet = Frame(x: 0, y: 0, width: drawing.width, height: drawing.height)
    for (number, net) in drawing.nets.enumerated() {
      if !sheet.contains(net.label.frame) { report(.outside, net.label.text) }
      texts.append((net.label, number))
    }
    for (index, first) in texts.enumerated() {
      for second in texts[(index + 1)...] where first.text.frame.intersects(second.text.frame) {
        report(.textOverlap, "\(first.text.text) | \(second.text.text)")
      }
      for (number, net) in drawing.nets.enumerated() where first.net != number {
        for segment in net.segments where segment.crosses(first.text.frame, touch: touch) {
          report(.lineOverText, "\(net.id) over \(first.text.text)")
        }
      }
    }
  }
}
