import PacketSets
import Topology

/// What a filter decides about a packet, and by which rule.
struct FilterJudgement {
  /// The filter.
  var filter: ID<Filter>
  /// How sure it is that the packet passes.
  var chance: Chance
  /// The rule that decides; `nil` for the default action and for unknown rules.
  var rule: FilterRule?
  /// What is missing to be sure.
  var assumptions: [ID<Assumption>] = []
}

extension PacketSimulator {
  /// Tries the rules of a filter in order (N-3).
  ///
  /// The rules up to the first that certainly matches may decide; when they all say the same, it
  /// is certain what happens.
  func judge(_ id: ID<Filter>, _ packet: Packet, peer: FilterPeer) -> FilterJudgement {
    let filter = topology.filters[id]
    if let unknown = filter.unknown {
      return FilterJudgement(filter: id, chance: .maybe, assumptions: [unknown])
    }
    var actions: [FilterAction] = []
    var first: FilterRule?
    var assumptions: [ID<Assumption>] = []
    var places: Set<Int> = [0]
    for (number, rule) in filter.rules.enumerated() where places.contains(number) {
      let match = rule.traffic.contains(packet) ? peer.matches(rule.peer) : .never
      if match != .always { places.insert(number + 1) }
      if match == .never { continue }
      if let possible = rule.peer.possible, match == .maybe {
        assumptions.append(possible.assumption)
      }
      if case .jump(let target) = rule.action {
        places.insert(min(max(target, number + 1), filter.rules.count))
        continue
      }
      first = first ?? rule
      actions.append(rule.action)
    }
    if places.contains(filter.rules.count) { actions.append(filter.defaultAction) }
    let chance = Chance.ofOne(actions.map { $0 == .allow ? .always : .never })
    return FilterJudgement(
      filter: id, chance: chance, rule: first, assumptions: chance == .maybe ? assumptions : [])
  }

  /// Asks the filters of a stage, of which one must let the packet pass; `nil` when there is none.
  func judge(_ stage: FilterStage, _ packet: Packet, peer: FilterPeer) -> FilterJudgement? {
    let judgements = stage.filters.map { judge($0, packet, peer: peer) }
    guard let greatest = judgements.map(\.chance).max() else { return nil }
    guard var result = judgements.first(where: { $0.chance == greatest }) else { return nil }
    if greatest == .never {
      result = judgements.first { $0.rule != nil } ?? result
    }
    if greatest == .maybe { result.assumptions = judgements.flatMap(\.assumptions) }
    return result
  }
}
