import PacketSets
import Reachability
import Topology

/// The addresses that live outside, world by world (N-1).
///
/// A world's addresses are those that no endpoint owns and that lie in no prefix of a network of
/// the graph, unless they are global IPv4.
struct OutsideAddresses {
  /// The addresses of each world, in the order of the graph.
  let byWorld: [AddressSet]

  /// Finds the addresses of a graph's worlds.
  ///
  /// - Complexity: O(*n* log *n*) in the number of endpoints that have public addresses.
  init(_ topology: Topology) {
    let global = AddressSet.global.intersection(.allIPv4)
    let inside = AddressSet(topology.networks.flatMap(\.prefixes)).subtracting(global)
    var owned: [Prefix] = []
    for endpoint in topology.endpoints {
      for address in endpoint.addresses {
        if !inside.contains(address.address) { owned.append(Self.prefix(address.address)) }
        if let outer = address.publicAddress { owned.append(Self.prefix(outer)) }
      }
    }
    let taken = inside.union(AddressSet(owned))
    byWorld = topology.worlds.map { $0.addresses.subtracting(taken) }
  }

  /// The addresses of one world.
  subscript(world: ID<World>) -> AddressSet { byWorld[world.index] }

  private static func prefix(_ address: IPAddress) -> Prefix {
    switch address.family {
    case .v4: Prefix(address, length: 32)
    case .v6: Prefix(address, length: 128)
    }
  }
}
