import PacketSets
import Reachability
import Topology

/// The nodes that stand for places outside.
enum ExternalNodes {
  /// The identity of the node for which a probe speaks.
  static func id(of probe: OutsideProbes.Probe, _ topology: Topology) -> String {
    let world = topology.worlds[probe.world].id
    if probe.isGeneral { return "world:\(world)" }
    return probe.tier.map { "tier:\(world):\($0)" } ?? "part:\(world)"
  }

  /// The node of an identity.
  static func node(_ id: String, _ topology: Topology, tiers: [SceneTier]) -> SceneNode? {
    for (index, world) in topology.worlds.enumerated() {
      if id == "world:\(world.id)" {
        return SceneNode(id: id, label: world.name, detail: "", kind: .world)
      }
      if id == "part:\(world.id)" {
        return SceneNode(
          id: id, label: "Some addresses", detail: "of \(world.name)", kind: .world)
      }
      for tier in tiers where id == "tier:\(world.id):\(tier.name)" {
        let sets = tier.parties.outside.filter { $0.world.index == index }
        let prefixes = sets.flatMap { $0.addresses.prefixes.map(\.description) }
        let more = prefixes.count > 2 ? " +\(prefixes.count - 1)" : ""
        let shown = prefixes.prefix(prefixes.count > 2 ? 1 : 2).joined(separator: ", ")
        return SceneNode(id: id, label: tier.name, detail: shown + more, kind: .world)
      }
    }
    return nil
  }
}
