public import Documents

/// A group that rules may name instead of addresses: who sent it, not from where.
///
/// A packet carries its sender's groups until a device that speaks for others passes it on.
public struct IdentityGroup: Hashable, Sendable {
  /// The provider's id of the group.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// The network in which it was made, if it belongs to one.
  public var network: ID<Network>?
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a group.
  public init(
    id: String, name: String? = nil, network: ID<Network>? = nil,
    location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.network = network
    self.location = location
  }
}
