/// Writes the containers, nets and nodes of a drawing.
struct SVGBody {
  let drawing: Drawing
  let x: Int
  let y: Int
  let idPrefix: String

  func write(to svg: inout SVGText) {
    for container in drawing.containers where container.frame.height > 0 {
      write(container, &svg)
    }
    let halos = Halos(nets: drawing.nets)
    for (number, net) in drawing.nets.enumerated() { write(net, halo: halos.pieces[number], &svg) }
    for node in drawing.nodes { write(node, &svg) }
  }

  private func rect(_ frame: Frame, class name: String?, radius: Int) -> [(String, String)] {
    let kind = name.map { [("class", $0)] } ?? []
    return kind + [
      ("x", "\(frame.x + x)"), ("y", "\(frame.y + y)"), ("width", "\(frame.width)"),
      ("height", "\(frame.height)"), ("rx", "\(radius)"),
    ]
  }

  private func write(_ container: DrawnContainer, _ svg: inout SVGText) {
    let radius: Int
    switch container.kind {
    case .region: radius = 10
    case .network: radius = 8
    case .zone, .subnet: radius = 6
    }
    let kind = container.subnetKind.map { " " + $0.rawValue } ?? ""
    svg.startElement(
      "g",
      attributes: [
        ("class", "container \(container.kind.rawValue)\(kind)"),
        ("data-kind", container.kind.rawValue), ("data-id", container.id),
      ])
    svg.element("title", [], text: container.name)
    svg.element("rect", rect(container.frame, class: nil, radius: radius))
    if let kind = container.subnetKind, let name = container.texts.first, name.style == .subnet {
      svg.element(
        "use",
        [
          ("class", "sign"), ("href", "#\(idPrefix)i-\(kind.sign.rawValue)"),
          ("x", "\(name.frame.x + x - 18)"), ("y", "\(name.frame.y + y + 1)"), ("width", "14"),
          ("height", "14"),
        ])
    }
    for text in container.texts { write(text, &svg) }
    svg.endElement()
  }

  private func write(_ node: DrawnNode, _ svg: inout SVGText) {
    let flagged = node.findings.isEmpty ? "" : " flagged"
    var attributes = [
      ("class", "node \(node.kind.colourClass)\(flagged)"), ("data-kind", node.kind.rawValue),
      ("data-id", node.id), ("data-count", "\(max(1, node.members.count))"),
    ]
    if !node.members.isEmpty { attributes.append(("data-members", IDList.joined(node.members))) }
    if !node.findings.isEmpty { attributes.append(("data-findings", IDList.joined(node.findings))) }
    svg.startElement("g", attributes: attributes)
    svg.element("title", [], text: "\(node.kind.words) \(node.name)")
    let frame = node.frame
    svg.element("rect", rect(frame, class: "card", radius: 6))
    let left = frame.x + x
    let top = frame.y + y
    let bottom = top + frame.height
    svg.element(
      "path",
      [
        ("class", "panel"),
        (
          "d",
          "M\(left + 26) \(top)V\(bottom)H\(left + 6)A6 6 0 0 1 \(left) \(bottom - 6)V\(top + 6)"
            + "A6 6 0 0 1 \(left + 6) \(top)Z"
        ),
      ])
    svg.element(
      "use",
      [
        ("class", "bailey-icon"), ("href", "#\(idPrefix)i-\(node.kind.rawValue)"),
        ("x", "\(left + 4)"),
        ("y", "\(top + frame.height / 2 - 9)"), ("width", "18"), ("height", "18"),
      ])
    for text in node.texts {
      if text.style == .chip {
        svg.element("rect", rect(chipFrame(text.frame), class: "chip", radius: 4))
      }
      write(text, &svg)
    }
    svg.endElement()
  }

  private func chipFrame(_ frame: Frame) -> Frame {
    Frame(x: frame.x - 4, y: frame.y + 2, width: frame.width + 8, height: 14)
  }

  private func write(_ text: DrawnText, _ svg: inout SVGText, centred: Bool = false) {
    let baseline: Int
    switch text.style {
    case .container: baseline = 13
    case .subnet: baseline = 12
    case .detail: baseline = 11
    case .node: baseline = 13
    case .nodeDetail: baseline = 11
    case .chip: baseline = 12
    case .traffic: baseline = 11
    }
    var attributes = [("class", "t-\(text.style)")]
    if centred { attributes.append(("text-anchor", "middle")) }
    attributes += [
      ("x", "\(centred ? text.frame.midX + x : text.frame.x + x)"),
      ("y", "\(text.frame.y + y + baseline)"),
    ]
    svg.element("text", attributes, text: text.text)
  }
}

