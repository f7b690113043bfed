import Documents

/// A line of a text with its words, each of which knows its place.
struct TextLine: Sendable {
  /// The file.
  let file: FileID
  /// The offset of the first byte.
  let offset: Int
  /// The text without the end of the line.
  let text: String

  /// The place of the line.
  var location: SourceLocation { SourceLocation(file: file, byte: offset) }

  /// A word of the line and its place.
  struct Word: Hashable, Sendable {
    var text: String
    var location: SourceLocation
  }

  /// The words between spaces; a part in quotes belongs to its word without the quotes.
  func words() -> [Word] {
    var result: [Word] = []
    var bytes: [UInt8] = []
    var start = 0
    var isOpen = false
    var quote: UInt8?
    var isEscaped = false
    for (index, byte) in text.utf8.enumerated() {
      if isEscaped {
        bytes.append(byte)
        isEscaped = false
        continue
      }
      if let open = quote {
        if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
          isEscaped = true
        } else if byte == open {
          quote = nil
        } else {
          bytes.append(byte)
        }
        continue
      }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        if isOpen { result.append(word(bytes, at: start)) }
        bytes.removeAll(keepingCapacity: true)
        isOpen = false
        continue
      }
      if !isOpen { start = index }
      isOpen = true
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else {
        bytes.append(byte)
      }
    }
    if isOpen { result.append(word(bytes, at: start)) }
    return result
  }

  private func word(_ bytes: [UInt8], at start: Int) -> Word {
    Word(
      text: String(decoding: bytes, as: UTF8.self),
      location: SourceLocation(file: file, byte: offset + start))
  }
}

extension SourceFile {
  /// The lines of the text, without their ends; what is not UTF-8 becomes U+FFFD.
  func textLines() -> [TextLine] {
    let bytes = bytes
    var result: [TextLine] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      var last = end
      if last > start, bytes[last - 1] == 13 { last -= 1 }
      result.append(
        TextLine(
          file: id, offset: start, text: String(decoding: bytes[start..<last], as: UTF8.self)))
      start = end + 1
    }
    return result
  }
}
