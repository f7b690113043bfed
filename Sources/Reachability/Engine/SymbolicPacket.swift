import PacketSets
import Topology

/// A first packet on its way.
struct SymbolicPacket {
  /// The endpoint whose address the packet bears: its sender, or a translator on the way; nil for a
  /// party outside.
  var holder: ID<Endpoint>?
  /// The subnet in which the packet is.
  var location: ID<Subnet>?
  /// The source address as the packet bears it now.
  var source: IPAddress
  /// The destination address.
  var destination: IPAddress
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
  /// Whether it left for services of a world, where nobody of the graph is.
  var leftByService = false
  /// The attachment of a transit gateway by which it left for a world, if it did.
  var leftByTransit: TransitStep?
  /// The ways into transit gateways that it has taken.
  var visited: [TransitStep] = []
  /// The forwardings that it is still to take.
  var onward: [RelayStep] = []
  /// The forwardings that it took, the last one last.
  var relays: [Relay] = []
  /// The groups that forwardings added.
  var addedGroups = GroupSetID.none
}

extension SymbolicPacket {
  /// Takes the packet's groups away.
  mutating func dropGroups() {
    keepsGroups = false
    addedGroups = .none
  }

  /// The packet as it is for the rest of the answer's way once a translator passed the answer on.
  var settled: SymbolicPacket {
    SymbolicPacket(
      holder: nil, location: nil, source: source, destination: destination, bounds: bounds,
      relays: relays)
  }

  /// Who holds the address to which the answer must come back first.
  func homeHolder(_ start: PathStart) -> Walker.Holder {
    if let holder { return .endpoint(holder) }
    return start.party
  }

  /// The packet as a transit gateway sees it.
  var inTransit: TransitPacket {
    TransitPacket(
      source: sourceIsUnknown ? nil : source, destination: destination, view: view,
      visited: visited)
  }
}

extension PathStart {
  /// Who holds the address from which the path starts.
  var party: Walker.Holder {
    switch self {
    case .endpoint(let endpoint, _): .endpoint(endpoint)
    case .world(let world, _): .world(world)
    }
  }
}
