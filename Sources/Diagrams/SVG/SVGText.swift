import Documents

/// Writes the elements of a picture, each of the outermost ones on a line of its own.
///
/// Control characters that XML would let through become U+FFFD too, and line feeds in names
/// become blanks, so that no name can disturb what shows the source of a picture.
struct SVGText: ~Copyable {
  private var writer = XMLWriter()
  private var depth = 0

  init() { writer.startDocument() }

  mutating func startElement(_ name: String, attributes: [(String, String)] = []) {
    writer.startElement(name, attributes.map { ($0.0, Self.tame($0.1)) })
    depth += 1
  }

  mutating func endElement() {
    guard depth > 0 else { return }
    depth -= 1
    writer.endElement()
    if depth > 0, depth < 3 { writer.text("\n") }
  }

  mutating func text(_ value: String) { writer.text(Self.tame(value)) }

  /// Writes the text of a sheet, whose lines stay lines.
  mutating func text(lines value: String) { writer.text(value) }

  /// Writes an element that holds nothing.
  mutating func element(_ name: String, _ attributes: [(String, String)]) {
    startElement(name, attributes: attributes)
    endElement()
  }

  /// Writes an element that holds a text.
  mutating func element(_ name: String, _ attributes: [(String, String)], text value: String) {
    startElement(name, attributes: attributes)
    text(value)
    endElement()
  }

  /// Closes what is open and returns the document, without the declaration so that it can stand
  /// within another.
  consuming func finish() -> String {
    let bytes = writer.finish()
    let start = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let text = String(decoding: bytes[start...], as: UTF8.self)
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  private static func tame(_ value: String) -> String {
    guard value.unicodeScalars.contains(where: { isWild($0.value) }) else { return value }
    var result = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\t", "\n", "\r": result.append(" ")
      default: result.append(isWild(scalar.value) ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }

  private static func isWild(_ value: UInt32) -> Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || value == 0xFFFE || value == 0xFFFF
  }
}
