public import Documents
public import PacketSets

/// What a transit gateway, a hub or a gateway to a private line does: it routes between what is
/// attached to it by tables of its own.
public struct Transit: Hashable, Sendable {
  /// What is attached, by index.
  public var attachments: [TransitAttachment]

  /// Makes what a transit gateway does.
  public init(attachments: [TransitAttachment]) {
    self.attachments = attachments
  }
}

/// One thing that is attached to a transit gateway.
public struct TransitAttachment: Hashable, Sendable {
  /// What stands at the other end of an attachment.
  public enum Side: Hashable, Sendable {
    /// A network of the graph. Packets pass through the doors, subnets of the network; without doors
    /// they are in the network at once.
    case network(ID<Network>, doors: [ID<Subnet>])
    /// A world outside, such as an office behind a private line.
    case world(ID<World>)
    /// An attachment of another transit gateway of the graph.
    case transit(ID<Gateway>, attachment: Int)
    /// Something that is not in the exports, behind which a world may lie.
    case unknown(ID<Assumption>, world: ID<World>?)
  }

  /// The provider's identifier.
  public var id: String
  /// What stands at the other end.
  public var side: Side
  /// The table in which packets that come from it are looked up, its routes lead to attachments of
  /// the same gateway; nil drops them.
  public var table: ID<RouteTable>?
  /// The source addresses of packets that are taken from it.
  public var carries: AddressSet
  /// Whether packets keep their sender's groups.
  public var keepsIdentity: Bool
  /// Whether packets enter only by a door in the zone of the subnet that they come from.
  public var entersByZone: Bool
  /// Whether packets leave by the door in the zone in which they entered, where there is one.
  public var leavesByZone: Bool
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Makes an attachment.
  public init(
    id: String, side: Side, table: ID<RouteTable>?, carries: AddressSet = .all,
    keepsIdentity: Bool = false,
    entersByZone: Bool = false, leavesByZone: Bool = false, location: SourceLocation = .unknown
  ) {
    self.id = id
    self.side = side
    self.table = table
    self.carries = carries
    self.keepsIdentity = keepsIdentity
    self.entersByZone = entersByZone
    self.leavesByZone = leavesByZone
    self.location = location
  }
}
