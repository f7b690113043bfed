public import Documents
import Topology

/// A named group of endpoints and of addresses outside.
public struct Tier: Hashable, Sendable {
  /// The name by which rules speak of it.
  public var name: String
  /// Who belongs to it.
  public var selector: Selector
  /// Where it stands in the file.
  public var location: SourceLocation

  /// Creates a tier.
  public init(name: String, selector: Selector, location: SourceLocation = .unknown) {
    self.name = name
    self.selector = selector
    self.location = location
  }

  /// The tiers that every policy has.
  public static let builtIn: [Tier] = [
    Tier(name: "internet", selector: .world(.internet)),
    Tier(name: "on-premises", selector: .world(.onPremises)),
    Tier(name: "everything", selector: .everything),
  ]
}
