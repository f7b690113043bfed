/// What an importer makes of its files: a graph of its own and an account of what it read.
public struct TopologyFragment: Hashable, Sendable {
  /// The graph of this source alone.
  public var topology: Topology
  /// What was read and what was not.
  public var coverage: Coverage

  /// Creates a fragment.
  public init(topology: Topology, coverage: Coverage) {
    self.topology = topology
    self.coverage = coverage
  }
}
