import PacketSets
import Topology

/// What the ways between endpoints can see of one address of an endpoint, filters of the endpoint
/// left out.
///
/// Addresses with equal presences are alike for every route, border and gateway.
struct Presence: Hashable {
  var network: Int32
  var routeTable: Int32
  var border: CompiledGraph.Border
  /// The subnet, where it must be told apart from others with the same border and table; else -1.
  var subnet: Int32
  /// The number of the zone, where a transit gateway asks for it; else -1.
  var zone: Int32
  /// The node of the address among the prefixes of routes and borders.
  var node: Int32
  /// The node of the public address that stands for it, or -1.
  var publicNode: Int32
  /// Whether the public address is the address itself.
  var isOwnPublic: Bool
  /// Whether the address lies outside the prefixes of its subnet.
  var isStray: Bool
  /// Whether the address is an IPv6 address.
  var isV6: Bool
}

/// An address that stands for all addresses with the same presence.
struct Representative {
  var endpoint: ID<Endpoint>
  var address: EndpointAddress
}
