/// One of the two versions of the Internet Protocol.
@frozen
public enum AddressFamily: Hashable, Comparable, Sendable, CaseIterable, CustomStringConvertible {
  /// Version 4, 32-bit addresses.
  case v4

  /// Version 6, 128-bit addresses.
  case v6

  /// The number of bits of an address.
  @inlinable
  public var bitWidth: Int {
    switch self {
    case .v4: 32
    case .v6: 128
    }
  }

  /// The family's name: "IPv4" or "IPv6".
  public var description: String {
    switch self {
    case .v4: "IPv4"
    case .v6: "IPv6"
    }
  }
}
