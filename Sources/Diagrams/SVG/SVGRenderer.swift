/// Draws scenes as SVG that stands alone: no script, no font, no link to anything outside.
///
/// What links may point to, all with ``idPrefix`` before it: `n1`, `n2` and so on, one line each,
/// in the order of the nets; and the name of each finding, such as `F-7c1e`, for all lines that
/// it concerns. Where such a fragment is the target, everything else fades.
public struct SVGRenderer: Sendable {
  /// The colours of a picture.
  public enum Theme: String, Hashable, Sendable, CaseIterable {
    /// As the viewer prefers.
    case auto
    /// Dark on light.
    case light
    /// Light on dark.
    case dark
  }

  /// What the identities in the picture begin with; pictures in one page need different ones.
  public var idPrefix: String
  /// How the scene is laid out.
  public var options: LayoutOptions
  /// The colours.
  public var theme: Theme

  let metrics = PixelMetrics()
  let margin = 20

  /// Creates a renderer.
  public init(
    idPrefix: String = "", options: LayoutOptions = LayoutOptions(), theme: Theme = .auto
  ) {
    self.idPrefix = idPrefix
    self.options = options
    self.theme = theme
  }

  /// Returns the scene as an SVG document.
  public func render(_ scene: Scene) -> String {
    svg(of: DiagramLayout.drawing(of: scene, metrics: metrics, options: options))
  }

  /// Returns a drawing that was made with ``PixelMetrics`` as an SVG document.
  public func svg(of drawing: Drawing) -> String {
    let origin = (x: margin, y: margin + headerHeight(drawing.title, drawing.subtitle))
    let titleWidth = metrics.width(of: drawing.title, style: .node) * 18 / 13
    let width = max(drawing.width, titleWidth, 420) + 2 * margin
    let footer = SVGFooter(drawing: drawing, metrics: metrics, width: width - 2 * margin)
    let footerTop = origin.y + drawing.height + 24
    let height = footerTop + footer.height + margin
    let findings = drawing.findingNames
    var svg = SVGText()
    open(
      &svg, title: drawing.title, description: drawing.sentences, size: (width, height),
      sheet: SVGStyle.states(of: findings, prefix: idPrefix), showsChanges: drawing.showsChanges)
    for name in findings {
      svg.startElement("g", attributes: [("class", "finding"), ("id", idPrefix + name)])
      svg.element("title", [], text: name)
      svg.endElement()
    }
    writeSymbols(drawing, &svg)
    writeHeading(drawing.title, drawing.subtitle, &svg)
    let body = SVGBody(drawing: drawing, x: origin.x, y: origin.y, idPrefix: idPrefix)
    body.write(to: &svg)
    footer.write(to: &svg, x: margin, y: footerTop)
    svg.endElement()
    return svg.finish()
  }

  /// Writes what every picture begins with: its name, its description, its colours, its ground.
  func open(
    _ svg: inout SVGText, title: String, description: String, size: (width: Int, height: Int),
    sheet: String = "", showsChanges: Bool = false
  ) {
    svg.startElement(
      "svg",
      attributes: [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("class", showsChanges ? "bailey changes" : "bailey"), ("role", "img"),
        ("aria-labelledby", "\(idPrefix)title \(idPrefix)desc"),
        ("viewBox", "0 0 \(size.width) \(size.height)"), ("width", "\(size.width)"),
        ("height", "\(size.height)"),
      ])
    svg.element("title", [("id", idPrefix + "title")], text: title)
    svg.element("desc", [("id", idPrefix + "desc")], text: description)
    svg.startElement("style")
    svg.text(lines: SVGStyle.sheet(theme) + sheet)
    svg.endElement()
    svg.element(
      "rect", [("class", "bg"), ("width", "\(size.width)"), ("height", "\(size.height)")])
  }

  /// The height that the heading takes.
  func headerHeight(_ title: String, _ subtitle: String) -> Int {
    let height = (title.isEmpty ? 0 : 26) + (subtitle.isEmpty ? 0 : 18)
    return height > 0 ? height + 14 : 0
  }

  func writeHeading(_ title: String, _ subtitle: String, _ svg: inout SVGText) {
    var y = margin
    if !title.isEmpty {
      svg.element(
        "text", [("class", "heading"), ("x", "\(margin)"), ("y", "\(y + 18)")], text: title)
      y += 26
    }
    if !subtitle.isEmpty {
      svg.element(
        "text", [("class", "subheading"), ("x", "\(margin)"), ("y", "\(y + 12)")], text: subtitle)
    }
  }

  private func writeSymbols(_ drawing: Drawing, _ svg: inout SVGText) {
    svg.startElement("defs")
    let signs = drawing.containers.compactMap(\.subnetKind?.sign)
    let kinds = Set(drawing.nodes.map(\.kind) + signs).sorted { $0.rank < $1.rank }
    for kind in kinds {
      svg.startElement(
        "symbol",
        attributes: [("id", "\(idPrefix)i-\(kind.rawValue)"), ("viewBox", "0 0 20 20")])
      svg.element("path", [("d", SVGIcons.path(of: kind))])
      svg.endElement()
    }
    svg.endElement()
  }
}

extension Drawing {
  /// The names of the findings in the picture that can be identities, sorted.
  var findingNames: [String] {
    Set(nets.flatMap(\.findings)).filter { Self.canBeIdentity($0) }.sorted()
  }

  /// Whether a name is one of letters, digits and hyphens that nothing else in a picture has.
  private static func canBeIdentity(_ name: String) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    let isPlain = name.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F }
    let isNet = first == 0x6E && name.utf8.dropFirst().allSatisfy { isDigit($0) }
    return isPlain && !isNet && name != "title" && name != "desc" && !name.hasPrefix("i-")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

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
