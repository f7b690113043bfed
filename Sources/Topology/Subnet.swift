public import Documents
public import PacketSets

/// A part of a network with one route table and one pair of border filters.
///
/// Packets between two endpoints of one subnet meet neither the route table nor the border
/// filters.
public struct Subnet: Hashable, Sendable {
  /// The provider's id.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// The network that it belongs to.
  public var network: ID<Network>
  /// The address ranges that belong to it.
  public var prefixes: [Prefix]
  /// The zone in which it lies, or an empty string for one that spans a region.
  public var zone: String
  /// The table that routes what leaves it.
  public var routeTable: ID<RouteTable>
  /// The filter that packets meet when they enter it; `nil` when there is none.
  public var inbound: ID<Filter>?
  /// The filter that packets meet when they leave it; `nil` when there is none.
  public var outbound: ID<Filter>?
  /// The tags on it, sorted.
  public var tags: [Tag]
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a subnet.
  public init(
    id: String, name: String? = nil, network: ID<Network>, prefixes: [Prefix] = [],
    zone: String = "", routeTable: ID<RouteTable>, inbound: ID<Filter>? = nil,
    outbound: ID<Filter>? = nil, tags: [Tag] = [], location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.network = network
    self.prefixes = prefixes.sorted()
    self.zone = zone
    self.routeTable = routeTable
    self.inbound = inbound
    self.outbound = outbound
    self.tags = tags.sorted()
    self.location = location
  }
}
