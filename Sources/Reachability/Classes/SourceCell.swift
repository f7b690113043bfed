import Topology

/// Endpoints that are alike as senders but for their address and groups.
struct SourceBundle: Hashable {
  /// The presence of their one address.
  var presence: Int32
  /// The guard for the connections that they open.
  var guardNumber: Int32
  /// The subnet, where pairs inside it differ from pairs across its border; else -1.
  var subnet: Int32
}

/// Endpoints that are alike as senders altogether.
struct SourceClass: Hashable {
  /// The presences of their addresses, in order.
  var presences: [Int32]
  /// The nodes of their addresses, and of the public ones or -1, in the tree of the filters.
  var peerNodes: [Int32]
  var guardNumber: Int32
  var subnet: Int32
  var groups: GroupSetID
  var initiates: Bool
  /// The endpoint itself, where forwardings tell it from all others; else -1.
  var single: Int32

  /// Whether they have one address and no public one, so that they can be counted in bundles.
  var isPlain: Bool { presences.count == 1 && peerNodes[1] < 0 }
}

/// Endpoints that are alike as receivers but for their filters.
struct DestinationPlace: Hashable {
  /// The presences of their addresses, in order.
  var presences: [Int32]
  var subnet: Int32
  /// What they offer, as an interned traffic set.
  var offers: UInt32
  /// The nodes of their addresses, own and public, among the prefixes of senders' filters.
  var senderNodes: [Int32]
  /// Those of their groups that senders' filters name.
  var senderGroups: GroupSetID
}

/// Endpoints that are alike as receivers altogether.
struct DestinationClass: Hashable {
  var place: Int32
  var guardNumber: Int32
}
