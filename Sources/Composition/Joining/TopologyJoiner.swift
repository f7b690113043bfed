public import Documents
import PacketSets
public import Topology

/// Joins the graphs of several sources into one.
///
/// Elements keep their order, fragment behind fragment. Worlds of the same id are one world, so that
/// all fragments share the internet.
public enum TopologyJoiner {
  /// Joins fragments.
  ///
  /// - Parameters:
  ///   - fragments: The fragments in a fixed order.
  ///   - diagnostics: Where to report what several fragments claim.
  /// - Returns: The graph of all fragments and the account of all that was read.
  /// - Complexity: O(*n*) in the number of elements.
  public static func join(
    _ fragments: [TopologyFragment], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    if fragments.count == 1 { return fragments[0] }
    var result = TopologyFragment(topology: Topology(), coverage: Coverage())
    for fragment in fragments {
      append(fragment.topology, to: &result.topology)
      result.coverage.files += fragment.coverage.files
      result.coverage.records += fragment.coverage.records
      result.coverage.capturedAt = [result.coverage.capturedAt, fragment.coverage.capturedAt]
        .compactMap { $0 }.max()
    }
    result.coverage.records.sort { ($0.scope, $0.type) < ($1.scope, $1.type) }
    JoinReview(fragments.map(\.topology)).report(to: &diagnostics)
    return result
  }

  private static func append(_ fragment: Topology, to topology: inout Topology) {
    let worlds = fragment.worlds.map { merge($0, into: &topology) }
    let shift = TopologyShift(behind: topology, worlds: worlds)
    topology.networks += fragment.networks
    topology.subnets += fragment.subnets.map { shift.shifted($0) }
    topology.resources += fragment.resources
    topology.endpoints += fragment.endpoints.map { shift.shifted($0) }
    topology.groups += fragment.groups.map { shift.shifted($0) }
    topology.filters += fragment.filters.map { shift.shifted($0) }
    topology.bindings += fragment.bindings.map { shift.shifted($0) }
    topology.routeTables += fragment.routeTables.map { shift.shifted($0) }
    topology.gateways += fragment.gateways.map { shift.shifted($0) }
    topology.proxies += fragment.proxies.map { shift.shifted($0) }
    topology.forwardings += fragment.forwardings.map { shift.shifted($0) }
    topology.vacancies += fragment.vacancies
    topology.omissions += fragment.omissions.map { shift($0) }
    topology.assumptions += fragment.assumptions
  }

  /// Adds a world, or its addresses to the world of the same id; what either reserves lives there in
  /// neither.
  private static func merge(_ world: World, into topology: inout Topology) -> ID<World> {
    guard let known = topology.worlds.firstIndex(where: { $0.id == world.id }) else {
      return topology.add(world)
    }
    let reserved = topology.worlds[known].reserved.union(world.reserved)
    topology.worlds[known].reserved = reserved
    topology.worlds[known].addresses = topology.worlds[known].addresses.union(world.addresses)
      .subtracting(reserved)
    return ID(known)
  }
}
