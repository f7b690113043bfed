/// The characters that a text diagram is drawn with.
public enum Charset: String, Hashable, Sendable, CaseIterable {
  /// Box-drawing characters.
  case unicode
  /// ASCII alone.
  case ascii

  /// Returns the text in characters of this set, each taking as many cells as before.
  func adapted(_ text: String) -> String {
    guard self == .ascii, text.unicodeScalars.contains(where: { !$0.isASCII }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "×": result += "x"
      case "…": result += "~"
      case "·": result += "-"
      case "–", "—": result += "-"
      default:
        let width = DisplayWidth.of(scalar)
        result += scalar.isASCII ? String(scalar) : String(repeating: "?", count: width)
      }
    }
    return result
  }
}

/// The four directions in which a line leaves a cell.
struct Directions: OptionSet, Hashable, Sendable {
  let rawValue: UInt8
  static let up = Directions(rawValue: 1)
  static let right = Directions(rawValue: 2)
  static let down = Directions(rawValue: 4)
  static let left = Directions(rawValue: 8)
}

/// How lines look in cells.
enum LineGlyphs {
  /// The strokes lines are drawn with.
  enum Stroke: Hashable, Sendable {
    case light
    case heavy
    case dashed
    case dotted
    case double
    case rounded
  }

  private static let light = Array(" ╵╶└╷│┌├╴┘─┴┐┤┬┼")
  private static let heavy = Array(" ╹╺┗╻┃┏┣╸┛━┻┓┫┳╋")
  private static let double = Array(" ║═╚║║╔╠═╝═╩╗╣╦╬")
  private static let rounded = Array(" ╵╶╰╷│╭├╴╯─┴╮┤┬┼")

  static func glyph(_ directions: Directions, _ stroke: Stroke, _ charset: Charset) -> Character {
    let index = Int(directions.rawValue)
    if charset == .ascii { return ascii(directions, stroke) }
    let isStraight = directions == [.up, .down] || directions == [.left, .right]
    switch stroke {
    case .light: return light[index]
    case .heavy: return heavy[index]
    case .double: return double[index]
    case .rounded: return rounded[index]
    case .dashed:
      return isStraight ? (directions.contains(.up) ? "╎" : "╌") : light[index]
    case .dotted:
      return isStraight ? (directions.contains(.up) ? "┆" : "┄") : light[index]
    }
  }

  private static func ascii(_ directions: Directions, _ stroke: Stroke) -> Character {
    let isVertical = directions.isSubset(of: [.up, .down])
    let isHorizontal = directions.isSubset(of: [.left, .right])
    switch stroke {
    case .heavy: return "#"
    case .double: return isVertical ? "|" : isHorizontal ? "=" : "+"
    case .dashed: return isVertical ? ":" : isHorizontal ? "." : "+"
    case .dotted: return isVertical ? "!" : isHorizontal ? "~" : "+"
    case .light, .rounded: return isVertical ? "|" : isHorizontal ? "-" : "+"
    }
  }

  /// Returns the sign for a vertical and a horizontal line that cross without meeting.
  static func crossing(vertical: Stroke, horizontal: Stroke, _ charset: Charset) -> Character {
    if charset == .ascii { return glyph([.up, .down], vertical, charset) }
    switch (vertical == .heavy, horizontal == .heavy) {
    case (true, true): return "╋"
    case (true, false): return "╂"
    case (false, true): return "┿"
    case (false, false): return "┼"
    }
  }
}
