import PacketSets
import Topology

/// Where a path starts: an endpoint with the address that it sends from, or an address outside.
enum PathStart: Hashable {
  case endpoint(ID<Endpoint>, IPAddress)
  case world(ID<World>, IPAddress)
}

extension PathStart {
  /// The address from which the path starts.
  var address: IPAddress {
    switch self {
    case .endpoint(_, let address), .world(_, let address): address
    }
  }
}

/// Where a path is to end.
enum PathEnd: Hashable {
  /// An endpoint at one of its own addresses, asked for by that address or by a public one.
  case endpoint(ID<Endpoint>, own: IPAddress, asked: IPAddress)
  case world(ID<World>, IPAddress)

  /// The address to which the sender sends.
  var address: IPAddress {
    switch self {
    case .endpoint(_, _, let asked): asked
    case .world(_, let address): address
    }
  }
}

/// A way that the first packet may take and by which its answer comes back, filters of the two ends
/// left out.
struct Path: Hashable {
  /// The connections that the way carries, by their first packet as its sender sent it.
  var bounds: Bounds
  /// The source address that the far end sees, or `nil` when it is not known.
  var source: IPAddress?
  /// Whether the packet still carries its sender's groups.
  var keepsGroups: Bool
  /// The source ports among which a translation on the way chose.
  var remappedPorts: ClosedRange<UInt16>?
  /// How far forwardings on the way moved the destination port.
  var portOffset = 0
  /// The groups that forwardings on the way added.
  var addedGroups = GroupSetID.none
  /// Whether something unknown may have changed the source of the answer.
  var answerIsForeign = false
  /// Whether it ends at services of a world, where nobody of the graph is.
  var endsAtServices = false
}
