import Documents

/// The words and signs of a text of nftables.
struct NftTokens {
  /// A word, a sign or the end of a line, with its place.
  struct Token: Hashable, Sendable {
    var text: String
    var isQuoted: Bool
    var offset: Int
  }

  let file: FileID
  private(set) var tokens: [Token] = []

  /// How many words a text may have.
  static let limit = 20_000_000

  init(_ file: SourceFile) {
    self.file = file.id
    let bytes = file.bytes
    var index = 0
    while index < bytes.count, tokens.count < Self.limit {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 13: index += 1
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != 10 { index += 1 }
      case UInt8(ascii: "\\") where index + 1 < bytes.count && bytes[index + 1] == 10: index += 2
      case 10, UInt8(ascii: ";"):
        tokens.append(Token(text: "\n", isQuoted: false, offset: index))
        index += 1
      case UInt8(ascii: "\""):
        let end = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count
        tokens.append(
          Token(
            text: String(decoding: bytes[(index + 1)..<end], as: UTF8.self), isQuoted: true,
            offset: index))
        index = min(end + 1, bytes.count)
      default:
        let start = index
        index += 1
        if Self.isSign(byte) {
          // `==`, `!=`, `<=`, `>=` are one sign.
          if index < bytes.count, bytes[index] == UInt8(ascii: "="), Self.isComparison(byte) {
            index += 1
          }
        } else {
          while index < bytes.count, !Self.endsWord(bytes[index]) { index += 1 }
        }
        tokens.append(
          Token(
            text: String(decoding: bytes[start..<index], as: UTF8.self), isQuoted: false,
            offset: start))
      }
    }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "("), UInt8(ascii: ")"),
      UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"):
      true
    default: false
    }
  }

  private static func isComparison(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: ">")
  }

  private static func endsWord(_ byte: UInt8) -> Bool {
    isSign(byte) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == 10
      || byte == 13 || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\"")
  }
}
