/// Characters that XML 1.0 allows.
enum XMLText {
  /// Returns the text with U+FFFD in place of each character that XML 1.0 forbids.
  static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { !isAllowed($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
    }
    return result
  }

  /// Whether XML 1.0 allows a character (production 2, `Char`).
  static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Whether a text is a name of ASCII letters, digits, `.`, `-`, `_` and `:`.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isNameStart(first) else { return false }
    return text.utf8.allSatisfy { byte in
      isNameStart(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2E
    }
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x3A
  }
}
