public import Topology

/// An endpoint as it stands in two graphs; in one of them it may be missing.
public struct AlignedEndpoint: Hashable, Sendable {
  /// Its number in the old graph; nil when it was added.
  public var old: ID<Endpoint>?
  /// Its number in the new graph; nil when it was removed.
  public var new: ID<Endpoint>?

  /// Creates a pair.
  public init(old: ID<Endpoint>?, new: ID<Endpoint>?) {
    self.old = old
    self.new = new
  }
}
