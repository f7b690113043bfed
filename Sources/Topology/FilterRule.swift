public import Documents
public import PacketSets

/// A rule of a filter: the peers and the traffic that it matches, and what it does with them.
public struct FilterRule: Hashable, Sendable {
  /// The provider's id or number of the rule, as people cite it.
  public var id: String
  /// The rule as its provider would print it, for explanations.
  public var text: String
  /// What happens to a packet that matches.
  public var action: FilterAction
  /// The packets that match, by protocol and ports of the packet itself.
  public var traffic: TrafficSet
  /// Who stands at the other end: the source of an arriving packet, the destination of a leaving
  /// one.
  public var peer: PeerMatch
  /// Whether the provider put it there, so that nobody can take it out.
  public var isBuiltIn: Bool
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a rule.
  public init(
    id: String, text: String = "", action: FilterAction, traffic: TrafficSet, peer: PeerMatch,
    isBuiltIn: Bool = false, location: SourceLocation = .unknown
  ) {
    self.id = id
    self.text = text
    self.action = action
    self.traffic = traffic
    self.peer = peer
    self.isBuiltIn = isBuiltIn
    self.location = location
  }
}
