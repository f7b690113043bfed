extension JSONValue {
  /// The value of `true` or `false`, nil for every other kind.
  public var bool: Bool? {
    switch word.tapeTag {
    case JSONTag.truth: true
    case JSONTag.falsehood: false
    default: nil
    }
  }

  /// The integer, nil for what is no number, has a fraction or does not fit.
  public var int: Int? {
    let word = word
    guard word.tapeTag == JSONTag.number else { return nil }
    let bytes = unsafe content(word)
    var magnitude: UInt64 = 0
    let isNegative = unsafe bytes.first == 0x2D
    for index in (isNegative ? 1 : 0)..<word.tapeLength {
      let byte = unsafe bytes[index]
      let digit = UInt64(byte &- 0x30)
      guard digit <= 9 else { return double.flatMap { Int(exactly: $0) } }
      let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      magnitude = sum
    }
    if isNegative {
      return magnitude <= UInt64(Int.max) + 1 ? Int(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int(exactly: magnitude)
  }

  /// The number, nil for what is no number or is beyond a double.
  public var double: Double? {
    let word = word
    guard word.tapeTag == JSONTag.number else { return nil }
    let number = unsafe Double(String(decoding: content(word), as: UTF8.self))
    return number.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The text of a string with its escapes resolved, nil for every other kind.
  public var string: String? {
    let word = word
    switch word.tapeTag {
    case JSONTag.string: return unsafe String(decoding: content(word), as: UTF8.self)
    case JSONTag.escapedString:
      return unsafe String(decoding: JSONEscapes.resolve(content(word)), as: UTF8.self)
    default: return nil
    }
  }

  /// Calls `body` with the UTF-8 of a string, without an allocation when it has no escapes.
  ///
  /// - Parameter body: What to do with the bytes, which are valid until it returns.
  /// - Returns: What `body` returns, or nil when the value is no string.
  /// - Throws: What `body` throws.
  public func withUTF8<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result? {
    let word = word
    switch word.tapeTag {
    case JSONTag.string: return unsafe try body(content(word))
    case JSONTag.escapedString:
      let bytes = unsafe JSONEscapes.resolve(content(word))
      return unsafe try withBytes(of: bytes, body)
    default: return nil
    }
  }

  /// Returns whether the value is a string of exactly this text, without an allocation.
  public func equals(_ other: StaticString) -> Bool {
    unsafe equals(UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
  }

  /// Returns whether the value is a string of exactly this text.
  @_disfavoredOverload
  public func equals(_ other: String) -> Bool {
    var other = other
    return other.withUTF8 { unsafe equals($0) }
  }

  /// Returns whether the value is a string of exactly these bytes.
  public func equals(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe Self.matches(word, text, other)
  }

  /// The bytes of a string between its quotes, or of a number.
  @inline(__always) func content(_ word: UInt64) -> UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: text + word.tapeOffset, count: word.tapeLength)
  }

  /// Returns whether the string of a word has the given bytes.
  @inline(__always) static func matches(
    _ word: UInt64, _ text: UnsafePointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = unsafe text + word.tapeOffset
    if word.tapeTag == JSONTag.string {
      guard word.tapeLength == other.count else { return false }
      return unsafe JSONBytes.areEqual(start, other.baseAddress, other.count)
    }
    guard word.tapeTag == JSONTag.escapedString else { return false }
    let content = unsafe UnsafeBufferPointer(start: start, count: word.tapeLength)
    return unsafe JSONEscapes.resolve(content).elementsEqual(other)
  }
}

/// Calls `body` with the bytes of an array.
private func withBytes<Result, Failure: Error>(
  of bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
) throws(Failure) -> Result {
  unsafe try ByteStorage(copying: bytes).withBuffer(body)
}
