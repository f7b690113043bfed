/// What stands under a picture: the legend, the key and the notes.
struct SVGFooter {
  private enum Sample {
    case line(String)
    case box(String)
    case none
  }

  private struct Item {
    var sample: Sample
    var text: String
    var x = 0
    var y = 0
  }

  private var items: [Item] = []
  /// The height that everything takes.
  private(set) var height = 0

  init(drawing: Drawing, metrics: PixelMetrics, width: Int) {
    let verdicts = Set(drawing.nets.map(\.verdict)).sorted { $0.rank > $1.rank }
    for verdict in verdicts {
      items.append(Item(sample: .line(verdict.rawValue), text: verdict.rawValue))
    }
    let kinds = Set(drawing.containers.compactMap(\.subnetKind))
    for kind in SceneSubnet.Kind.allCases where kinds.contains(kind) {
      items.append(Item(sample: .box("subnet \(kind.rawValue)"), text: kind.rawValue + " subnet"))
    }
    if drawing.containers.contains(where: { $0.kind == .zone && !$0.parents.isEmpty }) {
      items.append(Item(sample: .box("zone"), text: "zone"))
    }
    var x = 0
    var y = 0
    for index in items.indices {
      let size = metrics.width(of: items[index].text, style: .nodeDetail) * 12 / 11 + 56
      if x > 0, x + size > width {
        x = 0
        y += 22
      }
      items[index].x = x
      items[index].y = y
      x += size
    }
    if !items.isEmpty { y += 26 }
    var lines: [String] = []
    var key: [String] = []
    if drawing.nets.contains(where: { $0.sources.count > 1 || $0.targets.count > 1 }) {
      key.append("A line joins every source on it to every target on it; a dot is a junction.")
    }
    if drawing.nets.contains(where: { $0.arrows.contains(where: \.isBoth) }) {
      key.append("A diamond is source and target.")
    }
    if drawing.nets.contains(where: { $0.verdict == .undecided }) {
      key.append("? = could not be decided.")
    }
    if !key.isEmpty { lines.append(key.joined(separator: " ")) }
    lines += drawing.legend.map { $0.token + "  " + $0.meaning }
    if drawing.nodes.count < drawing.resources {
      lines.append("\(drawing.nodes.count) boxes stand for \(drawing.resources) resources.")
    }
    lines += drawing.notes
    for line in lines {
      for part in TextWrapping.lines(of: line, width: max(20, width / 9), indent: 2) {
        items.append(Item(sample: .none, text: part, x: 0, y: y))
        y += 18
      }
    }
    height = y
  }

  func write(to svg: inout SVGText, x: Int, y: Int) {
    svg.startElement("g", attributes: [("class", "legend")])
    for item in items {
      let left = item.x + x
      let top = item.y + y
      var shift = 0
      switch item.sample {
      case .line(let verdict):
        svg.startElement("g", attributes: [("class", verdict)])
        svg.element("path", [("class", "line"), ("d", "M\(left) \(top + 8)H\(left + 28)")])
        svg.endElement()
        shift = 36
      case .box(let name):
        svg.startElement("g", attributes: [("class", name + " sample")])
        svg.element(
          "rect",
          [
            ("x", "\(left)"), ("y", "\(top + 1)"), ("width", "28"), ("height", "14"), ("rx", "3"),
          ])
        svg.endElement()
        shift = 36
      case .none: break
      }
      svg.element(
        "text", [("class", "foot"), ("x", "\(left + shift)"), ("y", "\(top + 12)")],
        text: item.text)
    }
    svg.endElement()
  }
}
