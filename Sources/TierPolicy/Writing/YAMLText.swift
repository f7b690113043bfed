/// Words as YAML writes them.
enum YAMLText {
  /// The word as a scalar, in quotation marks unless it is plainly a text.
  static func scalar(_ word: String) -> String {
    isPlain(word) ? word : "\"" + word.unicodeScalars.map(escaped).joined() + "\""
  }

  /// The words as a list on one line.
  static func list(_ words: [String]) -> String {
    "[" + words.map(scalar).joined(separator: ", ") + "]"
  }

  /// The text as one that can stand in a comment.
  static func comment(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isPrintable($0) ? $0 : "?" }))
  }

  /// Whether a word begins with a letter, has no sign that YAML knows, and is no other value.
  private static func isPlain(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic
    else { return false }
    let others = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
    return !others.contains(word.lowercased())
      && word.unicodeScalars.allSatisfy { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || "-_./".unicodeScalars.contains(scalar))
      }
  }

  /// Whether YAML lets a character stand for itself on a line.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202F...0x2065, 0x2070...0xD7FF, 0xE000...0xFEFE,
      0xFF00...0xFFFD, 0x1_0000...0x10_FFFF:
      true
    default: false
    }
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    if scalar == "\"" || scalar == "\\" { return "\\" + String(Character(scalar)) }
    if isPrintable(scalar) { return String(Character(scalar)) }
    let digits = String(scalar.value, radix: 16)
    return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
