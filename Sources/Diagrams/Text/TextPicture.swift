/// Draws a drawing made with ``CharMetrics`` as lines of text.
struct TextPicture {
  let drawing: Drawing
  let charset: Charset
  var usesColor = false

  /// Returns the picture without heading and legend.
  func rows() -> [String] {
    var canvas = Canvas(width: drawing.width, height: drawing.height, charset: charset)
    for container in drawing.containers { canvas.box(container.frame, stroke(of: container.kind)) }
    for (number, net) in drawing.nets.enumerated() {
      for segment in net.segments {
        canvas.add(
          segment, net: number, stroke: stroke(of: net.verdict), ink: TextInk(net.verdict))
      }
    }
    canvas.drawLines()
    for node in drawing.nodes {
      canvas.clear(node.frame)
      canvas.box(node.frame, .light, ink: node.findings.isEmpty ? .none : .violation)
    }
    for net in drawing.nets { drawEnds(of: net, on: &canvas) }
    for container in drawing.containers {
      for text in container.texts { write(text, padded: drawing.titleIsPadded(text), on: &canvas) }
    }
    for node in drawing.nodes {
      for text in node.texts { write(text, padded: false, on: &canvas) }
    }
    for net in drawing.nets where !net.label.text.isEmpty {
      canvas.write(
        net.label.text, net.label.frame.x, net.label.frame.y, ink: TextInk(net.verdict))
    }
    return canvas.rows(usesColor: usesColor)
  }

  private func write(_ text: DrawnText, padded: Bool, on canvas: inout Canvas) {
    if padded {
      canvas.put(" ", text.frame.x - 1, text.frame.y)
      canvas.put(" ", text.frame.maxX, text.frame.y)
    }
    let isHeading = text.style == .container || text.style == .subnet || text.style == .node
    canvas.write(text.text, text.frame.x, text.frame.y, ink: isHeading ? .heading : .none)
  }

  /// Draws arrowheads, and opens the border of a node where a line starts.
  private func drawEnds(of net: DrawnNet, on canvas: inout Canvas) {
    let heads = Set(net.arrows.filter { !$0.isBoth }.map { [$0.x, $0.y] })
    for segment in net.segments where !segment.isHorizontal {
      for (y, isUpper) in [(segment.y0, true), (segment.y1, false)]
      where !heads.contains([segment.x0, y]) {
        let edge = isUpper ? y - 1 : y + 1
        guard
          drawing.nodes.contains(where: { node in
            segment.x0 > node.frame.x && segment.x0 < node.frame.maxX - 1
              && edge == (isUpper ? node.frame.maxY - 1 : node.frame.y)
          })
        else { continue }
        canvas.put(
          foot(net.verdict, isUpper: isUpper), segment.x0, edge, ink: TextInk(net.verdict))
      }
    }
    for arrow in net.arrows {
      let isBlocked = net.verdict == .blocked
      let glyph: Character =
        switch (charset, arrow.isDown) {
        case (.unicode, true): isBlocked ? "┴" : arrow.isBoth ? "◆" : "▼"
        case (.unicode, false): isBlocked ? "┬" : arrow.isBoth ? "◆" : "▲"
        case (.ascii, true): isBlocked ? "x" : arrow.isBoth ? "*" : "v"
        case (.ascii, false): isBlocked ? "x" : arrow.isBoth ? "*" : "^"
        }
      canvas.put(glyph, arrow.x, arrow.y, ink: TextInk(net.verdict))
    }
  }

  private func foot(_ verdict: SceneEdge.Verdict, isUpper: Bool) -> Character {
    if charset == .ascii { return "-" }
    if verdict == .violation { return isUpper ? "┰" : "┸" }
    return isUpper ? "┬" : "┴"
  }

  private func stroke(of kind: DrawnContainer.Kind) -> LineGlyphs.Stroke {
    switch kind {
    case .region: .rounded
    case .network: .double
    case .zone: .dashed
    case .subnet: .light
    }
  }

  private func stroke(of verdict: SceneEdge.Verdict) -> LineGlyphs.Stroke {
    switch verdict {
    case .violation: .heavy
    case .blocked, .undecided, .removed: .dotted
    case .allowed, .added: .light
    }
  }
}

extension Drawing {
  /// Whether a title stands in a border and keeps a blank on both sides.
  func titleIsPadded(_ text: DrawnText) -> Bool {
    switch text.style {
    case .container, .subnet: true
    case .detail, .node, .nodeDetail, .chip, .traffic: false
    }
  }
}
