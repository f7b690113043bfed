/// A protocol above IP, by its number in IANA's list.
@frozen
public struct IPProtocol: RawRepresentable, Hashable, Comparable, Sendable {
  /// The protocol's number.
  public var rawValue: UInt8

  /// Creates the protocol with the given number.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The Internet Control Message Protocol of IPv4.
  public static let icmp = IPProtocol(rawValue: 1)
  /// The Transmission Control Protocol.
  public static let tcp = IPProtocol(rawValue: 6)
  /// The User Datagram Protocol.
  public static let udp = IPProtocol(rawValue: 17)
  /// The Datagram Congestion Control Protocol.
  public static let dccp = IPProtocol(rawValue: 33)
  /// Generic Routing Encapsulation.
  public static let gre = IPProtocol(rawValue: 47)
  /// The Encapsulating Security Payload of IPsec.
  public static let esp = IPProtocol(rawValue: 50)
  /// The Authentication Header of IPsec.
  public static let ah = IPProtocol(rawValue: 51)
  /// The Internet Control Message Protocol of IPv6.
  public static let icmpv6 = IPProtocol(rawValue: 58)
  /// The Stream Control Transmission Protocol.
  public static let sctp = IPProtocol(rawValue: 132)
  /// The Lightweight User Datagram Protocol.
  public static let udplite = IPProtocol(rawValue: 136)

  /// Whether the protocol's packets carry a source and a destination port.
  @inlinable
  public var hasPorts: Bool {
    switch rawValue {
    case 6, 17, 33, 132, 136: true
    default: false
    }
  }

  /// Whether the protocol's packets carry a type and a code.
  @inlinable
  public var isICMP: Bool { rawValue == 1 || rawValue == 58 }

  /// Whether packets of the protocol exist in the given family.
  ///
  /// Each ICMP belongs to one family; every other protocol runs over both.
  @inlinable
  public func exists(in family: AddressFamily) -> Bool {
    switch family {
    case .v4: rawValue != 58
    case .v6: rawValue != 1
    }
  }

  /// Orders protocols by their number.
  @inlinable
  public static func < (left: IPProtocol, right: IPProtocol) -> Bool {
    left.rawValue < right.rawValue
  }
}
