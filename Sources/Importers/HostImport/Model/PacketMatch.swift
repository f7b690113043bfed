import PacketSets

/// One condition of a rule; a rule matches when all of its conditions hold.
enum PacketMatch: Hashable, Sendable {
  /// The packet lies in a region.
  case region(PacketRegion)
  /// The packet lies in one of several regions, or in none of them.
  case anyOf([PacketRegion], isNegated: Bool)
  /// The destination of the connection was translated, or was not.
  case translated(Bool)
  /// An address is of one of some kinds, or of none of them.
  case addressKind(AddressEnd, AddressKinds, isNegated: Bool)
  /// The mark of the packet under a mask has a value, or another one.
  case mark(UInt32, mask: UInt32, isNegated: Bool)
  /// The TCP flags under a mask have a value, or another one.
  case flags(UInt8, mask: UInt8, isNegated: Bool)
  /// A rate is not exceeded, or is exceeded: a peer that is quiet never exceeds it.
  case rate(isExceeded: Bool, String)
  /// Something that the sender on this host chooses, such as the user of a process.
  case sender(String)
  /// Something that an ordinary packet never has, such as a routing header.
  case never(String)
  /// Something that the exports do not decide.
  case unknown(String)
}

/// One of the two addresses of a packet.
enum AddressEnd: Hashable, Sendable {
  case source
  case destination
}

/// The kinds of addresses as the routing table of a host tells them apart.
struct AddressKinds: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// An address of the host itself.
  static let local = AddressKinds(rawValue: 1)
  /// An address of a group.
  static let multicast = AddressKinds(rawValue: 2)
  /// The address of everybody in a subnet.
  static let broadcast = AddressKinds(rawValue: 4)
  /// An address of another machine.
  static let unicast = AddressKinds(rawValue: 8)
  /// Any other kind, such as a blackhole.
  static let other = AddressKinds(rawValue: 16)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The kind of this name in any case.
  init(name: some StringProtocol) {
    switch name.lowercased() {
    case "local": self = .local
    case "multicast": self = .multicast
    case "broadcast": self = .broadcast
    case "unicast": self = .unicast
    default: self = .other
    }
  }
}
