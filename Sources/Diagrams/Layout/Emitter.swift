/// Turns solved positions into a drawing.
struct Emitter<Metrics: CellMetrics> {
  let state: LayoutState<Metrics>
  let scene: Scene
  let segments: [[Segment]]
  private var titles: TitlePlacement<Metrics>
  private var containers: [DrawnContainer] = []
  /// The places of the nodes in the plan.
  private let numbers: [String: Int]
  /// The subnets whose names found no place.
  private(set) var untitled: [Int] = []
  /// The networks of which only a token found a place.
  private(set) var tokenised: [Int] = []

  init(state: LayoutState<Metrics>, scene: Scene) {
    self.state = state
    self.scene = scene
    segments = state.segments()
    numbers = Dictionary(
      state.plan.nodes.enumerated().map { ($1.source.id, $0) },
      uniquingKeysWith: { first, _ in first })
    titles = TitlePlacement(metrics: state.metrics, segments: segments)
  }

  mutating func drawing() -> Drawing {
    emitContainers()
    let nodes = emitNodes()
    let taken =
      containers.flatMap(\.texts).map(\.frame) + nodes.map(\.frame)
    var labels = LabelPlacement(state: state, segments: segments, taken: taken)
    let texts = labels.place()
    let nets = emitNets(texts)
    var legend = titles.legend
    let members = Dictionary(
      nodes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    for node in state.plan.nodes {
      if !node.source.members.isEmpty, let name = members[node.source.id] {
        let label = DisplayWidth.visible(node.source.label)
        let token = showsName(node) ? label : node.token ?? label
        legend.append(
          LegendEntry(token: token, meaning: Self.shortList(name, after: node.source.label)))
        continue
      }
      guard let token = node.token, !showsName(node) else { continue }
      let detail = node.source.detail.isEmpty ? "" : " " + node.source.detail
      legend.append(
        LegendEntry(token: token, meaning: DisplayWidth.visible(node.source.label + detail)))
    }
    legend += labels.legend
    let edge = nets.flatMap(\.segments).map { $0.x1 + state.spacing.touch }.max() ?? 0
    let labelEdge = nets.map(\.label.frame.maxX).max() ?? 0
    return Drawing(
      title: DisplayWidth.visible(scene.title), subtitle: DisplayWidth.visible(scene.subtitle),
      width: max(state.width, edge, labelEdge), height: state.height, containers: containers,
      nodes: nodes, nets: nets, legend: legend,
      notes: scene.notes.map { DisplayWidth.visible($0) },
      resources: nodes.reduce(0) { $0 + max(1, $1.members.count) },
      showsChanges: scene.showsChanges)
  }

  /// Whether a node that lines have made wide enough bears its name rather than its token.
  private func showsName(_ node: Plan.Node) -> Bool {
    guard node.token != nil, let place = numbers[node.source.id], !node.source.label.isEmpty else {
      return false
    }
    let width = state.metrics.width(of: DisplayWidth.visible(node.source.label), style: .node)
    let spacing = state.spacing
    return width + spacing.icon + 2 * spacing.nodePadX <= state.nodeFrames[place].width
  }

  /// The names of the things that a node stands for, or the first and the number of the others.
  private static func shortList(_ name: String, after label: String) -> String {
    let parts = name.split(separator: ": ", maxSplits: 1)
    let names = (parts.last ?? "").split(separator: ", ")
    if names.count <= 8 { return names.joined(separator: ", ") }
    return names.prefix(6).joined(separator: ", ") + " and \(names.count - 6) more"
  }

  private mutating func emitContainers() {
    let plan = state.plan
    let spacing = state.spacing
    for (number, region) in plan.regions.enumerated() {
      add(
        .region, id: region.source.id, frame: state.regionFrames[number],
        forms: [DisplayWidth.visible(region.source.label)], initial: "R", height: spacing.regionTop,
        parents: [])
    }
    let networkBase = containers.count
    for (number, network) in plan.networks.enumerated() {
      let label = DisplayWidth.visible(network.source.label)
      add(
        .network, id: network.source.id, frame: state.networkFrames[number],
        forms: [
          LayoutState<Metrics>.name(of: network), LayoutState<Metrics>.shortName(of: network),
          label,
        ], initial: "V",
        height: spacing.networkTop, parents: [network.region])
      if let text = containers.last?.texts.first, let full = text.full, !full.hasPrefix(text.text),
        !text.text.contains("…")
      {
        tokenised.append(number)
      }
    }
    let zoneBase = containers.count
    for (number, zone) in plan.zones.enumerated() {
      let frame = state.zoneFrames[number]
      add(
        .zone, id: plan.networks[zone.network].source.id + "/" + zone.source.id, frame: frame,
        forms: [DisplayWidth.visible(zone.source.label)], initial: "Z", height: spacing.zoneTop,
        parents: [plan.networks[zone.network].region, networkBase + zone.network])
    }
    for (number, subnet) in plan.subnets.enumerated() {
      let network = plan.networks[subnet.network]
      var parents = [network.region, networkBase + subnet.network]
      if let zone = subnet.zone { parents.append(zoneBase + zone) }
      emit(subnet, number: number, parents: parents)
    }
  }

  private mutating func add(
    _ kind: DrawnContainer.Kind, id: String, frame: Frame, forms: [String], initial: String,
    height: Int, parents: [Int]
  ) {
    var unique: [String] = []
    for form in forms where !form.isEmpty && !unique.contains(form) { unique.append(form) }
    var texts: [DrawnText] = []
    if frame.height > 0,
      let text = titles.place(
        unique, initial: initial, style: .container, frame: frame, height: height)
    {
      texts.append(text)
    }
    containers.append(
      DrawnContainer(
        id: id, kind: kind, subnetKind: nil, frame: frame, name: unique.first ?? id, texts: texts,
        parents: parents))
  }

  private mutating func emit(_ subnet: Plan.Subnet, number: Int, parents: [Int]) {
    let spacing = state.spacing
    let frame = state.subnetFrames[number]
    let source = subnet.source
    let name = DisplayWidth.visible(([source.label] + source.details).joined(separator: " "))
    var texts: [DrawnText] = []
    if subnet.labels.isEmpty {
      var forms = [name]
      for count in stride(from: source.details.count - 1, through: 0, by: -1) {
        forms.append(
          DisplayWidth.visible(([source.label] + source.details[..<count]).joined(separator: " ")))
      }
      let detail = DisplayWidth.visible(source.details.joined(separator: " "))
      let label = DisplayWidth.visible(source.label)
      if !titles.fits(name, style: .subnet, frame: frame),
        let pair = titles.split(label, detail, style: .subnet, frame: frame)
      {
        texts += pair
      } else if let text = titles.place(
        forms.filter { !$0.isEmpty }, initial: source.kind.initial, style: .subnet, frame: frame,
        height: 1)
      {
        texts.append(text)
      } else {
        untitled.append(number)
      }
    } else {
      let height = subnet.labels.reduce(0) { $0 + spacing.lineHeight($1.style) }
      var y = frame.y + (frame.height - height) / 2
      for (number, line) in subnet.labels.enumerated() {
        let width = state.metrics.width(of: line.text, style: line.style)
        let lineHeight = spacing.lineHeight(line.style)
        texts.append(
          DrawnText(
            text: line.text, full: line.full, style: line.style,
            frame: Frame(
              x: frame.x + spacing.subnetPadX + (number == 0 ? spacing.sign : 0), y: y,
              width: width, height: lineHeight)))
        y += lineHeight
      }
    }
    containers.append(
      DrawnContainer(
        id: source.id, kind: .subnet, subnetKind: source.kind, frame: frame, name: name,
        texts: texts, parents: parents))
  }
}

extension Emitter {
  private func emitNodes() -> [DrawnNode] {
    let plan = state.plan
    let spacing = state.spacing
    let names = Dictionary(
      scene.allNodes.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    let base = containers.count - plan.subnets.count
    let networkBase = plan.regions.count
    return plan.nodes.enumerated().map { number, node in
      let frame = state.nodeFrames[number]
      let group = plan.groups[node.group]
      var parents: [Int] = []
      if let subnet = group.subnet {
        parents = containers[base + subnet].parents + [base + subnet]
      } else if let network = group.network {
        parents = [plan.networks[network].region, networkBase + network]
      }
      let name = Plan.Line(
        text: DisplayWidth.visible(node.source.label), full: nil, style: .node)
      let lines = showsName(node) ? [name] : node.lines
      let height = lines.reduce(0) { $0 + spacing.lineHeight($1.style) }
      var y = frame.y + (frame.height - height) / 2
      var texts: [DrawnText] = []
      let widths = lines.map { state.metrics.width(of: $0.text, style: $0.style) }
      let room = frame.width - spacing.icon
      for (line, width) in zip(lines, widths) {
        // In a picture the lines begin below one another, beside the icon.
        let block = spacing.touch == 1 ? width : widths.max() ?? 0
        texts.append(
          DrawnText(
            text: line.text, full: line.full, style: line.style,
            frame: Frame(
              x: frame.x + spacing.icon + (room - block) / 2, y: y, width: width,
              height: spacing.lineHeight(line.style))))
        y += spacing.lineHeight(line.style)
      }
      let members = node.source.members.map { names[$0] ?? $0 }
      let detail = node.source.detail.isEmpty ? "" : " " + node.source.detail
      let tail = members.isEmpty ? "" : ": " + members.joined(separator: ", ")
      return DrawnNode(
        id: node.source.id, kind: node.source.kind, members: node.source.members,
        name: DisplayWidth.visible(node.source.label + detail + tail), frame: frame, texts: texts,
        findings: node.source.findings, parents: parents)
    }
  }

  private func emitNets(_ labels: [DrawnText]) -> [DrawnNet] {
    let plan = state.plan
    var arrows = Array(repeating: [DrawnNet.Arrow](), count: plan.nets.count)
    for (number, terminal) in state.routes.terminals.enumerated() where terminal.isTarget {
      let frame = state.nodeFrames[terminal.node]
      let y = terminal.isTop ? frame.y - state.spacing.touch : frame.maxY
      arrows[terminal.net].append(
        DrawnNet.Arrow(
          x: state.pinX[number], y: y, isDown: terminal.isTop, isBoth: terminal.isSource))
    }
    return plan.nets.enumerated().map { number, net in
      DrawnNet(
        id: "n\(number + 1)", sources: net.sources.map { plan.nodes[$0].source.id },
        targets: net.targets.map { plan.nodes[$0].source.id }, traffic: net.traffic,
        verdict: net.verdict, findings: net.findings, segments: segments[number],
        arrows: arrows[number], label: labels[number])
    }
  }
}

extension SceneSubnet.Kind {
  /// The letter of the tokens of the kind.
  var initial: String {
    switch self {
    case .public: "P"
    case .private: "S"
    case .data: "D"
    }
  }
}
