import Documents
import PacketSets
import Topology

/// Finds rules that decide about no packet, or about none otherwise than the rest of their filter.
///
/// A filter whose rules go on at others is not looked at.
struct CoveredRules: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    var found: [Place: [LintFinding]] = [:]
    var order: [Place] = []
    var borne: [Place: Int] = [:]
    for id in context.filters {
      let filter = context.topology.filters[id]
      for rule in filter.rules { borne[Place(filter, rule), default: 0] += 1 }
      guard Self.applies(to: filter) else { continue }
      for (number, covering) in Self.covered(filter) {
        let place = Place(filter, filter.rules[number])
        if found[place] == nil { order.append(place) }
        found[place, default: []].append(finding(filter, number, covering, context))
      }
    }
    // What was written once may stand in several filters; it is covered only if it is in all.
    return order.compactMap { place in
      found[place]?.count == borne[place] ? found[place]?.first : nil
    }
  }

  /// A rule as it was written, which may stand in several filters.
  private struct Place: Hashable {
    var filter: String
    var direction: FlowDirection
    var layer: Layer
    var rule: String
    var text: String
    var location: SourceLocation

    init(_ filter: Filter, _ rule: FilterRule) {
      self.filter = filter.id
      direction = filter.direction
      layer = filter.layer
      self.rule = rule.id
      text = rule.text
      location = rule.location
    }
  }

  /// Whether a filter is looked at.
  static func applies(to filter: Filter) -> Bool {
    filter.rules.allSatisfy { $0.action == .allow || $0.action == .deny }
  }

  /// The numbers of the rules without which a filter decides alike, with the rules that decide in
  /// their place; each by itself.
  static func covered(_ filter: Filter) -> [(rule: Int, covering: [Int])] {
    filter.rules.indices.compactMap { number in
      let rule = filter.rules[number]
      if filter.isImplicit(rule) { return nil }
      // Of several equal rules the first one stays.
      let isFirst = filter.rules[(number + 1)...].contains {
        $0.action == rule.action && Self.isAlike($0, rule) && !filter.isImplicit($0)
      }
      if isFirst && !filter.rules[..<number].contains(where: { Self.isAlike($0, rule) }) {
        return nil
      }
      return covering(number, of: filter).map { (number, $0) }
    }
  }

  /// The rules that decide in place of a rule; nil when it decides about some packet itself.
  private static func covering(_ number: Int, of filter: Filter) -> [Int]? {
    let rule = filter.rules[number]
    var rest = MatchRegion(rule)
    var covering: [Int] = []
    for other in 0..<number {
      if rest.subtract(filter.rules[other]) { covering.append(other) }
      if rest.isEmpty { return covering }
    }
    // What comes to the rule must fare alike behind it.
    for other in filter.rules.indices where other > number {
      let next = filter.rules[other]
      if next.action == rule.action {
        if rest.subtract(next) { covering.append(other) }
      } else if rest.meets(next) {
        return nil
      }
      if rest.isEmpty { return covering }
    }
    return filter.defaultAction == rule.action && !rest.isLost ? covering : nil
  }

  private func finding(
    _ filter: Filter, _ number: Int, _ covering: [Int], _ context: LintContext
  ) -> LintFinding {
    let rule = filter.rules[number]
    let reasons = covering.map { filter.rules[$0] }
    if let same = reasons.first(where: { Self.isAlike($0, rule) }) {
      if same.action == rule.action {
        return context.finding(
          .duplicate, rule, of: filter, "another rule says the same", because: [same])
      }
      return context.finding(
        .conflicting, rule, of: filter,
        "an earlier rule matches the same packets and does the opposite", because: [same])
    }
    let earlier = covering.filter { $0 < number }.map { filter.rules[$0] }
    if earlier.contains(where: { $0.action != rule.action }) {
      return context.finding(
        .shadowed, rule, of: filter, "earlier rules decide about all that it matches",
        because: earlier)
    }
    let message =
      reasons.isEmpty
      ? "what no rule matches fares the same" : "other rules do the same for all that it matches"
    return context.finding(.redundant, rule, of: filter, message, because: reasons)
  }

  private static func isAlike(_ one: FilterRule, _ other: FilterRule) -> Bool {
    one.traffic == other.traffic && one.peer == other.peer
  }
}
