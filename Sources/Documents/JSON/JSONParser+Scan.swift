/// The words that scanning compares eight bytes with at once.
private let everyOne: UInt64 = 0x0101_0101_0101_0101
private let everyHighBit: UInt64 = 0x8080_8080_8080_8080
private let everyQuote: UInt64 = 0x2222_2222_2222_2222
private let everyBackslash: UInt64 = 0x5C5C_5C5C_5C5C_5C5C
private let everySpace: UInt64 = 0x2020_2020_2020_2020

extension JSONParser {
  /// Returns the eight bytes at `index`, the first of them lowest.
  @inline(__always) func load(_ index: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// Moves to the next byte that is no white space.
  @inline(__always) mutating func skipSpace() {
    if index < end, unsafe base[index] > 0x20 { return }
    skipRun()
  }

  /// Skips white space, runs of spaces eight at a time.
  @inline(__always) private mutating func skipRun() {
    while index < end {
      switch unsafe base[index] {
      case 0x20:
        index += 1
        while index + 8 <= end {
          let difference = load(index) ^ everySpace
          guard difference == 0 else {
            index += difference.trailingZeroBitCount >> 3
            break
          }
          index += 8
        }
      case 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  /// Reads the string whose quote is at `index`, and returns its word.
  @inline(__always)
  mutating func parseString() throws(JSONError) -> UInt64 {
    let start = index + 1
    index = start
    var tag = JSONTag.string
    while true {
      // The first byte of eight that is a quote, a backslash, a control or not ASCII.
      while index + 8 <= end {
        let bytes = load(index)
        let special =
          (((bytes ^ everyQuote) &- everyOne) | ((bytes ^ everyBackslash) &- everyOne)
            | (bytes &- everySpace) | bytes) & everyHighBit
        guard special == 0 else {
          index += special.trailingZeroBitCount >> 3
          break
        }
        index += 8
      }
      guard index < end else { throw endedEarly(.quote(start: start - 1)) }
      let byte = unsafe base[index]
      if byte == UInt8(ascii: "\"") {
        let length = index - start
        guard length <= JSONTape.largestCount else {
          throw error(
            .limit, "a string has more than \(JSONTape.largestCount) bytes", at: start - 1)
        }
        index += 1
        return JSONTag.word(tag, offset: start, length: length)
      }
      if byte == UInt8(ascii: "\\") {
        tag = JSONTag.escapedString
        try checkEscape()
      } else if byte >= 0x80 {
        try checkUTF8()
      } else if byte < 0x20 {
        throw controlCharacter(byte, stringStart: start - 1)
      } else {
        index += 1
      }
    }
  }

  /// Checks the number at `index`, and returns its word.
  @inline(__always)
  mutating func parseNumber() throws(JSONError) -> UInt64 {
    let start = index
    if unsafe base[index] == UInt8(ascii: "-") { index += 1 }
    if index < end, unsafe base[index] == UInt8(ascii: "0") {
      index += 1
      if index < end, isDigit(index) {
        throw error(.syntax, "expected a number without leading zeros", at: start)
      }
    } else {
      try skipDigits("a digit")
    }
    if index < end, unsafe base[index] == UInt8(ascii: ".") {
      index += 1
      try skipDigits("a digit after the decimal point")
    }
    if index < end, unsafe base[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < end,
        unsafe base[index] == UInt8(ascii: "+") || base[index] == UInt8(ascii: "-")
      {
        index += 1
      }
      try skipDigits("a digit in the exponent")
    }
    guard index - start <= JSONTape.largestCount else {
      throw error(.limit, "a number has more than \(JSONTape.largestCount) bytes", at: start)
    }
    return JSONTag.word(JSONTag.number, offset: start, length: index - start)
  }

  @inline(__always) private func isDigit(_ index: Int) -> Bool {
    unsafe base[index] &- 0x30 <= 9
  }

  @inline(__always)
  private mutating func skipDigits(_ expected: StaticString) throws(JSONError) {
    guard index < end else { throw endedEarly(.text(expected)) }
    guard isDigit(index) else { throw unexpected(.text(expected)) }
    repeat { index += 1 } while index < end && isDigit(index)
  }

  /// Reads `true`, `false` or `null`.
  @inline(__always)
  mutating func parseLiteral(_ name: StaticString, _ tag: UInt64) throws(JSONError) {
    let length = name.utf8CodeUnitCount
    let available = min(length, end - index)
    guard unsafe JSONBytes.areEqual(base + index, name.utf8Start, available) else {
      throw unexpected(.value)
    }
    guard available == length else { throw endedEarly(.text(name)) }
    tape.push(JSONTag.word(tag, offset: index, length: 0))
    index += length
  }
}
