/// An address of either family; every IPv4 address is ordered before every IPv6 address.
@frozen
public enum IPAddress: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// An IPv4 address.
  case v4(IPv4Address)

  /// An IPv6 address.
  case v6(IPv6Address)

  /// Creates the address that `text` spells, of the family that its form shows.
  @inlinable
  public init?(_ text: some StringProtocol) {
    self.init(utf8: text.utf8)
  }

  /// Creates the address that UTF-8 `bytes` spell, without allocating.
  @inlinable
  public init?(utf8 bytes: some Collection<UInt8>) {
    if bytes.contains(0x3a) {
      guard let address = IPv6Address(utf8: bytes) else { return nil }
      self = .v6(address)
    } else {
      guard let address = IPv4Address(utf8: bytes) else { return nil }
      self = .v4(address)
    }
  }

  /// The family of the address.
  @inlinable
  public var family: AddressFamily {
    switch self {
    case .v4: .v4
    case .v6: .v6
    }
  }

  /// Whether the address is for private use: RFC 1918, 100.64.0.0/10 or fc00::/7.
  public var isPrivate: Bool {
    AddressSet.privateUse.contains(self)
  }

  /// Whether the address is routed on the internet; documentation addresses count as routed.
  public var isGlobal: Bool {
    AddressSet.global.contains(self)
  }

  /// The address with all bits after the first `length` bits cleared.
  @inlinable
  public func masked(to length: Int) -> IPAddress {
    switch self {
    case .v4(let address):
      .v4(IPv4Address(rawValue: address.rawValue & (UInt32.max << (32 - length))))
    case .v6(let address):
      .v6(IPv6Address(rawValue: address.rawValue & (UInt128.max << (128 - length))))
    }
  }

  /// The address in its family's canonical form.
  public var description: String {
    switch self {
    case .v4(let address): address.description
    case .v6(let address): address.description
    }
  }
}
