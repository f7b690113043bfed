/// Strict reading of unsigned decimal numbers from UTF-8 bytes.
@usableFromInline
enum DecimalNumber {
  /// Returns the number that `digits` spell, if it has no sign, no leading zero, and is at most
  /// `limit`, which is below 2^28.
  @inlinable
  static func parse(_ digits: some Collection<UInt8>, limit: UInt32) -> UInt32? {
    var value: UInt32 = 0
    var count = 0
    for byte in digits {
      let digit = byte &- 0x30
      guard digit < 10, count == 0 || value > 0 else { return nil }
      value = value &* 10 &+ UInt32(digit)
      count &+= 1
      guard value <= limit else { return nil }
    }
    return count > 0 ? value : nil
  }
}
