extension JSONParser {
  /// Skips a UTF-8 byte order mark and refuses the other ones.
  mutating func skipByteOrderMark() throws(JSONError) {
    switch unsafe ContentKind.sniff(file.storage.buffer) {
    case .utf16:
      throw error(.encoding, "expected UTF-8, this looks like UTF-16 or UTF-32")
    case .gzip, .zip, .binary:
      let offset = unsafe file.storage.buffer.prefix(4096).firstIndex(of: 0) ?? 0
      throw error(.notJSON, "expected JSON, this looks like a binary file", at: offset)
    case .empty, .json, .xml, .html, .text: break
    }
    if unsafe file.storage.buffer.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Refuses a text that is plainly another format, with what it looks like.
  func refuseOtherFormats() throws(JSONError) {
    let byte = unsafe base[index]
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "-"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      if byte == UInt8(ascii: "-"), starts(with: "---") {
        throw looksLike(starts(with: "----") ? "`--output table`" : "YAML")
      }
      return
    case UInt8(ascii: "<"):
      let kind = unsafe ContentKind.sniff(file.storage.buffer)
      throw looksLike(kind == .html ? "HTML" : "XML")
    case UInt8(ascii: "+"), UInt8(ascii: "|"):
      throw looksLike("`--output table`")
    case UInt8(ascii: "#"): throw looksLike("a text with comments")
    case UInt8(ascii: "*"): throw looksLike("plain text")
    default: break
    }
    if isLiteral() { return }
    let line = unsafe file.storage.buffer[index...].prefix(512).prefix { $0 != 0x0A }
    if unsafe line.contains(0x09) { throw looksLike("`--output text`") }
    guard byte >= 0x41, byte < 0x7F else { return }
    if unsafe line.contains(UInt8(ascii: ":")) { throw looksLike("YAML") }
    if unsafe line.contains(0x20) || end - index > 24 { throw looksLike("plain text") }
    // One word alone is a name of a host, unless it was meant to be a value.
    let word = unsafe String(decoding: line, as: UTF8.self).lowercased()
      .prefix { !$0.isWhitespace }
    if !Self.intendedValues.contains(where: { $0.hasPrefix(word) || word.hasPrefix($0) }) {
      throw looksLike("plain text")
    }
  }

  /// What people write where JSON wants a value.
  private static let intendedValues = [
    "true", "false", "null", "nan", "infinity", "undefined", "none",
  ]

  private func looksLike(_ format: String) -> JSONError {
    error(.notJSON, "expected a JSON object or array, this looks like \(format)")
  }

  private func isLiteral() -> Bool {
    starts(with: "true") || starts(with: "false") || starts(with: "null")
  }

  private func starts(with text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    return unsafe end - index >= length
      && JSONBytes.areEqual(base + index, text.utf8Start, length)
  }
}
