import Topology

/// An attachment of a transit gateway by which packets of a world may come into a network.
struct TransitEntry {
  /// The world.
  var world: ID<World>
  /// The attachment.
  var step: TransitStep

  /// The entries of each network of a graph, by network.
  static func all(of topology: Topology, _ joints: TransitJoints) -> [[TransitEntry]] {
    var result = Array(repeating: [TransitEntry](), count: topology.networks.count)
    for id in topology.gateways.ids {
      guard case .transit(let transit) = topology.gateways[id].kind else { continue }
      for (number, attachment) in transit.attachments.enumerated() {
        guard case .world(let world) = attachment.side else { continue }
        let entry = TransitEntry(
          world: world, step: TransitStep(gateway: id, attachment: number))
        for network in joints.networks(behind: id) {
          result[Int(network)].append(entry)
        }
      }
    }
    return result
  }
}