extension SVGBody {
  private func write(_ net: DrawnNet, halo: [Segment], _ svg: inout SVGText) {
    var attributes = [
      ("class", "net \(net.verdict.rawValue)"), ("id", idPrefix + net.id), ("tabindex", "0"),
      ("data-sources", IDList.joined(net.sources)), ("data-targets", IDList.joined(net.targets)),
      ("data-traffic", net.traffic), ("data-verdict", net.verdict.rawValue),
    ]
    if !net.findings.isEmpty { attributes.append(("data-findings", IDList.joined(net.findings))) }
    svg.startElement("g", attributes: attributes)
    svg.element("title", [], text: drawing.sentence(for: net))
    if !halo.isEmpty { svg.element("path", [("class", "halo"), ("d", path(halo))]) }
    svg.element("path", [("class", "line"), ("d", path(net.segments))])
    let joints = net.joints
    if !joints.isEmpty {
      let dots = joints.map { "M\($0[0] + x) \($0[1] + y)h.01" }.joined()
      svg.element("path", [("class", "dot"), ("d", dots)])
    }
    var heads = ""
    for arrow in net.arrows {
      let tip = arrow.y + y
      let column = arrow.x + x
      if net.verdict == .blocked {
        heads += "M\(column - 6) \(tip + (arrow.isDown ? -4 : 4))H\(column + 6)"
      } else if arrow.isBoth {
        let step = arrow.isDown ? -7 : 7
        heads += "M\(column) \(tip)l-4 \(step) 4 \(step) 4 \(-step)Z"
      } else {
        let base = arrow.isDown ? tip - 9 : tip + 9
        heads += "M\(column) \(tip)L\(column - 4) \(base)H\(column + 4)Z"
      }
    }
    let kind = net.verdict == .blocked ? "stop" : "head"
    svg.element("path", [("class", kind), ("d", heads)])
    if !net.label.text.isEmpty {
      svg.element("rect", rect(net.label.frame, class: "pill", radius: 4))
      write(net.label, &svg, centred: true)
    }
    svg.endElement()
  }

  private func path(_ segments: [Segment]) -> String {
    segments.map { segment in
      "M\(segment.x0 + x) \(segment.y0 + y)"
        + (segment.isHorizontal ? "H\(segment.x1 + x)" : "V\(segment.y1 + y)")
    }.joined()
  }
}

extension SceneSubnet.Kind {
  /// The sign before the name of a subnet: open, locked or holding data.
  var sign: SceneNode.Kind {
    switch self {
    case .public: .world
    case .private: .filter
    case .data: .database
    }
  }
}

extension DrawnNet {
  /// The points at which three or more pieces of the line meet.
  var joints: [[Int]] {
    var result: Set<[Int]> = []
    for line in segments where line.isHorizontal {
      for column in segments where !column.isHorizontal {
        guard line.x0 <= column.x0, line.x1 >= column.x0, column.y0 <= line.y0,
          column.y1 >= line.y0
        else { continue }
        let isInner = line.x0 < column.x0 && column.x0 < line.x1
        let passes = column.y0 < line.y0 && line.y0 < column.y1
        if isInner || passes { result.insert([column.x0, line.y0]) }
      }
    }
    return result.sorted { $0.lexicographicallyPrecedes($1) }
  }
}

extension Drawing {
  /// What a line says, in a sentence.
  func sentence(for net: DrawnNet) -> String {
    let names = Dictionary(
      nodes.map { ($0.id, $0.members.isEmpty ? $0.name : "\($0.members.count) of \($0.name)") },
      uniquingKeysWith: { first, _ in first })
    let sources = net.sources.map { names[$0] ?? $0 }.joined(separator: ", ")
    let targets = net.targets.map { names[$0] ?? $0 }.joined(separator: ", ")
    let findings = net.findings.isEmpty ? "" : " (" + net.findings.joined(separator: ", ") + ")"
    return "\(net.verdict.rawValue): \(sources) to \(targets) on \(net.traffic)\(findings)"
  }
}

/// The short pieces under which an earlier line is hidden where a later one crosses it.
struct Halos {
  /// The pieces of each net.
  private(set) var pieces: [[Segment]]

  init(nets: [DrawnNet]) {
    pieces = Array(repeating: [], count: nets.count)
    var verticals: [(net: Int, segment: Segment)] = []
    var horizontals = verticals
    for (number, net) in nets.enumerated() {
      for segment in net.segments {
        if segment.isHorizontal {
          horizontals.append((number, segment))
        } else {
          verticals.append((number, segment))
        }
      }
    }
    verticals.sort { ($0.segment.x0, $0.net) < ($1.segment.x0, $1.net) }
    for (net, line) in horizontals {
      for (other, vertical) in verticals
      where other != net && vertical.x0 > line.x0 && vertical.x0 < line.x1
        && vertical.y0 < line.y0 && vertical.y1 > line.y0
      {
        let column = vertical.x0
        let row = line.y0
        if net > other {
          pieces[net].append(Segment(column - 5, row, column + 5, row))
        } else {
          pieces[other].append(Segment(column, row - 5, column, row + 5))
        }
      }
    }
  }
}
