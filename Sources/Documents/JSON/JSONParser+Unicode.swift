extension JSONParser {
  /// Checks the escape at `index` and moves behind it.
  mutating func checkEscape() throws(JSONError) {
    let start = index
    guard index + 1 < end else { throw endedEarly(.text("an escape")) }
    switch unsafe base[index + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      index += 2
    case UInt8(ascii: "u"):
      let unit = try hexadecimal(at: index + 2)
      index += 6
      guard unit & 0xF800 == 0xD800 else { return }
      guard unit < 0xDC00, index + 1 < end, unsafe base[index] == UInt8(ascii: "\\"),
        unsafe base[index + 1] == UInt8(ascii: "u"),
        try hexadecimal(at: index + 2) & 0xFC00 == 0xDC00
      else {
        throw error(
          .encoding, "expected a pair of surrogates, the escape stands alone", at: start)
      }
      index += 6
    default:
      throw error(
        .syntax, "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, \(found(at: index + 1))",
        at: start)
    }
  }

  private func hexadecimal(at index: Int) throws(JSONError) -> UInt32 {
    let bytes = unsafe UnsafeBufferPointer(start: base, count: end)
    if let unit = unsafe JSONEscapes.hexadecimal(bytes, at: index) { return unit }
    guard index + 4 <= end else {
      throw error(.truncated, "expected four hexadecimal digits, the file ends", at: end)
    }
    throw error(.syntax, "expected four hexadecimal digits after \\u", at: index)
  }

  /// Checks the UTF-8 sequence at `index` and moves behind it.
  @inline(__always)
  mutating func checkUTF8() throws(JSONError) {
    let length = unsafe UTF8Check.sequenceLength(base + index, available: end - index)
    guard length > 0 else {
      throw error(.encoding, "expected UTF-8, the byte \(hexadecimal(byteAt: index)) is not")
    }
    index += length
  }

  func hexadecimal(byteAt index: Int) -> String {
    let digits = String(unsafe base[index], radix: 16, uppercase: true)
    return digits.count < 2 ? "0x0\(digits)" : "0x\(digits)"
  }
}

/// The well-formedness of UTF-8 (Unicode, table 3-7).
enum UTF8Check {
  /// Returns the length of the sequence that starts with a byte of 0x80 or more, 0 if ill-formed.
  @inline(__always)
  static func sequenceLength(_ bytes: UnsafePointer<UInt8>, available: Int) -> Int {
    let lead = unsafe bytes[0]
    switch lead {
    case 0xC2...0xDF:
      guard available >= 2, unsafe bytes[1] & 0xC0 == 0x80 else { return 0 }
      return 2
    case 0xE0...0xEF:
      guard available >= 3, unsafe bytes[2] & 0xC0 == 0x80 else { return 0 }
      let second = unsafe bytes[1]
      let low: UInt8 = lead == 0xE0 ? 0xA0 : 0x80
      let high: UInt8 = lead == 0xED ? 0x9F : 0xBF
      return second >= low && second <= high ? 3 : 0
    case 0xF0...0xF4:
      guard available >= 4, unsafe bytes[2] & 0xC0 == 0x80, unsafe bytes[3] & 0xC0 == 0x80
      else { return 0 }
      let second = unsafe bytes[1]
      let low: UInt8 = lead == 0xF0 ? 0x90 : 0x80
      let high: UInt8 = lead == 0xF4 ? 0x8F : 0xBF
      return second >= low && second <= high ? 4 : 0
    default: return 0
    }
  }
}
