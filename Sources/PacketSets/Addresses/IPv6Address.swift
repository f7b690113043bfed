/// An IPv6 address.
///
///     IPv6Address("2001:DB8:0:0::1")?.description   // "2001:db8::1"
///     IPv6Address("fe80::1%eth0")                   // nil: zones are not part of an address
@frozen
public struct IPv6Address: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The address as a number, its first group the most significant.
  public var rawValue: UInt128

  /// Creates the address with the given number.
  @inlinable
  public init(rawValue: UInt128) {
    self.rawValue = rawValue
  }

  /// Orders addresses by their number.
  @inlinable
  public static func < (left: IPv6Address, right: IPv6Address) -> Bool {
    left.rawValue < right.rawValue
  }
}
