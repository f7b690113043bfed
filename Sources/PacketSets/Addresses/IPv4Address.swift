/// An IPv4 address.
///
///     IPv4Address("10.0.0.1")?.rawValue   // 0x0a000001
///     IPv4Address("10.0.0.01")            // nil: a leading zero means octal to some readers
@frozen
public struct IPv4Address: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The address as a number, its first octet the most significant.
  public var rawValue: UInt32

  /// Creates the address with the given number.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Creates the address that a dotted quad spells, or nothing if `text` is not one.
  ///
  /// Exactly four decimal numbers up to 255 without leading zeros are accepted.
  @inlinable
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  /// Creates the address that a dotted quad in UTF-8 spells, without allocating.
  @inlinable
  public init?(utf8 bytes: some Collection<UInt8>) {
    var address: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var dots = 0
    for byte in bytes {
      let digit = byte &- 0x30
      if digit < 10 {
        guard digits == 0 || octet > 0 else { return nil }
        octet = octet &* 10 &+ UInt32(digit)
        digits &+= 1
        guard octet <= 255 else { return nil }
      } else {
        guard byte == 0x2e, digits > 0, dots < 3 else { return nil }
        address = address &<< 8 | octet
        octet = 0
        digits = 0
        dots &+= 1
      }
    }
    guard dots == 3, digits > 0 else { return nil }
    self.init(rawValue: address &<< 8 | octet)
  }

  /// The address as a dotted quad.
  public var description: String {
    "\(rawValue >> 24).\(rawValue >> 16 & 255).\(rawValue >> 8 & 255).\(rawValue & 255)"
  }

  /// Orders addresses by their number.
  @inlinable
  public static func < (left: IPv4Address, right: IPv4Address) -> Bool {
    left.rawValue < right.rawValue
  }
}
