/// Who reaches whom among named groups: a table with a row and a column for each.
public struct SceneMatrix: Hashable, Sendable {
  /// The names of the groups: places outside first, then the tiers.
  public var names: [String]
  /// What was decided; the ends are names of groups, and a pair without an edge is closed.
  public var edges: [SceneEdge]

  /// Creates a matrix.
  public init(names: [String], edges: [SceneEdge] = []) {
    self.names = names
    self.edges = edges
  }

  /// What was decided from one group to another, the gravest first.
  public func cell(from source: String, to target: String) -> [SceneEdge] {
    edges.filter { $0.source == source && $0.target == target }
      .sorted { ($0.verdict.rank, $0.traffic) < ($1.verdict.rank, $1.traffic) }
  }
}
