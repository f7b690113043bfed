/// A grid of character cells that later things are drawn over earlier ones.
struct Canvas {
  private struct Line {
    var net: Int
    var directions: Directions
    var stroke: LineGlyphs.Stroke
    var ink: TextInk
  }

  let width: Int
  let height: Int
  private let charset: Charset
  private var cells: [String]
  private var inks: [TextInk]
  private var lines: [[Line]]

  init(width: Int, height: Int, charset: Charset) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.charset = charset
    cells = Array(repeating: " ", count: self.width * self.height)
    inks = Array(repeating: .none, count: self.width * self.height)
    lines = Array(repeating: [], count: self.width * self.height)
  }

  private func index(_ x: Int, _ y: Int) -> Int? {
    x >= 0 && y >= 0 && x < width && y < height ? y * width + x : nil
  }

  mutating func put(_ glyph: Character, _ x: Int, _ y: Int, ink: TextInk = .none) {
    guard let index = index(x, y) else { return }
    cells[index] = String(glyph)
    inks[index] = ink
  }

  /// Writes a text; a character of two cells empties the cell behind it.
  mutating func write(_ text: String, _ x: Int, _ y: Int, ink: TextInk = .none) {
    var column = x
    var last: Int?
    for scalar in charset.adapted(text).unicodeScalars {
      let width = DisplayWidth.of(scalar)
      if width == 0 {
        if let last { cells[last].unicodeScalars.append(scalar) }
        continue
      }
      if let index = index(column, y) {
        cells[index] = String(scalar)
        inks[index] = ink
        last = index
        if width == 2, let next = self.index(column + 1, y) { cells[next] = "" }
      }
      column += width
    }
  }

  mutating func box(_ frame: Frame, _ stroke: LineGlyphs.Stroke, ink: TextInk = .none) {
    guard frame.width > 1, frame.height > 1 else { return }
    let right = frame.maxX - 1
    let bottom = frame.maxY - 1
    for x in frame.x...right {
      put(LineGlyphs.glyph([.left, .right], stroke, charset), x, frame.y, ink: ink)
      put(LineGlyphs.glyph([.left, .right], stroke, charset), x, bottom, ink: ink)
    }
    for y in frame.y...bottom {
      put(LineGlyphs.glyph([.up, .down], stroke, charset), frame.x, y, ink: ink)
      put(LineGlyphs.glyph([.up, .down], stroke, charset), right, y, ink: ink)
    }
    put(LineGlyphs.glyph([.right, .down], stroke, charset), frame.x, frame.y, ink: ink)
    put(LineGlyphs.glyph([.left, .down], stroke, charset), right, frame.y, ink: ink)
    put(LineGlyphs.glyph([.right, .up], stroke, charset), frame.x, bottom, ink: ink)
    put(LineGlyphs.glyph([.left, .up], stroke, charset), right, bottom, ink: ink)
  }

  mutating func clear(_ frame: Frame) {
    for y in frame.y..<frame.maxY {
      for x in frame.x..<frame.maxX { put(" ", x, y) }
    }
  }

  /// Remembers a piece of a line; `drawLines` draws them all.
  mutating func add(
    _ segment: Segment, net: Int, stroke: LineGlyphs.Stroke, ink: TextInk
  ) {
    for y in segment.y0...segment.y1 {
      for x in segment.x0...segment.x1 {
        var directions: Directions = []
        if segment.isHorizontal {
          if x > segment.x0 { directions.insert(.left) }
          if x < segment.x1 { directions.insert(.right) }
        }
        if !segment.isHorizontal || segment.length == 0 {
          if y > segment.y0 || segment.length == 0 { directions.insert(.up) }
          if y < segment.y1 || segment.length == 0 { directions.insert(.down) }
        }
        join(directions, Line(net: net, directions: [], stroke: stroke, ink: ink), x, y)
      }
    }
  }

  private mutating func join(_ directions: Directions, _ line: Line, _ x: Int, _ y: Int) {
    guard let index = index(x, y) else { return }
    if let place = lines[index].firstIndex(where: { $0.net == line.net }) {
      lines[index][place].directions.formUnion(directions)
    } else {
      var line = line
      line.directions = directions
      lines[index].append(line)
    }
  }

  /// Draws the lines over what is there.
  mutating func drawLines() {
    for index in lines.indices where !lines[index].isEmpty {
      let found = lines[index]
      let vertical = found.first { $0.directions.isSubset(of: [.up, .down]) }
      let horizontal = found.first { $0.directions.isSubset(of: [.left, .right]) }
      if found.count > 1, let vertical, let horizontal {
        cells[index] = String(
          LineGlyphs.crossing(
            vertical: vertical.stroke, horizontal: horizontal.stroke, charset))
        inks[index] = vertical.stroke == .heavy ? vertical.ink : horizontal.ink
        continue
      }
      var directions = found[0].directions
      // A line ends at the edge of a cell, so a lone direction still fills the cell.
      if directions == .up || directions == .down { directions = [.up, .down] }
      if directions == .left || directions == .right { directions = [.left, .right] }
      cells[index] = String(LineGlyphs.glyph(directions, found[0].stroke, charset))
      inks[index] = found[0].ink
    }
  }

  /// The lines of text, without blanks at their ends.
  func rows(usesColor: Bool = false) -> [String] {
    (0..<height).map { y in
      let range = (y * width)..<((y + 1) * width)
      guard let last = range.last(where: { cells[$0] != " " && cells[$0] != "" }) else { return "" }
      if !usesColor { return cells[range.lowerBound...last].joined() }
      var row = ""
      var ink = TextInk.none
      for index in range.lowerBound...last {
        if inks[index] != ink {
          if ink != .none { row += "\u{1B}[0m" }
          row += inks[index].sequence
          ink = inks[index]
        }
        row += cells[index]
      }
      return ink == .none ? row : row + "\u{1B}[0m"
    }
  }
}
