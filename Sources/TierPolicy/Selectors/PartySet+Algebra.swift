import PacketSets
import Reachability
import Topology

/// Arithmetic with sets of parties; addresses outside keep their names.
extension PartySet {
  /// Nobody of a graph with `universe` endpoints.
  static func none(universe: Int) -> PartySet {
    PartySet(endpoints: EndpointSet(universe: universe))
  }

  /// The parties of either set; addresses that both have keep the name that they have here.
  func union(_ other: PartySet) -> PartySet {
    PartySet(
      endpoints: endpoints.union(other.endpoints),
      outside: outside + Self.subtract(outside, from: other.outside))
  }

  /// The parties of this set that the other does not have.
  func subtracting(_ other: PartySet) -> PartySet {
    PartySet(
      endpoints: endpoints.subtracting(other.endpoints),
      outside: Self.subtract(other.outside, from: outside))
  }

  /// The parties of both sets, by their names in this one.
  func intersection(_ other: PartySet) -> PartySet {
    let shared = outside.compactMap { set -> OutsideSet? in
      let addresses = set.addresses.intersection(other.addresses(in: set.world))
      return addresses.isEmpty
        ? nil : OutsideSet(world: set.world, addresses: addresses, name: set.name)
    }
    return PartySet(
      endpoints: endpoints.intersection(other.endpoints), outside: shared)
  }

  /// Both sets side by side: every set of addresses outside keeps all of its addresses.
  func joined(with other: PartySet) -> PartySet {
    PartySet(
      endpoints: endpoints.union(other.endpoints),
      outside: outside + other.outside.filter { !outside.contains($0) })
  }

  /// All addresses of one world in the set.
  func addresses(in world: ID<World>) -> AddressSet {
    outside.reduce(AddressSet.empty) { $1.world == world ? $0.union($1.addresses) : $0 }
  }

  private static func subtract(_ removed: [OutsideSet], from sets: [OutsideSet]) -> [OutsideSet] {
    sets.compactMap { set in
      var rest = set.addresses
      for other in removed where other.world == set.world {
        rest = rest.subtracting(other.addresses)
      }
      return rest.isEmpty ? nil : OutsideSet(world: set.world, addresses: rest, name: set.name)
    }
  }
}
