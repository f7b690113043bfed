/// Decides the position of everything in a strip: hops below one another, the answer beside them.
public struct StripLayout<Metrics: CellMetrics> {
  let strip: PathStrip
  let metrics: Metrics
  let limit: Int
  private var drawing: Drawing

  /// Returns the drawing of a strip.
  ///
  /// - Parameters:
  ///   - strip: What to draw.
  ///   - metrics: The measures: ``PixelMetrics`` or ``CharMetrics``.
  ///   - width: The width to stay within; the answer stands below the packet when both do not
  ///     fit side by side.
  /// - Returns: The drawing.
  public static func drawing(
    of strip: PathStrip, metrics: Metrics, width: Int
  ) -> Drawing {
    var layout = StripLayout(strip: strip, metrics: metrics, limit: width)
    layout.place()
    return layout.drawing
  }

  private init(strip: PathStrip, metrics: Metrics, limit: Int) {
    self.strip = strip
    self.metrics = metrics
    self.limit = limit
    drawing = Drawing(
      title: DisplayWidth.visible(strip.title), subtitle: DisplayWidth.visible(strip.subtitle),
      width: 0, height: 0, containers: [], nodes: [], nets: [], legend: [],
      notes: strip.notes.map { DisplayWidth.visible($0) }, resources: 0)
  }

  private mutating func place() {
    let gap = metrics.spacing.touch == 1 ? 2 : 28
    let isWide = metrics.spacing.touch == 0 || limit >= 96
    let hasAnswer = !strip.answer.isEmpty
    let column = isWide && hasAnswer ? (limit - gap) / 2 : limit
    let verdict: SceneEdge.Verdict = strip.isViolation ? .violation : .allowed
    let first = frame(
      strip.forward, prefix: "f", title: "Packet " + strip.packet, x: 0, y: 0, column: column,
      verdict: verdict, isQuestion: true)
    var last = first
    if hasAnswer {
      last = frame(
        strip.answer, prefix: "a", title: "Answer", x: isWide ? first.maxX + gap : 0,
        y: isWide ? 0 : first.maxY + gap / 2, column: column, verdict: verdict, isQuestion: false)
    }
    if isWide {
      let height = max(first.height, last.height)
      for index in drawing.containers.indices { drawing.containers[index].frame.height = height }
    }
    drawing.width = max(first.maxX, last.maxX)
    drawing.height = max(first.maxY, last.maxY)
    drawing.resources = drawing.nodes.count
  }

  /// Places the steps of one direction and returns the box around them.
  private mutating func frame(
    _ steps: [PathStrip.Step], prefix: String, title: String, x: Int, y: Int, column: Int,
    verdict: SceneEdge.Verdict, isQuestion: Bool
  ) -> Frame {
    let spacing = metrics.spacing
    let isText = spacing.touch == 1
    let pad = isText ? 2 : 16
    let room = column - 2 * pad
    let textRoom = room - spacing.icon - 2 * spacing.nodePadX
    let looks = steps.enumerated().map { lines($1, number: $0 + 1, room: textRoom) }
    let width = room
    let container = drawing.containers.count
    var cursor = y + (isText ? 1 : 34)
    let gap = isText ? 2 : 34
    let firstNode = drawing.nodes.count
    for (number, step) in steps.enumerated() {
      let height = looks[number].reduce(2 * spacing.nodePadY) { $0 + spacing.lineHeight($1.style) }
      let node = Frame(x: x + pad, y: cursor, width: width, height: height)
      drawing.nodes.append(
        self.node(
          step, id: "\(prefix)\(number + 1)", looks[number], node, container: container))
      cursor += height + (number + 1 < steps.count ? gap : 0)
    }
    for number in steps.indices.dropLast() {
      let state = steps[number].decision == .unknown ? SceneEdge.Verdict.undecided : verdict
      let stops = steps[number + 1].decision == .drops
      let before = number == 0 ? "" : steps[number - 1].packet
      let label = number == 0 && isQuestion ? strip.service : changed(before, steps[number].packet)
      join(
        firstNode + number, firstNode + number + 1, stops ? .blocked : state, label: label,
        id: "\(prefix)n\(number + 1)")
    }
    let whole = DisplayWidth.visible(title)
    let limit = column - 2 * pad - 2
    let isLong = metrics.width(of: whole, style: .container) > limit
    let text = metrics.shortened(
      isLong && isQuestion ? DisplayWidth.visible(strip.packet) : whole, style: .container,
      limit: limit)
    let titleWidth = metrics.width(of: text, style: .container)
    let box = Frame(
      x: x, y: y, width: max(width, titleWidth + 2) + 2 * pad,
      height: cursor - y + (isText ? 1 : 18))
    drawing.containers.append(
      DrawnContainer(
        id: prefix == "f" ? "packet" : "answer", kind: .zone, subnetKind: nil, frame: box,
        name: title,
        texts: [
          DrawnText(
            text: text, full: text == title ? nil : title, style: .container,
            frame: Frame(
              x: x + pad, y: isText ? y : y + 9, width: titleWidth,
              height: spacing.lineHeight(.container)))
        ], parents: []))
    return box
  }

