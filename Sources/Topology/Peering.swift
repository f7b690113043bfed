public import PacketSets

/// A link between two networks that carries packets of their own addresses and nothing further.
public struct Peering: Hashable, Sendable {
  /// The two sides.
  public var sides: [PeeringSide]
  /// Whether packets keep the groups of their sender on the way.
  public var keepsIdentity: Bool
  /// Whether the link carries packets.
  public var isActive: Bool

  /// Creates a peering.
  public init(sides: [PeeringSide], keepsIdentity: Bool, isActive: Bool = true) {
    self.sides = sides
    self.keepsIdentity = keepsIdentity
    self.isActive = isActive
  }
}

/// One side of a peering.
public struct PeeringSide: Hashable, Sendable {
  /// The network, when it is in the exports.
  public var network: ID<Network>?
  /// The provider's id of the network.
  public var id: String
  /// The addresses that the link carries to this side.
  public var prefixes: AddressSet
  /// What is missing when the network is not in the exports.
  public var unknown: ID<Assumption>?
  /// The world that stands for a network that is not in the exports.
  public var world: ID<World>?

  /// Creates a side.
  public init(
    network: ID<Network>?, id: String, prefixes: AddressSet, unknown: ID<Assumption>? = nil,
    world: ID<World>? = nil
  ) {
    self.world = world
    self.network = network
    self.id = id
    self.prefixes = prefixes
    self.unknown = unknown
  }
}
