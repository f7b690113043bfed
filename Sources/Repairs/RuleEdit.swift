import Documents
public import PacketSets
public import Topology

/// A change of one rule of a filter, so that it lets less through.
public struct RuleEdit: Hashable, Sendable {
  /// The filter.
  public var filter: ID<Filter>
  /// The number of the rule in the filter.
  public var rule: Int
  /// What is changed.
  public var change: Change

  /// What is changed of a rule.
  public enum Change: Hashable, Sendable {
    /// The rule is taken out.
    case remove
    /// The rule is kept for this traffic.
    case keepTraffic(TrafficSet)
    /// The rule is kept for these peers, besides the groups that it names.
    case keepPeers(AddressSet)
    /// A rule before it denies this traffic with these peers.
    case denyBefore(AddressSet, TrafficSet)
  }

  /// Creates an edit.
  public init(filter: ID<Filter>, rule: Int, change: Change) {
    self.filter = filter
    self.rule = rule
    self.change = change
  }
}

extension Topology {
  /// The graph after some edits.
  ///
  /// A rule that was written once and stands in several filters is changed in all of them. What is
  /// taken out matches nothing any more.
  public func applying(_ edits: [RuleEdit]) -> Topology {
    var result = self
    // What goes before other rules comes last, from behind, so that numbers stay what they were.
    let inPlace = edits.filter { !$0.isInsertion }
    let inserted = edits.filter(\.isInsertion).sorted { $0.rule > $1.rule }
    for edit in inPlace + inserted {
      for (filter, rule) in places(of: edit) {
        result.filters[filter].apply(edit.change, to: rule)
      }
    }
    return result
  }

  /// Where the rule of an edit stands.
  private func places(of edit: RuleEdit) -> [(filter: ID<Filter>, rule: Int)] {
    let origin = filters[edit.filter]
    let rule = origin.rules[edit.rule]
    var result = [(filter: edit.filter, rule: edit.rule)]
    if rule.location == .unknown { return result }
    for id in filters.ids where id != edit.filter {
      let filter = filters[id]
      guard filter.id == origin.id, filter.direction == origin.direction else { continue }
      let number = filter.rules.firstIndex {
        $0.location == rule.location && $0.id == rule.id && $0.text == rule.text
      }
      if let number { result.append((id, number)) }
    }
    return result
  }
}

extension RuleEdit {
  /// Whether a rule is added.
  var isInsertion: Bool {
    if case .denyBefore = change { true } else { false }
  }

  /// The id of rules that edits add.
  static let addedID = "added by a repair"
}

extension Filter {
  fileprivate mutating func apply(_ change: RuleEdit.Change, to number: Int) {
    switch change {
    case .remove: rules[number].traffic = .empty
    case .keepTraffic(let kept):
      rules[number].traffic = rules[number].traffic.intersection(kept)
    case .keepPeers(let kept):
      rules[number].peer.addresses = rules[number].peer.addresses.intersection(kept)
    case .denyBefore(let peers, let traffic):
      for index in rules.indices {
        if case .jump(let target) = rules[index].action, target > number {
          rules[index].action = .jump(to: target + 1)
        }
      }
      rules.insert(
        FilterRule(
          id: RuleEdit.addedID, action: .deny, traffic: traffic,
          peer: PeerMatch(addresses: peers)), at: number)
    }
  }
}
