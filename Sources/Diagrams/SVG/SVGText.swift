/// Writes XML elements as text, escaping what must be escaped.
///
/// Characters that XML forbids become U+FFFD, so that no name can make a picture unreadable.
struct SVGText {
  private(set) var text = ""
  private var open: [String] = []
  private var isTagOpen = false

  mutating func startElement(_ name: String, attributes: [(String, String)] = []) {
    closeTag()
    text += "<" + name
    for (key, value) in attributes { text += " \(key)=\"\(Self.escaped(value))\"" }
    open.append(name)
    isTagOpen = true
  }

  mutating func endElement() {
    guard let name = open.popLast() else { return }
    if isTagOpen {
      text += "/>"
      isTagOpen = false
    } else {
      text += "</\(name)>"
    }
    if open.count < 3 { text += "\n" }
  }

  mutating func text(_ value: String) {
    closeTag()
    text += Self.escaped(value)
  }

  /// Writes a text that is known to need no escaping.
  mutating func text(raw value: String) {
    closeTag()
    text += value
  }

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

  private mutating func closeTag() {
    if isTagOpen { text += ">" }
    isTagOpen = false
  }

  static func escaped(_ value: String) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += " "
      default:
        let isForbidden =
          scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFFFE
          || scalar.value == 0xFFFF
        result += isForbidden ? "\u{FFFD}" : String(scalar)
      }
    }
    return result
  }
}

/// Identities as words of a list that is separated by blanks.
enum IDList {
  /// Returns the identities joined by blanks; blanks within them become "%20", "%" becomes "%25".
  static func joined(_ ids: [String]) -> String {
    ids.map { id in
      var word = ""
      for character in id.unicodeScalars {
        switch character {
        case "%": word += "%25"
        case " ": word += "%20"
        case "\t": word += "%09"
        case "\n": word += "%0A"
        case "\r": word += "%0D"
        default: word += String(character)
        }
      }
      return word
    }.joined(separator: " ")
  }
}
