/// Finds the tags of an XML text that a parser has found to be well-formed, one after the other.
struct XMLPlaces {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The first byte of the document type, if the text has one.
  var documentType: Int? {
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      let end: Int?
      if has("<!--", at: start) {
        end = behind("-->", from: start + 4)
      } else if has("<?", at: start) {
        end = behind("?>", from: start + 2)
      } else {
        return has("<!DOCTYPE", at: start) ? start : nil
      }
      guard let end else { return nil }
      index = end
    }
    return nil
  }

  /// Returns the bytes of the next start or end tag, or nil at the end.
  mutating func next() -> Range<Int>? {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      let end: Int?
      let isTag: Bool
      if has("<!--", at: start) {
        (end, isTag) = (behind("-->", from: start + 4), false)
      } else if has("<![CDATA[", at: start) {
        (end, isTag) = (behind("]]>", from: start + 9), false)
      } else if has("<?", at: start) {
        (end, isTag) = (behind("?>", from: start + 2), false)
      } else {
        (end, isTag) = (behindTag(from: start + 1), true)
      }
      guard let end else { return nil }
      position = end
      if isTag { return start..<end }
    }
    return nil
  }

  /// Whether a start tag begins with a name.
  func isName(_ name: String, ofTag tag: Range<Int>) -> Bool {
    bytes[tag].dropFirst().starts(with: name.utf8)
  }

  /// Whether a text stands in a range as it is.
  func isPlain(_ range: Range<Int>, _ text: String) -> Bool {
    range.count == text.utf8.count && bytes[range].elementsEqual(text.utf8)
  }

  private func has(_ word: StaticString, at index: Int) -> Bool {
    unsafe bytes[index...].starts(
      with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// The first byte behind a word, which is looked for from a byte.
  private func behind(_ word: StaticString, from first: Int) -> Int? {
    var index = first
    while index < bytes.count {
      if has(word, at: index) { return index + word.utf8CodeUnitCount }
      index += 1
    }
    return nil
  }

  /// The first byte behind a tag; a `>` in the value of an attribute does not end it.
  private func behindTag(from first: Int) -> Int? {
    var quote: UInt8?
    var index = first
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index
      }
    }
    return nil
  }
}
