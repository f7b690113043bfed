import PacketSets

/// A name space of chains for one or both address families.
struct FirewallTable: Hashable, Sendable {
  /// The families whose packets it sees.
  var families: TableFamily
  /// Its name.
  var name: String
  /// Its chains in the order of the export.
  var chains: [FirewallChain] = []

  /// The number of a chain.
  func index(ofChain name: String) -> Int? { chains.firstIndex { $0.name == name } }
}

/// The packets that a table sees.
enum TableFamily: String, Hashable, Sendable {
  case ip
  case ip6
  case inet
  /// Frames rather than packets: ARP, bridges and devices.
  case other

  /// Whether it sees packets of an address family.
  func contains(_ family: AddressFamily) -> Bool {
    switch self {
    case .ip: family == .v4
    case .ip6: family == .v6
    case .inet: true
    case .other: false
    }
  }
}
