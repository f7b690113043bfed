import PacketSets
import Topology

/// A way by which packets of a world may come into a network, though it is not known whether they
/// do (docs/SEMANTICS.md, N-6).
struct UnknownEntry {
  /// The world.
  var world: ID<World>
  /// What is missing to know.
  var assumption: ID<Assumption>?
  /// Whether the packets may have been given other source addresses.
  var mayTranslate: Bool
  /// The sources that may come.
  var sources: AddressSet
  /// The destinations to which they may come.
  var destinations: AddressSet

  /// The entries of each network of a graph, by network.
  static func all(of topology: Topology, _ joints: TransitJoints) -> [[UnknownEntry]] {
    var result = Array(repeating: [UnknownEntry](), count: topology.networks.count)
    for (number, gateway) in topology.gateways.enumerated() {
      switch gateway.kind {
      case .opaque(let opaque):
        guard let world = opaque.world else { continue }
        for network in gateway.networks {
          result[network.index].append(
            UnknownEntry(
              world: world, assumption: opaque.assumption, mayTranslate: opaque.mayTranslate,
              sources: .all, destinations: .all))
        }
      case .peering(let peering) where peering.isActive && peering.sides.count == 2:
        for (near, far) in [(0, 1), (1, 0)].map({ (peering.sides[$0], peering.sides[$1]) }) {
          guard let network = near.network, far.network == nil, let world = far.world else {
            continue
          }
          result[network.index].append(
            UnknownEntry(
              world: world, assumption: far.unknown, mayTranslate: false, sources: far.prefixes,
              destinations: near.prefixes))
        }
      case .transit(let transit):
        for attachment in transit.attachments {
          guard case .unknown(let assumption, let world?) = attachment.side else { continue }
          for network in joints.networks(behind: ID(number)) {
            result[Int(network)].append(
              UnknownEntry(
                world: world, assumption: assumption, mayTranslate: true, sources: .all,
                destinations: .all))
          }
        }
      case .internet, .egressOnly, .service, .sourceTranslation, .peering: continue
      }
    }
    return result
  }
}
