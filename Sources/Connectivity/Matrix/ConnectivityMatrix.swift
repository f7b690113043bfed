public import PacketSets

/// Who can open which connections to whom, between groups of parties.
///
/// Only cells in which something may succeed are kept; between all other groups certainly nothing
/// does.
public struct ConnectivityMatrix: Hashable, Sendable {
  /// The groups.
  public var groups: [MatrixGroup]
  /// The cells in which something may succeed, by source and destination.
  public var cells: [MatrixCell]
  /// The connections that were asked about.
  public var traffic: TrafficSet

  /// Creates a matrix.
  public init(groups: [MatrixGroup], cells: [MatrixCell], traffic: TrafficSet) {
    self.groups = groups
    self.cells = cells
    self.traffic = traffic
  }

  /// The cell of two groups; nil when certainly nothing succeeds.
  public func cell(from source: Int, to destination: Int) -> MatrixCell? {
    cells.first { $0.source == source && $0.destination == destination }
  }
}
