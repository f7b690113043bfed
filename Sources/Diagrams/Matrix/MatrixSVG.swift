extension SVGRenderer {
  /// Returns a matrix as an SVG document: who opens connections is a row, to whom a column.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - title: The heading.
  ///   - subtitle: What stands under the heading.
  /// - Returns: The document.
  public func render(_ matrix: SceneMatrix, title: String, subtitle: String = "") -> String {
    MatrixSVG(matrix: matrix, renderer: self).document(title: title, subtitle: subtitle)
  }
}

/// Writes one matrix.
struct MatrixSVG {
  let matrix: SceneMatrix
  let renderer: SVGRenderer
  private var metrics: PixelMetrics { renderer.metrics }
  private let line = 16
  private let pad = 10
  private let longest = 190

  init(matrix: SceneMatrix, renderer: SVGRenderer) {
    self.matrix = matrix
    self.renderer = renderer
  }

  func document(title: String, subtitle: String) -> String {
    let names = matrix.names.map { short($0) }
    let cells = matrix.names.map { source in
      matrix.names.map { matrix.cell(from: source, to: $0) }
    }
    let first = (names.map { width($0) }.max() ?? 0) + 2 * pad
    let columns = matrix.names.indices.map { column in
      let words = cells.flatMap { $0[column].map { short($0.matrixWords) } }
      return max(64, ([names[column]] + words).map { width($0) }.max() ?? 0) + 2 * pad
    }
    let heights = cells.map { row in
      2 * pad + line * max(1, row.map(\.count).max() ?? 1)
    }
    let top = renderer.margin + renderer.headerHeight(title, subtitle)
    let head = line + 2 * pad
    let tableWidth = first + columns.reduce(0, +)
    let bottom = top + head + heights.reduce(0, +)
    let size = (
      width: max(tableWidth, 560) + 2 * renderer.margin, height: bottom + 50 + renderer.margin
    )
    var svg = SVGText()
    renderer.open(&svg, title: title, description: sentences, size: size)
    renderer.writeHeading(title, subtitle, &svg)
    var x = renderer.margin + first
    for (name, width) in zip(names, columns) {
      text(name, "t-container", x + pad, top + pad + 12, &svg)
      x += width
    }
    var y = top + head
    for (row, name) in names.enumerated() {
      text(name, "t-container", renderer.margin + pad, y + pad + 12, &svg)
      var x = renderer.margin + first
      for column in names.indices {
        cell(
          cells[row][column], matrix.names[row], matrix.names[column],
          Frame(x: x, y: y, width: columns[column], height: heights[row]), &svg)
        x += columns[column]
      }
      y += heights[row]
    }
    let words = "Rows open connections to columns. ! = violation, ? = undecided, – = closed."
    text(words, "foot", renderer.margin, bottom + 28, &svg)
    svg.endElement()
    return svg.finish()
  }

  private func cell(
    _ edges: [SceneEdge], _ source: String, _ target: String, _ frame: Frame,
    _ svg: inout SVGText
  ) {
    let verdict = edges.first?.verdict
    svg.startElement(
      "g",
      attributes: [
        ("class", "cell \(verdict?.rawValue ?? "closed")"), ("data-source", source),
        ("data-target", target),
      ])
    let says = edges.isEmpty ? "closed" : edges.map(\.matrixWords).joined(separator: "; ")
    svg.element("title", [], text: "\(source) to \(target): \(says)")
    svg.element(
      "rect",
      [
        ("x", "\(frame.x + 1)"), ("y", "\(frame.y + 1)"), ("width", "\(frame.width - 2)"),
        ("height", "\(frame.height - 2)"), ("rx", "4"),
      ])
    var y = frame.y + pad + 12
    if edges.isEmpty { text("–", "t-detail", frame.x + pad, y, &svg) }
    for edge in edges {
      svg.startElement("g", attributes: [("class", edge.verdict.rawValue)])
      text(short(edge.matrixWords), "t-traffic", frame.x + pad, y, &svg)
      svg.endElement()
      y += line
    }
    svg.endElement()
  }

  private func text(_ text: String, _ style: String, _ x: Int, _ y: Int, _ svg: inout SVGText) {
    svg.element("text", [("class", style), ("x", "\(x)"), ("y", "\(y)")], text: text)
  }

  private func short(_ text: String) -> String {
    metrics.shortened(DisplayWidth.visible(text), style: .container, limit: longest)
  }

  private func width(_ text: String) -> Int { metrics.width(of: text, style: .container) }

  private var sentences: String {
    let violations = matrix.edges.filter { $0.verdict == .violation }
    var result = ["\(matrix.names.count) groups, \(violations.count) violations."]
    for edge in violations {
      result.append("\(edge.source) reaches \(edge.target): \(edge.matrixWords.dropFirst(2)).")
    }
    return result.joined(separator: " ")
  }
}
