import PacketSets

extension PacketMatch {
  /// Whether a packet at a point of its way fulfils the condition.
  ///
  /// - Parameters:
  ///   - view: The packet.
  ///   - ruleset: The rules to which the condition belongs.
  ///   - facts: What else is known of the host.
  /// - Returns: The outcome.
  func outcome(for view: PacketView, in ruleset: RulesetTraits, _ facts: HostFacts) -> MatchOutcome
  {
    switch self {
    case .region(let region): return region.outcome(for: view, in: ruleset)
    case .anyOf(let regions, let isNegated):
      var best = MatchOutcome.no
      for region in regions {
        best = min(best, region.outcome(for: view, in: ruleset))
        if best == .yes { break }
      }
      guard isNegated else { return best }
      return best == .yes ? .no : best == .no ? .yes : .maybe
    case .translated(let wanted): return MatchOutcome(view.isTranslated.map { $0 == wanted })
    case .addressKind(let end, let kinds, let isNegated):
      let address = end == .source ? view.packet.source : view.packet.destination
      let possible = facts.kinds(of: address)
      if possible.isSubset(of: kinds) { return isNegated ? .no : .yes }
      if possible.isDisjoint(with: kinds) { return isNegated ? .yes : .no }
      return .maybe
    case .mark(let value, let mask, let isNegated):
      return ruleset.setsMarks ? .maybe : MatchOutcome((value & mask == 0) != isNegated)
    case .flags(let value, let mask, let isNegated):
      let found = Set(view.flags.map { ($0 & mask == value & mask) != isNegated })
      return found.count == 1 ? MatchOutcome(found.contains(true)) : .maybe
    case .rate(let isExceeded, _): return isExceeded ? .busy : .quiet
    case .sender: return .chosen
    case .never: return .no
    case .unknown: return .maybe
    }
  }
}

/// What holds for all rules of a host at once.
struct RulesetTraits: Hashable, Sendable {
  /// Whether a mark may be any value.
  let setsMarks: Bool
  /// Whether a state may be none.
  let stopsTracking: Bool

  init(_ ruleset: Ruleset) {
    setsMarks = ruleset.setsMarks
    stopsTracking = ruleset.stopsTracking
  }
}

extension PacketRegion {
  /// Whether a packet lies in the region.
  func outcome(for view: PacketView, in traits: RulesetTraits) -> MatchOutcome {
    guard source.contains(view.packet.source), destination.contains(view.packet.destination),
      traffic.isFull || traffic.contains(view.packet)
    else { return .no }
    var outcome = MatchOutcome.yes
    if states != .all {
      if traits.stopsTracking {
        outcome = .maybe
      } else if states.isDisjoint(with: view.state) {
        return .no
      }
    }
    if let input { outcome = outcome.and(MatchOutcome(view.input.satisfies(input))) }
    if let output { outcome = outcome.and(MatchOutcome(view.output.satisfies(output))) }
    return outcome
  }
}
