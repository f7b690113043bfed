public import Documents
public import PacketSets

/// A private address space with one router of its own: a VPC, a virtual network, a bridge.
public struct Network: Hashable, Sendable {
  /// The provider's id.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// Where it lives.
  public var scope: Scope
  /// The address ranges that belong to it.
  public var prefixes: [Prefix]
  /// The tags on it, sorted.
  public var tags: [Tag]
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a network.
  public init(
    id: String, name: String? = nil, scope: Scope = Scope(), prefixes: [Prefix] = [],
    tags: [Tag] = [], location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.scope = scope
    self.prefixes = prefixes.sorted()
    self.tags = tags.sorted()
    self.location = location
  }
}
