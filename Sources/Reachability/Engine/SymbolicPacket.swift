import PacketSets
import Topology

/// A first packet on its way.
struct SymbolicPacket {
  /// The endpoint whose address the packet bears: its sender, or a translator on the way.
  var holder: ID<Endpoint>
  /// The source address as the packet bears it now.
  var source: IPAddress
  /// The destination address.
  let destination: IPAddress
  /// The connections that came this far.
  var bounds: Bounds
  /// Whether the packet still carries its sender's groups.
  var keepsGroups = true
  /// How the packet looks compared with how it was sent.
  var view = PacketView.plain
  /// The translation that it went through.
  var translation: SourceTranslation?
  /// Whether something unknown passed it on.
  var wasOutOfSight = false
  /// Whether something unknown may have changed its source.
  var sourceIsUnknown = false
  /// The network by whose egress-only gateway it left, if it did.
  var leftByEgressOnly: ID<Network>?
}

extension SymbolicPacket {
  /// Who holds the address to which the answer must come back first.
  func homeHolder(_ start: PathStart) -> Walker.Holder {
    switch start {
    case .endpoint: .endpoint(holder)
    case .world(let world, _): .world(world)
    }
  }
}
