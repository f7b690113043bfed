/// Draws scenes as SVG that stands alone: no script, no font, no link to anything outside.
public struct SVGRenderer: Sendable {
  /// What the identities in the picture begin with; pictures in one page need different ones.
  public var idPrefix: String
  /// How the scene is laid out.
  public var options: LayoutOptions

  let metrics = PixelMetrics()
  let margin = 20

  /// Creates a renderer.
  public init(idPrefix: String = "", options: LayoutOptions = LayoutOptions()) {
    self.idPrefix = idPrefix
    self.options = options
  }

  /// Returns the scene as an SVG document.
  public func render(_ scene: Scene) -> String {
    svg(of: DiagramLayout.drawing(of: scene, metrics: metrics, options: options))
  }

  /// Returns a drawing that was made with ``PixelMetrics`` as an SVG document.
  public func svg(of drawing: Drawing) -> String {
    var header = 0
    if !drawing.title.isEmpty { header += 26 }
    if !drawing.subtitle.isEmpty { header += 18 }
    if header > 0 { header += 14 }
    let origin = (x: margin, y: margin + header)
    let titleWidth = metrics.width(of: drawing.title, style: .node) * 18 / 13
    let width = max(drawing.width, titleWidth, 420) + 2 * margin
    let footer = SVGFooter(drawing: drawing, metrics: metrics, width: width - 2 * margin)
    let footerTop = origin.y + drawing.height + 24
    let height = footerTop + footer.height + margin
    var svg = SVGText()
    svg.startElement(
      "svg",
      attributes: [
        ("xmlns", "http://www.w3.org/2000/svg"), ("class", "bailey"), ("role", "img"),
        ("aria-labelledby", "\(idPrefix)title \(idPrefix)desc"),
        ("viewBox", "0 0 \(width) \(height)"), ("width", "\(width)"), ("height", "\(height)"),
      ])
    svg.element("title", [("id", idPrefix + "title")], text: drawing.title)
    svg.element("desc", [("id", idPrefix + "desc")], text: drawing.sentences)
    svg.startElement("style")
    svg.text(raw: SVGStyle.sheet)
    svg.endElement()
    writeSymbols(drawing, &svg)
    svg.element("rect", [("class", "bg"), ("width", "\(width)"), ("height", "\(height)")])
    writeHeading(drawing, &svg)
    let body = SVGBody(drawing: drawing, x: origin.x, y: origin.y, idPrefix: idPrefix)
    body.write(to: &svg)
    footer.write(to: &svg, x: margin, y: footerTop)
    svg.endElement()
    return svg.text
  }

  private func writeHeading(_ drawing: Drawing, _ svg: inout SVGText) {
    var y = margin
    if !drawing.title.isEmpty {
      svg.element(
        "text", [("class", "heading"), ("x", "\(margin)"), ("y", "\(y + 18)")],
        text: drawing.title)
      y += 26
    }
    if !drawing.subtitle.isEmpty {
      svg.element(
        "text", [("class", "subheading"), ("x", "\(margin)"), ("y", "\(y + 12)")],
        text: drawing.subtitle)
    }
  }

  private func writeSymbols(_ drawing: Drawing, _ svg: inout SVGText) {
    svg.startElement("defs")
    let kinds = Set(drawing.nodes.map(\.kind)).sorted { $0.rank < $1.rank }
    for kind in kinds {
      svg.startElement(
        "symbol",
        attributes: [("id", "\(idPrefix)i-\(kind.rawValue)"), ("viewBox", "0 0 20 20")])
      svg.element("path", [("class", "bailey-icon"), ("d", SVGIcons.path(of: kind))])
      svg.endElement()
    }
    svg.endElement()
  }
}

extension Drawing {
  /// What the picture shows, in sentences for those who cannot see it.
  var sentences: String {
    let names = Dictionary(nodes.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func list(_ ids: [String]) -> String { ids.map { names[$0] ?? $0 }.joined(separator: ", ") }
    let violations = nets.filter { $0.verdict == .violation }
    var result = ["\(resources) resources, \(nets.count) lines, \(violations.count) violations."]
    for net in violations {
      let findings = net.findings.isEmpty ? "" : " (" + net.findings.joined(separator: ", ") + ")"
      result.append(
        "Violation\(findings): \(list(net.sources)) reaches \(list(net.targets)) on \(net.traffic)."
      )
    }
    return result.joined(separator: " ")
  }
}
