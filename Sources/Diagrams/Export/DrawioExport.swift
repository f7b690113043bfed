import Documents

/// Writes a drawing as a file of draw.io: groups nested as drawn, connectors attached to nodes.
public enum DrawioExport {
  /// Returns the scene, laid out as its picture is, as a file of one page.
  public static func text(of scene: Scene) -> String {
    let drawing = DiagramLayout.drawing(of: scene, metrics: PixelMetrics())
    var writer = XMLWriter(indent: 1)
    writer.startDocument()
    writer.startElement("mxfile")
    writer.startElement("diagram", [("id", "bailey"), ("name", drawing.title)])
    writer.startElement(
      "mxGraphModel",
      [
        ("grid", "1"), ("gridSize", "2"), ("guides", "1"), ("connect", "1"), ("arrows", "1"),
        ("page", "1"), ("pageWidth", "\(drawing.width)"), ("pageHeight", "\(drawing.height)"),
      ])
    writer.startElement("root")
    writer.element("mxCell", [("id", "0")])
    writer.element("mxCell", [("id", "1"), ("parent", "0")])
    var cells = DrawioCells(drawing: drawing)
    cells.write(to: &writer)
    for _ in 0..<4 { writer.endElement() }
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}

/// The cells of one page.
private struct DrawioCells {
  let drawing: Drawing
  /// The cell of each container and node.
  private var names: [String: String] = [:]

  init(drawing: Drawing) { self.drawing = drawing }

  mutating func write(to writer: inout XMLWriter) {
    for (number, container) in drawing.containers.enumerated() where container.frame.height > 0 {
      vertex(
        "c\(number)", container.name, style(container), container.frame,
        parent: container.parents.last, &writer)
    }
    for (number, node) in drawing.nodes.enumerated() {
      names[node.id] = "n\(number)"
      let label = node.texts.filter { $0.style != .chip }.map { $0.full ?? $0.text }
      vertex(
        "n\(number)", label.joined(separator: "\n"), style(node), node.frame,
        parent: node.parents.last, &writer)
    }
    for (number, net) in drawing.nets.enumerated() { write(net, number, to: &writer) }
  }

  /// A box, placed relatively to the box around it.
  private func vertex(
    _ id: String, _ label: String, _ style: String, _ frame: Frame, parent: Int?,
    _ writer: inout XMLWriter
  ) {
    let outer = parent.map { drawing.containers[$0].frame }
    writer.startElement(
      "mxCell",
      [
        ("id", id), ("value", label), ("style", style), ("vertex", "1"),
        ("parent", parent.map { "c\($0)" } ?? "1"),
      ])
    writer.element(
      "mxGeometry",
      [
        ("x", "\(frame.x - (outer?.x ?? 0))"), ("y", "\(frame.y - (outer?.y ?? 0))"),
        ("width", "\(frame.width)"), ("height", "\(frame.height)"), ("as", "geometry"),
      ])
    writer.endElement()
  }

  private func edge(
    _ id: String, _ label: String, _ style: String, from source: String, to target: String,
    _ writer: inout XMLWriter
  ) {
    writer.startElement(
      "mxCell",
      [
        ("id", id), ("value", label), ("style", style), ("edge", "1"), ("parent", "1"),
        ("source", source), ("target", target),
      ])
    writer.element("mxGeometry", [("relative", "1"), ("as", "geometry")])
    writer.endElement()
  }

  private func write(_ net: DrawnNet, _ number: Int, to writer: inout XMLWriter) {
    let style = Self.style(net.verdict)
    let label = net.label.full ?? net.label.text
    let sources = net.sources.compactMap { names[$0] }
    let targets = net.targets.compactMap { names[$0] }
    if sources.count == 1 || targets.count == 1 {
      var count = 0
      for source in sources {
        for target in targets where source != target || sources == targets {
          edge(
            "e\(number)-\(count)", label, style + "endArrow=block;", from: source, to: target,
            &writer)
          count += 1
        }
      }
      return
    }
    let middle = net.label.frame
    vertex(
      "j\(number)", "", "ellipse;html=0;fillColor=#334155;strokeColor=none;",
      Frame(x: middle.midX - 3, y: middle.midY - 3, width: 6, height: 6), parent: nil, &writer)
    let both = Set(sources).intersection(targets)
    for (place, source) in sources.enumerated() {
      let arrow = both.contains(source) ? "startArrow=block;endArrow=none;" : "endArrow=none;"
      edge(
        "e\(number)-\(place)", place == 0 ? label : "", style + arrow, from: source,
        to: "j\(number)", &writer)
    }
    for (place, target) in targets.filter({ !both.contains($0) }).enumerated() {
      edge(
        "t\(number)-\(place)", "", style + "endArrow=block;", from: "j\(number)", to: target,
        &writer)
    }
  }

  private func style(_ container: DrawnContainer) -> String {
    let base =
      "container=1;collapsible=0;recursiveResize=0;html=0;whiteSpace=wrap;verticalAlign=top;"
      + "align=left;spacingLeft=8;"
    switch container.kind {
    case .region: return base + "rounded=1;arcSize=2;fillColor=#f8fafc;strokeColor=#64748b;"
    case .network: return base + "rounded=1;arcSize=2;fillColor=#ffffff;strokeColor=#0f766e;"
    case .zone: return base + "rounded=1;arcSize=2;fillColor=none;dashed=1;strokeColor=#64748b;"
    case .subnet:
      switch container.subnetKind {
      case .public: return base + "fillColor=#ecfdf5;strokeColor=#15803d;"
      case .data: return base + "fillColor=#fdf4ff;strokeColor=#a21caf;"
      case .private, nil: return base + "fillColor=#eff6ff;strokeColor=#2563eb;"
      }
    }
  }

  private func style(_ node: DrawnNode) -> String {
    let mark = node.findings.isEmpty ? "" : "strokeColor=#b91c1c;strokeWidth=3;"
    let base = "html=0;whiteSpace=wrap;fillColor=#ffffff;" + mark
    switch node.kind {
    case .database, .cache: return "shape=cylinder3;boundedLbl=1;size=6;" + base
    case .world: return "shape=cloud;" + base
    case .gateway, .nat, .balancer: return "shape=hexagon;size=0.08;" + base
    case .compute, .container, .host, .service, .group, .filter, .routes, .border:
      return "rounded=1;" + base
    }
  }

  private static func style(_ verdict: SceneEdge.Verdict) -> String {
    let base = "edgeStyle=orthogonalEdgeStyle;rounded=0;html=0;jumpStyle=gap;"
    switch verdict {
    case .violation: return base + "strokeColor=#b91c1c;strokeWidth=2;dashed=1;fontColor=#b91c1c;"
    case .undecided: return base + "strokeColor=#a16207;dashed=1;dashPattern=1 3;"
    case .blocked: return base + "strokeColor=#6b7280;dashed=1;"
    case .added: return base + "strokeColor=#15803d;strokeWidth=2;"
    case .removed: return base + "strokeColor=#b45309;dashed=1;"
    case .allowed: return base + "strokeColor=#334155;"
    }
  }
}
