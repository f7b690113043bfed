import Documents
import PacketSets

/// What the exports tell of a host beside its rules.
struct HostFacts: Hashable, Sendable {
  /// The interfaces with their addresses; nil when they are not exported.
  var interfaces: [HostInterface]?
  /// The routes; nil when they are not exported.
  var routes: [HostRoute]?
  /// Whether it passes on packets of others, by family; absent when not exported.
  var forwards: [AddressFamily: Bool] = [:]
  /// The sockets on which something listens; nil when they are not exported.
  var sockets: [ListeningSocket]?
  /// What the host calls itself.
  var name: String?
  /// The addresses behind each interface, as far as routes tell; made when all is read.
  var passages: [Passage] = []
  /// Whether packets between two ports of one bridge meet the rules; nil when not exported.
  var filtersBridges: Bool?

  /// Every address of the host.
  var addresses: AddressSet {
    (interfaces ?? []).reduce(into: .empty) { result, interface in
      for address in interface.addresses { result.formUnion(AddressSet(address.address)) }
    }
  }

  /// The addresses of everybody in a subnet of the host.
  var broadcasts: AddressSet {
    (interfaces ?? []).reduce(into: AddressSet(IPAddress.v4(IPv4Address(rawValue: .max)))) {
      result, interface in
      for address in interface.addresses where address.address.family == .v4 {
        guard address.length < 31 else { continue }
        result.formUnion(AddressSet(Prefix(address.address, length: address.length).last))
      }
    }
  }

  /// The kinds that an address may have.
  func kinds(of address: IPAddress) -> AddressKinds {
    if HostFacts.multicast.contains(address) { return .multicast }
    if addresses.contains(address) || HostFacts.loopback.contains(address) { return .local }
    if broadcasts.contains(address) { return .broadcast }
    return interfaces == nil ? [.unicast, .local, .broadcast] : .unicast
  }

  /// The addresses of groups.
  static let multicast = AddressSet(
    [Prefix("224.0.0.0/4"), Prefix("ff00::/8")].compactMap { $0 })

  /// The addresses that stand for the host itself.
  static let loopback = AddressSet(
    [Prefix("127.0.0.0/8"), Prefix("::1/128")].compactMap { $0 })
}

/// The addresses that a host reaches by one of its interfaces.
struct Passage: Hashable, Sendable {
  /// The name of the interface.
  var interface: String
  /// The addresses.
  var addresses: AddressSet
}

extension HostFacts {
  /// How many routes are looked at to tell interfaces apart.
  static let passageLimit = 2_000

  /// Finds which addresses lie behind which interface.
  ///
  /// The longest prefix wins, then the lowest metric. A host with a single way out has everything
  /// behind it.
  mutating func settlePassages() {
    let routes = allRoutes
    passages = []
    guard interfaces != nil, routes.count <= Self.passageLimit else { return }
    var found: [String: AddressSet] = ["lo": addresses.union(Self.loopback)]
    var taken = found["lo"] ?? .empty
    let ordered = routes.enumerated().sorted {
      ($1.element.destination.length, $0.element.metric, $0.offset)
        < ($0.element.destination.length, $1.element.metric, $1.offset)
    }
    for (_, route) in ordered {
      let new = AddressSet(route.destination).subtracting(taken)
      if new.isEmpty { continue }
      taken.formUnion(new)
      if let name = route.interface { found[name, default: .empty].formUnion(new) }
    }
    let outside = (interfaces ?? []).filter(\.leadsOutside)
    if outside.count == 1 {
      found[outside[0].name, default: .empty].formUnion(taken.complement)
    }
    passages = found.map { Passage(interface: $0.key, addresses: $0.value) }
      .sorted { $0.interface < $1.interface }
  }

  /// The interface behind which an address lies; nil when that is not known.
  func interface(towards address: IPAddress) -> String? {
    passages.first { $0.addresses.contains(address) }?.interface
  }
}

/// A network interface of a host.
struct HostInterface: Hashable, Sendable {
  /// Its name, such as `eth0`.
  var name: String
  /// Whether it leads to the host itself.
  var isLoopback: Bool
  /// Its addresses with the lengths of their prefixes, the primary one first.
  var addresses: [InterfaceAddress]
  /// Where it stands.
  var location: SourceLocation

  /// An address with the length of the prefix that is reached directly.
  struct InterfaceAddress: Hashable, Sendable {
    var address: IPAddress
    var length: Int
  }
}

/// A route of a host.
struct HostRoute: Hashable, Sendable {
  /// Where packets go.
  var destination: Prefix
  /// The interface by which they go; nil where they end.
  var interface: String?
  /// The next machine; nil for a destination that is reached directly.
  var gateway: IPAddress?
  /// Which of several routes wins: the lowest.
  var metric: Int
  /// Where it stands.
  var location: SourceLocation
}

/// A socket on which a program waits for packets.
struct ListeningSocket: Hashable, Sendable {
  /// The protocol.
  var proto: IPProtocol
  /// The addresses at which it listens.
  var addresses: AddressSet
  /// The interface to which it is bound, if it is.
  var interface: String?
  /// The port.
  var port: UInt16
  /// The program, when the export names it.
  var program: String?
  /// Where it stands.
  var location: SourceLocation
}
