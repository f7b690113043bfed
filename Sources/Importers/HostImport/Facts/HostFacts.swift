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
