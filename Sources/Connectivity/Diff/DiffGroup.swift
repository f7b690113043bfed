import Reachability
import Topology

/// Endpoints that neither graph tells apart.
struct DiffGroup {
  /// The members.
  var members: [AlignedEndpoint]
  /// Whether what decides about their packets differs between the graphs.
  var differs: Bool

  /// Sorts aligned endpoints into groups, in the order of their first members.
  static func groups(
    _ pairs: [AlignedEndpoint], old: ReachabilityModel, new: ReachabilityModel
  ) -> [DiffGroup] {
    let comparison = ContentComparison(old: old.topology, new: new.topology)
    let olds = numbers(old)
    let news = numbers(new)
    var groups: [DiffGroup] = []
    var known: [Key: Int] = [:]
    for pair in pairs {
      let key = Key(
        old: pair.old.map { olds[$0.index] } ?? -1, new: pair.new.map { news[$0.index] } ?? -1,
        differs: comparison.differs(pair))
      if let number = known[key] {
        groups[number].members.append(pair)
      } else {
        known[key] = groups.count
        groups.append(DiffGroup(members: [pair], differs: key.differs))
      }
    }
    return groups
  }

  private struct Key: Hashable {
    var old: Int
    var new: Int
    var differs: Bool
  }

  private static func numbers(_ model: ReachabilityModel) -> [Int] {
    var result = Array(repeating: -1, count: model.topology.endpoints.count)
    for (number, members) in model.alikeEndpoints().enumerated() {
      for member in members { result[member.index] = number }
    }
    return result
  }
}
