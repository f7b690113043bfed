import PacketSets
public import Reachability
import Topology

/// Compares who can reach whom in two graphs, exactly and for all pairs.
///
/// Endpoints are compared in groups that neither graph tells apart. Pairs are asked about only where
/// anything differs that decides about one of the two, and only in blocks in which anything connects.
public final class DiffBuilder {
  let old: ReachabilityModel
  let new: ReachabilityModel
  let groups: [DiffGroup]
  private lazy var causes = CauseOfChange(old: old, new: new)
  var changes: [ReachabilityChange] = []

  /// Prepares a comparison.
  ///
  /// - Complexity: O(*n* log *n*) in the number of endpoints and rules.
  public init(old: ReachabilityModel, new: ReachabilityModel) {
    self.old = old
    self.new = new
    groups = DiffGroup.groups(
      EndpointAlignment(old: old.topology, new: new.topology).pairs, old: old, new: new)
  }

  /// Returns all changes.
  public func diff() -> ReachabilityDiff {
    changes = []
    let changed = groups.indices.filter { groups[$0].differs }
    let same = groups.indices.filter { !groups[$0].differs }
    compare(changed[...], Array(groups.indices)[...])
    compare(same[...], changed[...])
    compareWorlds()
    changes.sort { order($0) < order($1) }
    let all = groups.flatMap(\.members)
    return ReachabilityDiff(
      changes: changes, added: all.filter { $0.old == nil }.compactMap(\.new).sorted(),
      removed: all.filter { $0.new == nil }.compactMap(\.old).sorted())
  }

  private func order(_ change: ReachabilityChange) -> (Int, Int, String, String) {
    (
      number(change.destination), number(change.source), change.source.name,
      change.destination.name
    )
  }

  private func number(_ party: DiffParty) -> Int {
    guard let first = party.members.first else { return .max }
    return first.old?.index ?? first.new.map { old.topology.endpoints.count + $0.index } ?? .max
  }

  /// Compares all pairs of a block; a block in which nothing connects is left at once.
  private func compare(_ rows: ArraySlice<Int>, _ columns: ArraySlice<Int>) {
    if rows.isEmpty || columns.isEmpty { return }
    if rows.count * columns.count <= 16 {
      for row in rows { for column in columns { compare(row, column) } }
      return
    }
    guard connects(rows, columns, old, \.old) || connects(rows, columns, new, \.new) else { return }
    if rows.count >= columns.count {
      let middle = rows.startIndex + rows.count / 2
      compare(rows[..<middle], columns)
      compare(rows[middle...], columns)
    } else {
      let middle = columns.startIndex + columns.count / 2
      compare(rows, columns[..<middle])
      compare(rows, columns[middle...])
    }
  }

  /// Whether anything may connect between the groups of a block in one graph.
  private func connects(
    _ rows: ArraySlice<Int>, _ columns: ArraySlice<Int>, _ model: ReachabilityModel,
    _ side: (AlignedEndpoint) -> ID<Endpoint>?
  ) -> Bool {
    func parties(_ numbers: ArraySlice<Int>) -> PartySet {
      var set = EndpointSet(universe: model.topology.endpoints.count)
      for number in numbers {
        for member in groups[number].members.prefix(2).compactMap(side) { set.insert(member) }
      }
      return PartySet(endpoints: set)
    }
    let answer = model.answer(
      FlowQuestion(
        sources: parties(rows), destinations: parties(columns), traffic: .all, exampleLimit: 0))
    return answer.pairsConnected + answer.pairsUndecided > 0
  }

  private func compare(_ row: Int, _ column: Int) {
    let members = groups[column].members
    let from = groups[row].members[0]
    guard let to = row == column ? members.dropFirst().first : members.first else { return }
    let change = ConnectionChange(
      old: connection(old, from.old, to.old), new: connection(new, from.new, to.new))
    if change.isEmpty { return }
    let count = groups[row].members.count * members.count - (row == column ? members.count : 0)
    changes.append(
      ReachabilityChange(
        source: DiffParty(groups[row], old: old.topology, new: new.topology),
        destination: DiffParty(groups[column], old: old.topology, new: new.topology),
        change: change, pairCount: count,
        cause: causes.cause(
          of: change, from: (from.old.map(Party.endpoint), from.new.map(Party.endpoint)),
          to: (to.old.map(Party.endpoint), to.new.map(Party.endpoint)))))
  }

  private func connection(
    _ model: ReachabilityModel, _ from: ID<Endpoint>?, _ to: ID<Endpoint>?
  ) -> Connection {
    guard let from, let to else { return .none }
    return model.connection(from: .endpoint(from), to: .endpoint(to))
  }

  func cause(
    _ change: ConnectionChange, from: (old: Party?, new: Party?), to: (old: Party?, new: Party?)
  ) -> ChangeCause? {
    causes.cause(of: change, from: from, to: to)
  }
}
