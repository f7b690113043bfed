/// Draws scenes as text of a given width.
public struct TextRenderer: Sendable {
  /// The number of columns that no line exceeds.
  public var width: Int
  /// The characters used.
  public var charset: Charset
  /// Whether verdicts have colours besides their words and strokes.
  public var usesColor: Bool

  /// Creates a renderer; widths below 40 columns count as 40.
  public init(width: Int = 100, charset: Charset = .unicode, usesColor: Bool = false) {
    self.width = max(40, width)
    self.charset = charset
    self.usesColor = usesColor
  }

  /// Returns the scene as text, each line ended by a newline.
  ///
  /// The first rung of the ladder that fits the width is drawn: everything, names only, equal
  /// nodes as one, zones as one column, zones below one another, large subnets in parts, tokens
  /// with a legend, a picture a network, and at last a tree with a table of edges. The last line
  /// names the rung.
  public func render(_ scene: Scene) -> String {
    if let picture = picture(of: scene) { return picture }
    if let pages = pages(of: scene) { return pages }
    var lines = OutlineRenderer(width: width, charset: charset).lines(of: scene)
    lines += [""] + wrapped("Shown at \(width) columns: tree and table of edges.", indent: 2)
    return lines.map { $0 + "\n" }.joined()
  }

  /// The first rung that fits, if one does.
  private func picture(of scene: Scene) -> String? {
    let merged = ZoneMerging.applies(to: scene) ? ZoneMerging.apply(to: scene) : nil
    for rung in WidthLadder.rungs(width: width) {
      guard var scene = rung.mergesZones ? merged : scene else { continue }
      if let most = rung.most {
        if !SubnetSplitting.applies(to: scene, most: most) { continue }
        scene = SubnetSplitting.apply(to: scene, most: most)
      }
      let metrics = CharMetrics(isTight: rung.isTight)
      let least = DiagramLayout.leastWidth(of: scene, metrics: metrics, options: rung.options)
      if least > width { continue }
      let drawing = DiagramLayout.drawing(of: scene, metrics: metrics, options: rung.options)
      if drawing.width <= width { return text(of: drawing, rung: rung.name) }
    }
    return nil
  }

  /// A picture of each network, when all of them fit one by one.
  private func pages(of scene: Scene) -> String? {
    let networks = scene.canonical().regions.flatMap(\.networks)
    guard (2...12).contains(networks.count) else { return nil }
    var pages: [String] = []
    for network in networks {
      guard var page = SceneViews.network(network.id, of: scene, namesNeighbours: true) else {
        return nil
      }
      page.notes = []
      guard let picture = picture(of: page) else { return nil }
      pages.append(picture)
    }
    var lines = scene.notes
    lines.append(
      "Shown at \(width) columns: a picture a network; what joins two networks stands in both.")
    let tail = lines.flatMap { wrapped(DisplayWidth.visible($0), indent: 2) }
    return pages.joined(separator: "\n") + "\n" + tail.map { $0 + "\n" }.joined()
  }

  /// Returns a drawing that was made with ``CharMetrics`` as text.
  ///
  /// - Parameters:
  ///   - drawing: The drawing.
  ///   - rung: How much of the scene it shows, for the last line.
  /// - Returns: The lines, each ended by a newline.
  public func text(of drawing: Drawing, rung: String) -> String {
    var lines = wrapped(drawing.title, indent: 0)
    if !drawing.subtitle.isEmpty { lines += wrapped(drawing.subtitle, indent: 0) }
    if !lines.isEmpty { lines.append("") }
    lines += TextPicture(drawing: drawing, charset: charset, usesColor: usesColor).rows()
    if !drawing.legend.isEmpty { lines.append("") }
    for entry in drawing.legend {
      let indent = DisplayWidth.of(entry.token) + 2
      lines += wrapped(entry.token + "  " + entry.meaning, indent: min(indent, width / 2))
    }
    lines.append("")
    for line in drawing.key(charset) { lines += wrapped(line, indent: 2) }
    for note in drawing.notes { lines += wrapped(note, indent: 2) }
    if drawing.count < drawing.resources {
      lines += wrapped(
        "\(drawing.count) boxes stand for \(drawing.resources) resources.", indent: 2)
    }
    lines += wrapped("Shown at \(width) columns: \(rung).", indent: 2)
    return lines.map { $0 + "\n" }.joined()
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWrapping.lines(of: charset.adapted(text), width: width, indent: indent)
  }
}

extension Drawing {
  /// The number of boxes that stand for resources.
  var count: Int { nodes.count }

  /// What the strokes mean, in a sentence or two.
  func key(_ charset: Charset) -> [String] {
    if nets.isEmpty { return [] }
    let joins = nets.contains { $0.sources.count > 1 || $0.targets.count > 1 }
    var line = joins ? "A line joins every source on it to every target on it." : ""
    if nets.contains(where: { $0.arrows.contains(where: \.isBoth) }) {
      line += charset == .ascii ? " * = both." : " ◆ = source and target."
    }
    let verdicts = Set(nets.map(\.verdict))
    if verdicts.contains(.violation) {
      line += charset == .ascii ? " # = violation." : " ┃ ━ = violation."
    }
    if verdicts.contains(.blocked) || verdicts.contains(.undecided) {
      line +=
        charset == .ascii ? " ! ~ = blocked or undecided (?)." : " ┆ ┄ = blocked or undecided (?)."
    }
    return line.isEmpty ? [] : [line.trimmed]
  }
}
