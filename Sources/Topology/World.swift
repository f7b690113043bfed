public import Documents
public import PacketSets

/// A place outside the exports from which packets come and to which they go.
public struct World: Hashable, Sendable {
  /// A short stable id, such as `internet` or the id of a customer gateway.
  public var id: String
  /// The name for people.
  public var name: String
  /// What kind of outside it is.
  public var kind: WorldKind
  /// The addresses that live there; those that an endpoint of the exports owns do not count.
  public var addresses: AddressSet
  /// Addresses of which the exports tell that others hold them: they live here in no graph that this
  /// one is joined with.
  public var reserved: AddressSet
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a world.
  public init(
    id: String, name: String, kind: WorldKind, addresses: AddressSet,
    reserved: AddressSet = .empty, location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.addresses = addresses.subtracting(reserved)
    self.reserved = reserved
    self.location = location
  }

  /// The internet: every address that is routable there.
  public static let internet = World(
    id: "internet", name: "Internet", kind: .internet, addresses: .global)
}

/// What kind of outside a world is.
public enum WorldKind: String, Hashable, Sendable {
  /// The public internet.
  case internet
  /// Networks of the same owner outside the cloud.
  case onPremises = "on-premises"
  /// Networks of somebody else that are joined to this one.
  case partner
}
