/// How much one picture may hold.
public struct SceneLimits: Hashable, Sendable {
  /// Up to so many nodes everything is drawn by itself.
  public var single: Int
  /// Up to so many nodes alike endpoints are drawn as one; beyond, every network has its page.
  public var grouped: Int
  /// Up to so many networks stand in one picture.
  public var networks: Int
  /// Up to so many groups the connections within a picture are asked for.
  public var asked: Int

  /// Creates limits.
  public init(single: Int = 60, grouped: Int = 120, networks: Int = 8, asked: Int = 320) {
    self.single = single
    self.grouped = grouped
    self.networks = networks
    self.asked = asked
  }
}
