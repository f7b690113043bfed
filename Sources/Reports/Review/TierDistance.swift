/// How far a tier is from a world outside, counted in hosts that must be taken on the way.
public struct TierDistance: Hashable, Sendable {
  /// The name of the tier.
  public var tier: String
  /// The world from which the attacker comes.
  public var world: String
  /// How many hosts must be taken at least; nil where the tier cannot be reached at all.
  public var least: Int?
  /// How many are enough for certain; nil where no way is certain.
  public var most: Int?
  /// The connections on the shortest way, one a line; of a certain way where there is one.
  public var chain: [String]
}
