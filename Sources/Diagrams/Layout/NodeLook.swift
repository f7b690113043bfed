/// Decides the texts and the least size of a node.
struct NodeLook<Metrics: CellMetrics> {
  let metrics: Metrics
  let options: LayoutOptions

  func entry(_ node: SceneNode, _ group: Int, _ tokens: inout [String: Int]) -> Plan.Node {
    let spacing = metrics.spacing
    var lines: [Plan.Line] = []
    var token: String?
    switch options.detail {
    case .tokens:
      let letter = node.kind.initial
      let number = (tokens[letter] ?? 0) + 1
      tokens[letter] = number
      token = letter + "\(number)"
      lines = [Plan.Line(text: letter + "\(number)", full: node.label, style: .node)]
    case .names:
      lines = [line(node.label.isEmpty ? node.id : node.label, .node)]
    case .full:
      lines = [line(node.label.isEmpty ? node.id : node.label, .node)]
      if !node.detail.isEmpty { lines.append(line(node.detail, .nodeDetail)) }
      if spacing.showsChips, !node.chips.isEmpty {
        lines.append(line(node.chips.joined(separator: " · "), .chip))
      }
    }
    let widest = lines.map { metrics.width(of: $0.text, style: $0.style) }.max() ?? 0
    let height = lines.reduce(2 * spacing.nodePadY) { $0 + spacing.lineHeight($1.style) }
    let width = max(widest + spacing.icon + 2 * spacing.nodePadX, 6 * spacing.unit)
    return Plan.Node(
      source: node, group: group, lines: lines, width: width, height: height, token: token)
  }

  private func line(_ text: String, _ style: TextStyle) -> Plan.Line {
    let visible = DisplayWidth.visible(text)
    let limit = metrics.spacing.longestName
    let short = metrics.shortened(
      visible, style: style, limit: style == .chip ? limit * 3 / 4 : limit)
    return Plan.Line(text: short, full: short == visible ? nil : visible, style: style)
  }
}

extension SceneNode.Kind {
  /// The letter of the tokens of the kind.
  var initial: String {
    switch self {
    case .compute: "C"
    case .database: "D"
    case .cache: "K"
    case .balancer: "B"
    case .gateway: "G"
    case .nat: "N"
    case .container: "T"
    case .host: "H"
    case .world: "W"
    case .service: "S"
    case .group: "X"
    case .filter: "F"
    case .routes: "R"
    case .border: "U"
    }
  }
}
