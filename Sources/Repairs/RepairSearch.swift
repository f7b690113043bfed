import PacketSets
public import Reachability
public import TierPolicy
public import Topology

/// Searches the smallest edits of filters after which a violated rule is proven.
///
/// Each step takes a pair that breaks the rule, walks a packet of it, and narrows one of the rules
/// that let it pass. Every outcome is proved anew by the engine: the rule must be proven, and no other
/// rule and no registered flow may fare worse than before.
public struct RepairSearch {
  private let topology: Topology
  private let review: (ReachabilityModel) -> PolicyReview
  /// How many edits there may be.
  private let editLimit: Int
  /// How often the policy may be judged.
  private let judgementLimit: Int

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - topology: The graph.
  ///   - editLimit: How many edits there may be.
  ///   - judgementLimit: How often the policy may be judged.
  ///   - review: Judges the policy; registered flows stand in it as rules that require them.
  public init(
    _ topology: Topology, editLimit: Int = 4, judgementLimit: Int = 300,
    review: @escaping (ReachabilityModel) -> PolicyReview
  ) {
    self.topology = topology
    self.editLimit = editLimit
    self.judgementLimit = judgementLimit
    self.review = review
  }

  /// Returns the repairs of a rule with the fewest edits; none when none was found.
  public func repairs(of rule: String) -> [Repair] {
    let before = review(ReachabilityModel(topology))
    var level: [[RuleEdit]] = [[]]
    var seen: Set<Set<RuleEdit>> = []
    var judged = 0
    for _ in 0..<editLimit {
      var found: [Repair] = []
      var next: [[RuleEdit]] = []
      for edits in level {
        for candidate in candidates(after: edits, rule) {
          let all = edits + [candidate]
          guard seen.insert(Set(all)).inserted, judged < judgementLimit else { continue }
          judged += 1
          let after = review(ReachabilityModel(topology.applying(all)))
          guard !isWorse(after, than: before, besides: rule) else { continue }
          if after.rules.first(where: { $0.id == rule })?.verdict == .proven {
            found.append(Repair(rule: rule, edits: all))
          } else {
            next.append(all)
          }
        }
      }
      if !found.isEmpty { return found }
      level = next
    }
    return []
  }

  /// Whether any other rule is broken by more pairs than before, or may be.
  private func isWorse(
    _ after: PolicyReview, than before: PolicyReview, besides rule: String
  ) -> Bool {
    zip(before.rules, after.rules).contains { old, new in
      new.id != rule
        && (new.counts.violating > old.counts.violating
          || new.counts.violating + new.counts.undecided
            > old.counts.violating + old.counts.undecided
          || new.verdict == .vacuous
            && old.verdict != .vacuous)
    }
  }

  /// The edits that stop one of the pairs that still break the rule.
  private func candidates(after edits: [RuleEdit], _ rule: String) -> [RuleEdit] {
    let edited = topology.applying(edits)
    let model = ReachabilityModel(edited)
    let review = review(model)
    guard
      let (result, question) = review.prohibitions(model).first(where: { $0.result.id == rule }),
      let example = result.violations.first
    else { return [] }
    let forbidden = Self.addresses(question.sources, edited)
    var proposals: [RuleEdit] = []
    for flow in [example.flow] + example.legs {
      for (filter, number) in PassingRules(edited).rules(of: flow) {
        let known = edited.filters[filter]
        // Edits speak of the rules as they were before any was added.
        let added = known.rules[..<number].count { $0.id == RuleEdit.addedID }
        proposals += changes(of: known, number, question.traffic, forbidden).map {
          RuleEdit(filter: filter, rule: number - added, change: $0)
        }
      }
    }
    return proposals
  }

  /// How a rule may be changed so that it lets less of some traffic through.
  private func changes(
    of filter: Filter, _ number: Int, _ traffic: TrafficSet, _ forbidden: AddressSet
  ) -> [RuleEdit.Change] {
    let rule = filter.rules[number]
    var result: [RuleEdit.Change] = []
    if !rule.isFixed {
      let rest = rule.traffic.subtracting(traffic)
      result.append(rest.isEmpty ? .remove : .keepTraffic(rest))
      let peers = rule.peer.addresses.subtracting(forbidden)
      if filter.direction == .inbound, !peers.isEmpty, peers != rule.peer.addresses {
        result.append(.keepPeers(peers))
      }
    }
    // Only where order counts can a denial go before a permission.
    let denied = rule.peer.addresses.intersection(forbidden)
    if filter.direction == .inbound, !denied.isEmpty,
      filter.rules.contains(where: { $0.action == .deny && $0.id != RuleEdit.addedID })
    {
      result.append(.denyBefore(denied, rule.traffic.intersection(traffic)))
    }
    return result
  }

  /// The addresses under which parties are seen.
  private static func addresses(_ parties: PartySet, _ topology: Topology) -> AddressSet {
    let own = AddressSet(
      parties.endpoints.members.flatMap { endpoint in
        topology.endpoints[endpoint].addresses.flatMap {
          [Prefix($0.address)] + ($0.publicAddress.map { [Prefix($0)] } ?? [])
        }
      })
    return parties.outside.reduce(own) { $0.union($1.addresses) }
  }
}
