/// Escapes of JSON strings.
enum JSONEscapes {
  /// Returns the UTF-8 of a string whose escapes were checked when it was read.
  static func resolve(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var index = 0
    while index < content.count {
      let byte = unsafe content[index]
      guard byte == 0x5C, index + 1 < content.count else {
        result.append(byte)
        index += 1
        continue
      }
      let escape = unsafe content[index + 1]
      index += 2
      guard escape == UInt8(ascii: "u") else {
        result.append(simple(escape))
        continue
      }
      var unit = unsafe hexadecimal(content, at: index) ?? 0xFFFD
      index += 4
      if unit & 0xFC00 == 0xD800,
        let low = unsafe hexadecimal(content, at: index + 2), low & 0xFC00 == 0xDC00
      {
        unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
        index += 6
      }
      let scalar = Unicode.Scalar(unit) ?? "\u{FFFD}"
      result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return result
  }

  /// Returns the byte that `\` and a letter stand for.
  private static func simple(_ letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }

  /// Returns the four hexadecimal digits at `index`, or nil.
  static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32? {
    guard index >= 0, index + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for offset in 0..<4 {
      guard let digit = digit(unsafe bytes[index + offset]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - 0x30)
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - 0x57)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - 0x37)
    default: nil
    }
  }
}
