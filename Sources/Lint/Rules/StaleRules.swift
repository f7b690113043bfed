import PacketSets
import Topology

/// Finds rules for addresses inside the networks of the exports that nobody has any more.
///
/// A whole subnet or more is an area that is kept free for those who come; what is smaller names
/// somebody.
struct StaleRules: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    let topology = context.topology
    if !topology.omissions.isEmpty || topology.endpoints.contains(where: \.addresses.isEmpty) {
      return []
    }
    let networks = AddressSet(topology.networks.flatMap(\.prefixes))
    let subnets = topology.subnets.flatMap(\.prefixes)
    var owned: [IPAddress] = []
    for endpoint in topology.endpoints { owned += endpoint.addresses.map(\.address) }
    let taken = AddressSet(owned.map { Prefix($0) })
    return context.filters.flatMap { id -> [LintFinding] in
      let filter = topology.filters[id]
      return filter.rules.compactMap { rule in
        let addresses = rule.peer.addresses
        guard !addresses.isEmpty, rule.peer.groups.isEmpty, rule.peer.possible == nil,
          addresses.isSubset(of: networks), addresses.isDisjoint(with: taken),
          !subnets.contains(where: { addresses.contains($0) })
        else { return nil }
        return context.finding(.stale, rule, of: filter, "nobody has an address of \(addresses)")
      }
    }
  }
}
