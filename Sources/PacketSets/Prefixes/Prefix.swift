/// A block of addresses that share their first bits, such as 10.0.0.0/8.
///
/// Prefixes are ordered by family, then by first address, then the shorter one first, so that a
/// prefix comes before everything that it contains.
@frozen
public struct Prefix: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first address of the block; its host bits are zero.
  public let address: IPAddress

  /// The number of leading bits that the block's addresses share.
  public let length: Int

  /// Creates the prefix of the given length that contains `address`; its host bits are cleared.
  ///
  /// - Precondition: `length` is between zero and the width of the address.
  @inlinable
  public init(_ address: IPAddress, length: Int) {
    precondition(length >= 0 && length <= address.family.bitWidth, "prefix length out of range")
    self.address = address.masked(to: length)
    self.length = length
  }

  /// Creates the prefix that holds one address only.
  @inlinable
  public init(_ address: IPAddress) {
    self.init(address, length: address.family.bitWidth)
  }

  /// All IPv4 addresses, 0.0.0.0/0.
  public static let allIPv4 = Prefix(.v4(IPv4Address(rawValue: 0)), length: 0)

  /// All IPv6 addresses, ::/0.
  public static let allIPv6 = Prefix(.v6(IPv6Address(rawValue: 0)), length: 0)

  /// The family of the prefix's addresses.
  @inlinable
  public var family: AddressFamily { address.family }

  /// Whether the prefix holds one address only.
  @inlinable
  public var isSingleAddress: Bool { length == family.bitWidth }

  /// The lowest address.
  @inlinable
  public var first: IPAddress { address }

  /// The highest address.
  @inlinable
  public var last: IPAddress {
    switch address {
    case .v4(let first):
      .v4(IPv4Address(rawValue: first.rawValue | ~(UInt32.max << (32 - length))))
    case .v6(let first):
      .v6(IPv6Address(rawValue: first.rawValue | ~(UInt128.max << (128 - length))))
    }
  }

  /// Whether the prefix holds the given address.
  @inlinable
  public func contains(_ other: IPAddress) -> Bool {
    other.family == family && other.masked(to: length) == address
  }

  /// Whether the prefix holds all addresses of `other`.
  @inlinable
  public func contains(_ other: Prefix) -> Bool {
    length <= other.length && contains(other.address)
  }

  /// Whether the two prefixes share an address, which is to say that one contains the other.
  @inlinable
  public func overlaps(_ other: Prefix) -> Bool {
    contains(other) || other.contains(self)
  }

  /// Orders by family, first address, then the shorter prefix first.
  @inlinable
  public static func < (left: Prefix, right: Prefix) -> Bool {
    left.address == right.address ? left.length < right.length : left.address < right.address
  }
}
