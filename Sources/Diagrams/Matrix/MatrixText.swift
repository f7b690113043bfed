extension TextRenderer {
  /// Returns a matrix as a table of text, or as a list where the table is too wide.
  ///
  /// - Parameters:
  ///   - matrix: The matrix.
  ///   - title: The heading.
  /// - Returns: The lines, each ended by a newline.
  public func render(_ matrix: SceneMatrix, title: String) -> String {
    var lines: [String] = []
    if !title.isEmpty { lines += [title, ""] }
    lines = lines.flatMap { wrappedLine($0) }
    let limits = [28, 18, 12, 9]
    let table = limits.lazy.map { self.table(matrix, limit: $0) }.first { rows in
      rows.allSatisfy { DisplayWidth.of($0) <= width }
    }
    lines += table ?? list(matrix)
    lines += [""]
    lines += wrappedLine(
      "Rows open connections to columns. ! = violation, ? = undecided, . = closed. Shown at"
        + " \(width) columns: \(table == nil ? "list of pairs" : "table of tiers").")
    return lines.map { $0 + "\n" }.joined()
  }

  private func wrappedLine(_ text: String) -> [String] {
    TextWrapping.lines(of: charset.adapted(DisplayWidth.visible(text)), width: width, indent: 2)
  }

  /// The words of a cell, a line for each verdict.
  private func words(_ edges: [SceneEdge]) -> [String] {
    if edges.isEmpty { return ["."] }
    return edges.map { $0.matrixWords }
  }

  private func table(_ matrix: SceneMatrix, limit: Int) -> [String] {
    func broken(_ texts: [String]) -> [String] {
      texts.flatMap {
        TextWrapping.lines(
          of: charset.adapted(DisplayWidth.visible($0)), width: limit, indent: 1)
      }
    }
    var rows: [[[String]]] = [[[""]] + matrix.names.map { broken([$0]) }]
    for source in matrix.names {
      rows.append(
        [broken([source])]
          + matrix.names.map { broken(words(matrix.cell(from: source, to: $0))) })
    }
    let widths = (0...matrix.names.count).map { column in
      rows.flatMap { $0[column] }.map { DisplayWidth.of($0) }.max() ?? 0
    }
    let isUnicode = charset == .unicode
    func rule(_ left: String, _ middle: String, _ right: String) -> String {
      let dash = isUnicode ? "─" : "-"
      let parts = widths.map { String(repeating: dash, count: $0 + 2) }
      return isUnicode
        ? left + parts.joined(separator: middle) + right : "+" + parts.joined(separator: "+") + "+"
    }
    let bar = isUnicode ? "│" : "|"
    var lines = [rule("┌", "┬", "┐")]
    for (number, row) in rows.enumerated() {
      if number > 0 { lines.append(rule("├", "┼", "┤")) }
      let height = row.map(\.count).max() ?? 0
      for line in 0..<height {
        let cells = row.enumerated().map { column, texts in
          let text = line < texts.count ? texts[line] : ""
          let space = String(repeating: " ", count: widths[column] - DisplayWidth.of(text))
          return " " + text + space + " "
        }
        lines.append(bar + cells.joined(separator: bar) + bar)
      }
    }
    lines.append(rule("└", "┴", "┘"))
    return lines
  }

  private func list(_ matrix: SceneMatrix) -> [String] {
    var lines: [String] = []
    for source in matrix.names {
      for target in matrix.names {
        for edge in matrix.cell(from: source, to: target) {
          lines += wrappedLine("\(source) to \(target): \(edge.matrixWords)")
        }
      }
    }
    return lines
  }
}

extension SceneEdge {
  /// The edge in a cell of a matrix.
  var matrixWords: String {
    let mark = findings.isEmpty ? "" : " " + findings.joined(separator: " ")
    switch verdict {
    case .violation: return "! " + traffic + mark
    case .undecided: return "? " + traffic
    case .blocked: return ". " + traffic
    case .added: return "+ " + traffic
    case .removed: return "- " + traffic
    case .allowed: return traffic
    }
  }
}
