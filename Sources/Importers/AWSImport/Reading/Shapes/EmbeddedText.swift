import Documents

/// A JSON text that stands as a string in another one, with the places of its bytes.
final class EmbeddedText: Sendable {
  /// The text, read.
  let document: JSONDocument
  /// For each byte of the text, its place in the file, inverted for what an escape stands for.
  private let places: [Int]

  /// Reads the text of a string.
  ///
  /// - Parameters:
  ///   - value: The string.
  ///   - outer: The text in which the string stands, when that is itself embedded.
  /// - Throws: The first error in the text.
  init(_ value: JSONValue, in outer: EmbeddedText?) throws(JSONError) {
    var bytes: [UInt8] = []
    var places: [Int] = []
    let raw = Array(value.rawText.utf8)
    let start = value.byteRange.lowerBound
    var index = 1
    while index < raw.count - 1 {
      let place = outer?.place(of: start + index) ?? start + index
      guard raw[index] == UInt8(ascii: "\\"), index + 1 < raw.count - 1 else {
        bytes.append(raw[index])
        places.append(place)
        index += 1
        continue
      }
      let length = Self.escapeLength(raw, at: index)
      let resolved = Self.resolve(raw[index..<index + length])
      bytes += resolved
      places += Array(repeating: ~place, count: resolved.count)
      index += length
    }
    self.places = places
    let file = SourceFile(id: value.location.file, path: "configuration", bytes: bytes)
    var ignored = Diagnostics()
    document = try JSONDocument.parse(file, limits: .singleRoot, into: &ignored)
  }

  /// The place of a byte in the file.
  func place(of index: Int) -> Int {
    guard let last = places.last else { return 0 }
    let place = places.indices.contains(index) ? places[index] : last
    return place < 0 ? ~place : place
  }

  /// Where bytes of the text stand in the file one after the other, as they are.
  func range(_ bytes: Range<Int>) -> Range<Int>? {
    guard let first = bytes.first, let last = bytes.last, places.indices.contains(last),
      places[first] >= 0, places[last] - places[first] == bytes.count - 1
    else { return nil }
    return places[first]..<places[last] + 1
  }

  /// The length of an escape, of two for a pair of surrogates.
  private static func escapeLength(_ raw: [UInt8], at index: Int) -> Int {
    guard raw[index + 1] == UInt8(ascii: "u") else { return 2 }
    let isPair =
      index + 11 < raw.count - 1 && raw[index + 6] == UInt8(ascii: "\\")
      && (raw[index + 2] | 0x20) == UInt8(ascii: "d") && raw[index + 3] > UInt8(ascii: "7")
    return min(isPair ? 12 : 6, raw.count - 1 - index)
  }

  /// The bytes that an escape stands for.
  private static func resolve(_ escape: ArraySlice<UInt8>) -> [UInt8] {
    switch escape.dropFirst().first {
    case UInt8(ascii: "\""): return [UInt8(ascii: "\"")]
    case UInt8(ascii: "\\"): return [UInt8(ascii: "\\")]
    case UInt8(ascii: "n"): return [0x0A]
    default: break
    }
    let text = "[\"" + String(decoding: escape, as: UTF8.self) + "\"]"
    let document = try? JSONDocument.parse(text: text)
    // Values are valid only while their document is.
    return withExtendedLifetime(document) {
      Array((document?.roots.first?[0]?.string ?? "\u{FFFD}").utf8)
    }
  }
}
