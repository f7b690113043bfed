import PacketSets
import Reachability
import Topology

/// Endpoints that no rule, route, tier or mark tells apart, so that one of them answers for all.
struct EndpointGroups {
  /// The groups, in the order of their first endpoints.
  private(set) var groups: [Group] = []
  /// The group of every endpoint.
  private(set) var numbers: [Int] = []

  /// Some endpoints of one subnet.
  struct Group {
    var members: [ID<Endpoint>]
    /// The endpoint that is asked for all of them.
    var first: ID<Endpoint> { members[0] }
  }

  private struct AddressMark: Hashable {
    var node: Int
    var publicNode: Int
  }

  private struct Key: Hashable {
    var kind: ResourceKind
    var subnet: ID<Subnet>
    var binding: Int
    var sets: [Bool]
    var addresses: [AddressMark]
    var initiates: Bool
    var forwards: Bool
    var offers: TrafficSet
  }

  /// Groups the endpoints of a graph.
  ///
  /// - Complexity: O(*n* · *s*) for *n* endpoints and *s* sets, and one lookup for each address.
  init(_ topology: Topology, toldApartBy sets: [EndpointSet]) {
    let tree = PrefixTree(Self.prefixes(of: topology))
    let sets = Array(Set(sets))
    var bindings: [FilterBinding: Int] = [:]
    let bindingNumbers = topology.bindings.map { binding -> Int in
      let number = bindings[binding] ?? bindings.count
      bindings[binding] = number
      return number
    }
    var places: [Key: Int] = [:]
    for id in topology.endpoints.ids {
      let endpoint = topology.endpoints[id]
      let key = Key(
        kind: topology.resource(of: id).kind, subnet: endpoint.subnet,
        binding: bindingNumbers[endpoint.binding.index], sets: sets.map { $0.contains(id) },
        addresses: endpoint.addresses.map {
          AddressMark(
            node: tree.node(containing: $0.address),
            publicNode: $0.publicAddress.map { tree.node(containing: $0) } ?? -1)
        }, initiates: endpoint.initiates, forwards: endpoint.forwards, offers: endpoint.offers)
      if let place = places[key] {
        groups[place].members.append(id)
        numbers.append(place)
      } else {
        places[key] = groups.count
        numbers.append(groups.count)
        groups.append(Group(members: [id]))
      }
    }
  }

  /// Every prefix by which anything decides about an address.
  private static func prefixes(of topology: Topology) -> [Prefix] {
    var sets: Set<AddressSet> = []
    var result: Set<Prefix> = []
    for filter in topology.filters {
      for rule in filter.rules {
        sets.insert(rule.peer.addresses)
        if let possible = rule.peer.possible { sets.insert(possible.addresses) }
      }
    }
    for table in topology.routeTables {
      for route in table.routes {
        result.formUnion(route.destinations)
        if let possible = route.possible { sets.insert(possible.addresses) }
      }
    }
    for gateway in topology.gateways {
      guard case .peering(let peering) = gateway.kind else { continue }
      for side in peering.sides { sets.insert(side.prefixes) }
    }
    for network in topology.networks { result.formUnion(network.prefixes) }
    for subnet in topology.subnets { result.formUnion(subnet.prefixes) }
    for set in sets where !set.isFull { result.formUnion(set.prefixes) }
    return result.sorted()
  }
}
