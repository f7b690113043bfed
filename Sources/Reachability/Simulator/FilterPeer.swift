import PacketSets
import Topology

/// The other end of a packet as a filter sees it.
struct FilterPeer {
  /// All addresses that it may have: one when its address is known.
  var addresses: AddressSet
  /// The groups by which rules may mean it.
  var groups: [ID<IdentityGroup>]
  /// The groups by which rules may or may not mean it.
  var possibleGroups: [ID<IdentityGroup>] = []

  /// A peer whose address is known.
  static func known(_ address: IPAddress, groups: [ID<IdentityGroup>] = []) -> FilterPeer {
    FilterPeer(addresses: AddressSet(address), groups: groups)
  }

  /// A peer of which only the address family is known, and groups that it may carry.
  static func unknown(_ family: AddressFamily, groups: [ID<IdentityGroup>] = []) -> FilterPeer {
    FilterPeer(
      addresses: family == .v4 ? .allIPv4 : .allIPv6, groups: [], possibleGroups: groups)
  }

  /// The same peer for a filter that knows addresses only.
  var withoutGroups: FilterPeer { FilterPeer(addresses: addresses, groups: []) }

  /// How sure it is that a rule means this peer (N-2, N-3, N-8).
  func matches(_ rule: PeerMatch) -> Chance {
    if groups.contains(where: rule.groups.contains) { return .always }
    if addresses.isSubset(of: rule.addresses) { return .always }
    if !addresses.isDisjoint(with: rule.addresses) { return .maybe }
    if let possible = rule.possible, !addresses.isDisjoint(with: possible.addresses) {
      return .maybe
    }
    return possibleGroups.contains(where: rule.groups.contains) ? .maybe : .never
  }
}
