public import Documents

/// An ordered list of rules of which the first that matches decides, and what happens otherwise.
///
/// A security group lowers to allow rules and a denying default; a network ACL, a host chain or a
/// network security group lowers to its rules in their order.
public struct Filter: Hashable, Sendable {
  /// The provider's id of the object that holds the rules.
  public var id: String
  /// The name that people gave it; the id where they gave none.
  public var name: String
  /// The layer to which it belongs.
  public var layer: Layer
  /// Whether it sees packets that arrive or packets that leave.
  public var direction: FlowDirection
  /// Whether answers to what it allowed pass without being judged.
  public var isStateful: Bool
  /// The rules in the order in which they are tried.
  public var rules: [FilterRule]
  /// What happens to packets that no rule matches.
  public var defaultAction: FilterAction
  /// Why the rules are not known; such a filter may pass everything and certainly passes nothing.
  public var unknown: ID<Assumption>?
  /// Where it stands in the exports.
  public var location: SourceLocation

  /// Creates a filter.
  public init(
    id: String, name: String? = nil, layer: Layer, direction: FlowDirection,
    isStateful: Bool = true, rules: [FilterRule] = [], defaultAction: FilterAction = .deny,
    unknown: ID<Assumption>? = nil, location: SourceLocation = .unknown
  ) {
    self.id = id
    self.name = name ?? id
    self.layer = layer
    self.direction = direction
    self.isStateful = isStateful
    self.rules = rules
    self.defaultAction = defaultAction
    self.unknown = unknown
    self.location = location
  }
}

/// Which way a packet goes through a filter.
public enum FlowDirection: String, Hashable, Sendable {
  /// Towards the thing that the filter protects; the peer is the source.
  case inbound
  /// Away from the thing that the filter protects; the peer is the destination.
  case outbound
}

/// What a rule does with a packet that it matches.
public enum FilterAction: Hashable, Sendable {
  /// The packet passes.
  case allow
  /// The packet is dropped or refused.
  case deny
  /// Goes on at a later rule of the same filter, by its index; behind the last one stands the default
  /// action.
  case jump(to: Int)
}
