/// A network of a scene: a matrix whose rows are tiers and whose columns are zones.
public struct SceneNetwork: Hashable, Sendable {
  /// The identity of the network within the scene.
  public var id: String
  /// The name that is drawn, for example "vpc prod".
  public var label: String
  /// What stands beside the name, usually the address ranges.
  public var detail: String
  /// The nodes of the lane at the top: gateways to other worlds.
  public var gateways: [SceneNode]
  /// The nodes of the regional lane: balancers, endpoints, attachments.
  public var services: [SceneNode]
  /// The placement zones; empty when the subnets are regional.
  public var zones: [SceneZone]
  /// The subnets.
  public var subnets: [SceneSubnet]

  /// Creates a network.
  public init(
    id: String, label: String, detail: String = "", gateways: [SceneNode] = [],
    services: [SceneNode] = [], zones: [SceneZone] = [], subnets: [SceneSubnet] = []
  ) {
    self.id = id
    self.label = label
    self.detail = detail
    self.gateways = gateways
    self.services = services
    self.zones = zones
    self.subnets = subnets
  }
}

/// A placement zone: a column of the matrix, not a security boundary.
public struct SceneZone: Hashable, Sendable {
  /// The identity of the zone within its network.
  public var id: String
  /// The name that is drawn.
  public var label: String

  /// Creates a zone.
  public init(id: String, label: String) {
    self.id = id
    self.label = label
  }
}

/// A subnet: one cell of the matrix, or a part of one.
public struct SceneSubnet: Hashable, Sendable {
  /// How the subnet is coloured.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Has a route to the internet of its own.
    case `public`
    /// Has none.
    case `private`
    /// Holds data stores.
    case data
  }

  /// The identity of the subnet within the scene.
  public var id: String
  /// The name that is drawn.
  public var label: String
  /// What stands under the name: address range, route table, filter.
  public var details: [String]
  /// The zone the subnet lies in, or nil when it is regional.
  public var zone: String?
  /// The row of the matrix; 0 is nearest to the internet.
  public var tier: Int
  /// The name of the row.
  public var tierName: String
  /// How the subnet is coloured.
  public var kind: Kind
  /// The nodes of the subnet.
  public var nodes: [SceneNode]

  /// Creates a subnet.
  public init(
    id: String, label: String, details: [String] = [], zone: String? = nil, tier: Int,
    tierName: String = "", kind: Kind = .private, nodes: [SceneNode] = []
  ) {
    self.id = id
    self.label = label
    self.details = details
    self.zone = zone
    self.tier = tier
    self.tierName = tierName
    self.kind = kind
    self.nodes = nodes
  }
}
