import PacketSets
import Topology

/// What the computed service tags mean in a subnet (AZ-3.6a).
struct TagSet: Hashable {
  /// The addresses that certainly belong to `VirtualNetwork`.
  var network: AddressSet
  /// Further addresses that may belong to it.
  var possible: AddressSet
  /// Why that is not known.
  var reason: ID<Assumption>?
  /// The addresses that certainly belong to `Internet`.
  var internet: AddressSet
  /// Further addresses that may belong to it.
  var possibleInternet: AddressSet
  /// What other tags stand for, where an effective rule of the subnet tells.
  var expansions: [String: AddressSet] = [:]
}
