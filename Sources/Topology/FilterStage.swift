/// One step of filtering: a packet passes when any filter of the stage allows it.
///
/// A set of security groups is one stage with a filter for each group; a subnet filter and an
/// interface filter that both have their say are two stages.
public struct FilterStage: Hashable, Sendable {
  /// The filters of which one must allow the packet; none of them means that nothing passes.
  public var filters: [ID<Filter>]
  /// The layer to which the stage belongs.
  public var layer: Layer

  /// Creates a stage.
  public init(_ filters: [ID<Filter>], layer: Layer) {
    self.filters = filters.sorted()
    self.layer = layer
  }
}