  /// What a packet looks like after a step that changed it.
  private func changed(_ before: String, _ after: String) -> String {
    before.isEmpty || after.isEmpty || before == after ? "" : after
  }
}

extension StripLayout {
  private func lines(_ step: PathStrip.Step, number: Int, room: Int) -> [Plan.Line] {
    var words = "\(number). \(step.name)"
    switch step.decision {
    case .passes: words += ""
    case .translates: words += ": translated"
    case .drops: words += ": BLOCKED"
    case .delivered: words += ": arrived"
    case .unknown: words += ": not known"
    }
    if step.isDeciding { words += ": CAUSE" }
    var result = wrapped(words, .node, room)
    if !step.rule.isEmpty { result += wrapped(step.rule, .nodeDetail, room) }
    if !step.place.isEmpty { result += wrapped(short(step.place, room), .nodeDetail, room) }
    return result
  }

  /// A place in a file, without the folders where it is too long for a line.
  private func short(_ place: String, _ room: Int) -> String {
    if metrics.width(of: place, style: .nodeDetail) <= room { return place }
    guard let name = place.split(separator: "/").last else { return place }
    return "…/" + name
  }

  private func wrapped(_ text: String, _ style: TextStyle, _ room: Int) -> [Plan.Line] {
    let visible = DisplayWidth.visible(text)
    if metrics.width(of: visible, style: style) <= room {
      return [Plan.Line(text: visible, full: nil, style: style)]
    }
    let cell = max(1, metrics.width(of: "n", style: style))
    var columns = max(8, room / cell)
    var lines: [String] = []
    // Letters differ in width, so the lines are broken again until each fits.
    repeat {
      lines = TextWrapping.lines(of: visible, width: columns, indent: 0)
      columns -= 1
    } while columns > 8 && lines.contains { metrics.width(of: $0, style: style) > room }
    return lines.map { Plan.Line(text: $0, full: nil, style: style) }
  }

  private func node(
    _ step: PathStrip.Step, id: String, _ lines: [Plan.Line], _ frame: Frame, container: Int
  ) -> DrawnNode {
    let spacing = metrics.spacing
    var y = frame.y + spacing.nodePadY
    var texts: [DrawnText] = []
    for line in lines {
      texts.append(
        DrawnText(
          text: line.text, full: nil, style: line.style,
          frame: Frame(
            x: frame.x + spacing.icon + spacing.nodePadX, y: y,
            width: metrics.width(of: line.text, style: line.style),
            height: spacing.lineHeight(line.style))))
      y += spacing.lineHeight(line.style)
    }
    let name = [step.name, step.rule, step.place].filter { !$0.isEmpty }.joined(separator: ", ")
    return DrawnNode(
      id: id, kind: step.kind, members: [], name: DisplayWidth.visible(name), frame: frame,
      texts: texts, findings: step.isDeciding ? strip.findings : [], parents: [container])
  }

  private mutating func join(
    _ upper: Int, _ lower: Int, _ verdict: SceneEdge.Verdict, label: String, id: String
  ) {
    let spacing = metrics.spacing
    let above = drawing.nodes[upper].frame
    let below = drawing.nodes[lower].frame
    let x = above.x + min(above.width, below.width) / 4
    let end = below.y - spacing.touch
    let text = metrics.shortened(
      DisplayWidth.visible(label), style: .traffic,
      limit: above.width * 3 / 4 - 2 * spacing.unit)
    let width = metrics.width(of: text, style: .traffic) + (text.isEmpty ? 0 : 2 * spacing.labelPad)
    drawing.nets.append(
      DrawnNet(
        id: id, sources: [drawing.nodes[upper].id], targets: [drawing.nodes[lower].id],
        traffic: label.isEmpty ? strip.service : label, verdict: verdict,
        findings: strip.findings, segments: [Segment(x, above.maxY, x, end)],
        arrows: [DrawnNet.Arrow(x: x, y: end, isDown: true, isBoth: false)],
        label: DrawnText(
          text: text, full: nil, style: .traffic,
          frame: Frame(
            x: x + (spacing.touch == 1 ? 2 : 10), y: above.maxY + (spacing.touch == 1 ? 0 : 8),
            width: width, height: spacing.lineHeight(.traffic)))))
  }
}
