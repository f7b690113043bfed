public import PacketSets
public import Reachability
import Topology

/// Fills a matrix by questions about blocks of groups.
///
/// A block in which nothing may succeed is left at once; any other is halved until it is one cell.
/// Every question counts over classes of endpoints, so that no walk is quadratic in endpoints.
public struct MatrixBuilder {
  private let model: ReachabilityModel
  private let traffic: TrafficSet

  /// Prepares matrices of a graph.
  ///
  /// - Parameters:
  ///   - model: The relation of who can reach whom.
  ///   - traffic: The connections that are asked about.
  public init(_ model: ReachabilityModel, traffic: TrafficSet = .all) {
    self.model = model
    self.traffic = traffic
  }

  /// Returns the matrix of some groups.
  ///
  /// - Complexity: O(*k* log *g*) questions for *k* cells in which something may succeed among *g*
  ///   groups.
  public func matrix(of groups: [MatrixGroup]) -> ConnectivityMatrix {
    var cells: [MatrixCell] = []
    if !groups.isEmpty { fill(groups.indices, groups.indices, of: groups, into: &cells) }
    cells.sort { ($0.source, $0.destination) < ($1.source, $1.destination) }
    return ConnectivityMatrix(groups: groups, cells: cells, traffic: traffic)
  }

  private func fill(
    _ rows: Range<Int>, _ columns: Range<Int>, of groups: [MatrixGroup],
    into cells: inout [MatrixCell]
  ) {
    let sources = joined(groups[rows])
    let destinations = joined(groups[columns])
    let answer = model.answer(
      FlowQuestion(
        sources: sources, destinations: destinations, traffic: traffic, exampleLimit: 0))
    if answer.pairsConnected + answer.pairsUndecided == 0 { return }
    if rows.count == 1, columns.count == 1 {
      let union = TrafficUnion(model).connection(sources, destinations, traffic)
      cells.append(
        MatrixCell(
          source: rows.lowerBound, destination: columns.lowerBound,
          pairsChecked: answer.pairsChecked, pairsConnected: answer.pairsConnected,
          pairsUndecided: answer.pairsUndecided, certain: union.certain, possible: union.possible))
      return
    }
    if rows.count >= columns.count {
      let middle = rows.lowerBound + rows.count / 2
      fill(rows.lowerBound..<middle, columns, of: groups, into: &cells)
      fill(middle..<rows.upperBound, columns, of: groups, into: &cells)
    } else {
      let middle = columns.lowerBound + columns.count / 2
      fill(rows, columns.lowerBound..<middle, of: groups, into: &cells)
      fill(rows, middle..<columns.upperBound, of: groups, into: &cells)
    }
  }

  private func joined(_ groups: ArraySlice<MatrixGroup>) -> PartySet {
    var result = PartySet(endpoints: EndpointSet(universe: model.topology.endpoints.count))
    var seen: Set<OutsideSet> = []
    for group in groups {
      result.endpoints = result.endpoints.union(group.parties.endpoints)
      for outside in group.parties.outside where seen.insert(outside).inserted {
        result.outside.append(outside)
      }
    }
    return result
  }
}
