/// A gateway of which it is only known that packets go there.
///
/// It may deliver a packet to any endpoint of the exports and to any world, and it certainly
/// delivers it to none.
public struct OpaqueGateway: Hashable, Sendable {
  /// What it is, in the provider's words.
  public var title: String
  /// Whether it may change addresses, so that a filter by address cannot be relied upon.
  public var mayTranslate: Bool
  /// Why it is not known.
  public var assumption: ID<Assumption>
  /// The world from which it may let packets in; `nil` when it lets in none but answers.
  public var world: ID<World>?

  /// Creates an opaque gateway.
  public init(
    title: String, mayTranslate: Bool, assumption: ID<Assumption>, world: ID<World>? = nil
  ) {
    self.world = world
    self.title = title
    self.mayTranslate = mayTranslate
    self.assumption = assumption
  }
}
