public import Topology

/// A machine or service of the inventory.
public struct ReviewedResource: Hashable, Sendable {
  /// The provider's id.
  public var id: String
  /// The name that people gave it.
  public var name: String
  /// What it is.
  public var kind: String
  /// Where it lives.
  public var scope: Scope
  /// The subnets of its interfaces, by id.
  public var subnets: [String]
  /// The addresses of its interfaces, public ones included.
  public var addresses: [String]
  /// The tiers to which it belongs.
  public var tiers: [String]
}
