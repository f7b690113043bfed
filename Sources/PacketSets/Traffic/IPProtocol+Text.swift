extension IPProtocol: CustomStringConvertible {
  private static let names: [(name: String, number: UInt8)] = [
    ("icmp", 1), ("igmp", 2), ("ipip", 4), ("tcp", 6), ("udp", 17), ("dccp", 33), ("gre", 47),
    ("esp", 50), ("ah", 51), ("icmpv6", 58), ("eigrp", 88), ("ospf", 89), ("pim", 103),
    ("vrrp", 112), ("l2tp", 115), ("sctp", 132), ("udplite", 136),
  ]

  private static let aliases: [(name: String, number: UInt8)] = [
    ("icmp6", 58), ("ipv6-icmp", 58), ("ipencap", 4), ("ospfigp", 89), ("ipsec-ah", 51),
    ("ipsec-esp", 50),
  ]

  /// Creates the protocol with the given name in any case, or number from 0 to 255.
  public init?(name: some StringProtocol) {
    let lowercased = name.lowercased()
    if let number = DecimalNumber.parse(lowercased.utf8, limit: 255) {
      self.init(rawValue: UInt8(truncatingIfNeeded: number))
      return
    }
    let known = (Self.names + Self.aliases).first { $0.name == lowercased }
    guard let known else { return nil }
    self.init(rawValue: known.number)
  }

  /// The protocol's usual name in lower case, or its number.
  public var description: String {
    Self.names.first { $0.number == rawValue }?.name ?? String(rawValue)
  }
}
