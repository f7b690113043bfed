import PacketSets
import Reachability
import Topology

/// Addresses outside that stand for all that a group of endpoints treats alike.
struct OutsideProbes {
  private let topology: Topology
  private let tiers: [SceneTier]
  private let living: [AddressSet]
  /// How many special prefixes of one group are looked at.
  static let limit = 64

  /// An address outside, and the external node for which it speaks.
  struct Probe: Hashable {
    var world: ID<World>
    var address: IPAddress
    /// The name of the tier that the address belongs to; `nil` for the world as a whole.
    var tier: String?
    /// Whether it stands for the world as a whole.
    var isGeneral: Bool
  }

  init(_ topology: Topology, tiers: [SceneTier]) {
    self.topology = topology
    self.tiers = tiers.filter { tier in
      tier.parties.outside.contains { !Self.isMost(of: $0, topology) }
    }
    let owned = Self.owned(topology)
    living = topology.worlds.map { $0.addresses.subtracting(owned) }
  }

  /// The addresses by which connections between a world and an endpoint are found.
  func probes(of world: ID<World>, for endpoint: ID<Endpoint>) -> [Probe] {
    let home = living[world.index]
    var special: [(addresses: AddressSet, tier: String?)] = []
    var all = AddressSet.empty
    for tier in tiers {
      for set in tier.parties.outside where set.world == world && !Self.isMost(of: set, topology) {
        special.append((set.addresses.intersection(home), tier.name))
        all = all.union(set.addresses)
      }
    }
    for prefix in prefixes(named: endpoint).prefix(Self.limit) {
      let addresses = AddressSet(prefix).intersection(home)
      if addresses.isEmpty || Self.isMost(addresses, of: home) { continue }
      let tier = special.first { $0.tier != nil && addresses.isSubset(of: $0.addresses) }?.tier
      special.append((addresses, tier))
      all = all.union(addresses)
    }
    var result: [Probe] = []
    let rest = home.subtracting(all)
    for family in AddressFamily.allCases {
      if let address = rest.restricted(toFamily: family).sampleAddress {
        result.append(Probe(world: world, address: address, tier: nil, isGeneral: true))
      }
    }
    for (addresses, tier) in special {
      let smaller = special.filter {
        $0.addresses != addresses && $0.addresses.isSubset(of: addresses)
      }
      let own = smaller.reduce(addresses) { $0.subtracting($1.addresses) }
      for family in AddressFamily.allCases {
        guard let address = own.restricted(toFamily: family).sampleAddress else { continue }
        result.append(Probe(world: world, address: address, tier: tier, isGeneral: false))
      }
    }
    return result
  }

  /// The prefixes that the filters of an endpoint and of its subnet name, smaller ones first.
  private func prefixes(named endpoint: ID<Endpoint>) -> [Prefix] {
    let binding = topology.bindings[topology.endpoints[endpoint].binding]
    let subnet = topology.subnet(of: endpoint)
    var filters = (binding.inbound + binding.outbound).flatMap(\.filters)
    filters += [subnet.inbound, subnet.outbound].compactMap { $0 }
    var prefixes: Set<Prefix> = []
    for id in Set(filters) {
      for rule in topology.filters[id].rules where !rule.peer.addresses.isFull {
        prefixes.formUnion(rule.peer.addresses.prefixes)
      }
    }
    return prefixes.sorted { $0.length != $1.length ? $0.length > $1.length : $0 < $1 }
  }

  /// Whether a set of addresses outside is its world as good as whole.
  static func isMost(of set: OutsideSet, _ topology: Topology) -> Bool {
    isMost(set.addresses, of: topology.worlds[set.world].addresses)
  }

  private static func isMost(_ addresses: AddressSet, of world: AddressSet) -> Bool {
    let v4 = addresses.v4.intersection(world.v4).count
    let v6 = addresses.v6.intersection(world.v6).count
    return v4 > world.v4.count / 2 || v6 > world.v6.count / 2
  }

  private static func owned(_ topology: Topology) -> AddressSet {
    var prefixes: [Prefix] = []
    for endpoint in topology.endpoints {
      for address in endpoint.addresses {
        prefixes.append(Prefix(address.address, length: address.address.family == .v4 ? 32 : 128))
        if let outside = address.publicAddress {
          prefixes.append(Prefix(outside, length: outside.family == .v4 ? 32 : 128))
        }
      }
    }
    for network in topology.networks {
      prefixes += network.prefixes.filter { $0.family == .v6 || !$0.address.isGlobal }
    }
    return AddressSet(prefixes)
  }
}
