import PacketSets
import Topology

/// Which prefixes the two trees of a graph must tell apart.
extension CompiledGraph {
  /// The prefixes that filters of endpoints mention.
  static func peerPrefixes(of topology: Topology) -> [Prefix] {
    var used = Set<ID<Filter>>()
    for binding in topology.bindings {
      for stage in binding.inbound + binding.outbound { used.formUnion(stage.filters) }
    }
    return FilterCompiler.prefixes(of: used.sorted().lazy.map { topology.filters[$0] })
  }

  /// The prefixes that routes, borders, gateways and networks mention, and those of subnets that
  /// overlap with another network.
  static func fabricPrefixes(of topology: Topology) -> [Prefix] {
    var result = Set<Prefix>()
    for table in topology.routeTables {
      for route in table.routes {
        result.formUnion(route.destinations)
        result.formUnion(AddressSet(route.destinations).prefixes)
        if let possible = route.possible { result.formUnion(possible.addresses.prefixes) }
      }
    }
    var borders = Set<ID<Filter>>()
    for subnet in topology.subnets {
      if let inbound = subnet.inbound { borders.insert(inbound) }
      if let outbound = subnet.outbound { borders.insert(outbound) }
    }
    result.formUnion(
      FilterCompiler.prefixes(of: borders.sorted().lazy.map { topology.filters[$0] }))
    for network in topology.networks { result.formUnion(network.prefixes) }
    for gateway in topology.gateways {
      switch gateway.kind {
      case .peering(let peering):
        for side in peering.sides { result.formUnion(side.prefixes.prefixes) }
      case .transit(let transit):
        for attachment in transit.attachments { result.formUnion(attachment.carries.prefixes) }
      case .internet, .egressOnly, .service, .sourceTranslation, .opaque: continue
      }
    }
    for world in topology.worlds { result.formUnion(world.addresses.prefixes) }
    result.formUnion(AddressSet.global.prefixes)
    result.formUnion(overlappingSubnets(of: topology))
    return result.sorted()
  }

  /// The prefixes of subnets that share addresses with a subnet of another network, or with another
  /// subnet of their own.
  ///
  /// - Complexity: O(*n* log *n*) in the number of prefixes of subnets.
  static func overlappingSubnets(of topology: Topology) -> Set<Prefix> {
    var result = Set<Prefix>()
    let all = topology.subnets.flatMap(\.prefixes).sorted { left, right in
      (left.first, left.length) < (right.first, right.length)
    }
    var open: [Prefix] = []
    for prefix in all {
      while let last = open.last, !last.contains(prefix) { open.removeLast() }
      if !open.isEmpty {
        result.insert(prefix)
        result.formUnion(open)
      }
      open.append(prefix)
    }
    return result
  }
}
