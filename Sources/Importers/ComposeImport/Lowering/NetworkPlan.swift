import Documents
import PacketSets
import Topology

/// A network of a host with its addresses and its place in the graph.
struct NetworkPlan {
  /// The host.
  var host: Int
  /// What is known of it.
  var network: HostedNetwork
  /// Its ranges, those that had to be assumed included.
  var prefixes: [Prefix]
  /// Whether the ranges are assumed: the engine picks them at run time (CMP-2.13).
  var isAssumed: Bool
  /// The addresses of the host on its bridge.
  var gateways: [IPAddress]
  /// The network in the graph.
  var number = ID<Network>(0)
  /// Its subnet in the graph.
  var subnet = ID<Subnet>(0)
  /// The host's endpoint on it; nil where it has none.
  var gateway: ID<Endpoint>?
  /// Addresses that are taken.
  var taken: Set<IPAddress> = []
  /// The last address that was given, by prefix.
  var cursors: [Prefix: IPAddress] = [:]

  /// The containers on it, in the order of their names.
  var members: [Member] = []

  /// A container on a network.
  struct Member {
    /// Its name for people.
    var title: String
    /// Its addresses there.
    var addresses: [EndpointAddress]
    /// Where it is put there.
    var location: SourceLocation
  }

  /// The addresses that belong to it.
  var addresses: AddressSet { AddressSet(prefixes) }

  /// A free address of the first range of a family; nil when there is none left.
  mutating func freeAddress(_ family: AddressFamily) -> IPAddress? {
    let declared = network.ranges.compactMap { $0.range ?? $0.subnet }
    let pools = isAssumed ? prefixes : declared.isEmpty ? prefixes : declared
    for pool in pools where pool.family == family {
      var next = cursors[pool].flatMap(Self.following) ?? Self.following(pool.first)
      while let address = next, pool.contains(address) {
        cursors[pool] = address
        if address != pool.last, taken.insert(address).inserted { return address }
        next = Self.following(address)
      }
    }
    return nil
  }

  /// The address behind another one; nil behind the last.
  static func following(_ address: IPAddress) -> IPAddress? {
    switch address {
    case .v4(let value):
      value.rawValue == .max ? nil : .v4(IPv4Address(rawValue: value.rawValue + 1))
    case .v6(let value):
      value.rawValue == .max ? nil : .v6(IPv6Address(rawValue: value.rawValue + 1))
    }
  }
}
