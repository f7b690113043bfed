import PacketSets
import Topology

/// Where a packet that entered a transit gateway comes out.
struct TransitExit {
  /// The place behind the gateway.
  enum Place {
    case nowhere
    /// A subnet in which an attachment of the gateway stands.
    case door(ID<Subnet>)
    /// A network, as for a packet that a route of it calls local.
    case inside(ID<Network>)
    case world(ID<World>, TransitStep)
    case unknown(ID<Assumption>)
  }

  var place: Place
  /// What passes on the way through.
  var bounds = Bounds.everything
  /// What is missing to know whether this exit is taken, when it is one of several.
  var reasons = ReasonID.none
  /// Whether the packet keeps its sender's groups.
  var keepsGroups = true
  /// The ways into transit gateways that the packet has taken.
  var visited: [TransitStep]
}

/// A way into a transit gateway.
struct TransitStep: Hashable {
  var gateway: ID<Gateway>
  var attachment: Int
}

/// A packet as a transit gateway sees it.
struct TransitPacket {
  /// The source address, or nil when it is not known.
  var source: IPAddress?
  var destination: IPAddress
  /// How it looks compared with the first packet as it was sent.
  var view: PacketView
  /// The ways into transit gateways that it has taken.
  var visited: [TransitStep]
}
