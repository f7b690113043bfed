public import Documents

/// A thing that somebody runs or rents: a machine, a database, a load balancer.
///
/// Its network interfaces are `Endpoint`s; names, tags and kind stand here once for all of them.
public struct Resource: Hashable, Sendable {
  /// The provider's id, such as `i-0abc`.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// What it is.
  public var kind: ResourceKind
  /// Where it lives: provider, account and region.
  public var scope: Scope
  /// The tags on it, sorted.
  public var tags: [Tag]
  /// Whether it is running; a stopped one may be started, so it is judged like a running one.
  public var isRunning: Bool
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a resource.
  public init(
    id: String, name: String? = nil, kind: ResourceKind, scope: Scope = Scope(), tags: [Tag] = [],
    isRunning: Bool = true, location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.kind = kind
    self.scope = scope
    self.tags = tags.sorted()
    self.isRunning = isRunning
    self.location = location
  }

  /// The value of the tag with this key, if it is there.
  public func tag(_ key: String) -> String? { tags.first { $0.key == key }?.value }
}
