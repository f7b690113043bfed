import PacketSets
import Topology

/// How much of a receiver the filters of senders can see: which of their prefixes hold its
/// addresses, and which of its groups they name.
struct SenderView {
  private let cuts: [Int32]
  private let named: Set<ID<IdentityGroup>>
  private let graph: CompiledGraph

  init(_ graph: CompiledGraph) {
    self.graph = graph
    var cuts = Set<Int32>()
    var named = Set<ID<IdentityGroup>>()
    for number in Set(graph.outgoing).sorted() {
      cuts.formUnion(graph.guards.cuts(number))
      named.formUnion(graph.guards.groupsNamed(by: number))
    }
    self.cuts = cuts.sorted()
    self.named = named
  }

  /// A number that is equal for nodes that no sender's filter tells apart; -1 stays -1.
  ///
  /// - Complexity: O(log *n*) in the number of prefixes that senders' filters mention.
  func region(_ node: Int32) -> Int32 {
    if node < 0 { return -1 }
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) >> 1
      if cuts[middle] <= node { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }

  /// Those groups of a set that senders' filters name.
  func groups(_ id: GroupSetID) -> GroupSetID {
    if named.isEmpty || id == .none { return .none }
    let members = graph.guards.groups.members(of: id)
    let kept = members.filter(named.contains)
    return kept.count == members.count ? id : graph.guards.groups.number(of: kept)
  }
}
