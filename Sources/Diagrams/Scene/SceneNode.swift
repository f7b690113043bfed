/// A thing that traffic starts from, ends at or passes through.
public struct SceneNode: Hashable, Sendable {
  /// What a node is; decides its icon and colour.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A virtual machine.
    case compute
    /// A data store that is asked over the network.
    case database
    /// A cache.
    case cache
    /// A load balancer.
    case balancer
    /// A gateway to another world.
    case gateway
    /// An address translator.
    case nat
    /// A container.
    case container
    /// A machine outside any cloud network.
    case host
    /// A world outside every network.
    case world
    /// A managed service or its endpoint.
    case service
    /// Several things drawn as one.
    case group
    /// A filter that a packet meets on its way.
    case filter
    /// A route table that a packet meets on its way.
    case routes
    /// The border of a subnet that a packet crosses.
    case border
  }

  /// The identity of the node within the scene.
  public var id: String
  /// The name that is drawn.
  public var label: String
  /// What stands under the name, usually an address.
  public var detail: String
  /// What the node is.
  public var kind: Kind
  /// The identities of what a collapsed node stands for; empty for a single thing.
  public var members: [String]
  /// Short marks on the node, for example the names of its filters.
  public var chips: [String]
  /// The findings that concern the node.
  public var findings: [String]

  /// Creates a node.
  public init(
    id: String, label: String, detail: String = "", kind: Kind = .compute,
    members: [String] = [], chips: [String] = [], findings: [String] = []
  ) {
    self.id = id
    self.label = label
    self.detail = detail
    self.kind = kind
    self.members = members
    self.chips = chips
    self.findings = findings
  }
}
