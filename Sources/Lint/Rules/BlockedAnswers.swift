import PacketSets
import Topology

/// Finds rules of borders without memory that let packets through of which no answer comes back.
struct BlockedAnswers: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    let topology = context.topology
    var seen: Set<[ID<Filter>]> = []
    var result: [LintFinding] = []
    for subnet in topology.subnets {
      guard let inbound = subnet.inbound, let outbound = subnet.outbound,
        seen.insert([inbound, outbound]).inserted
      else { continue }
      for (way, back) in [(inbound, outbound), (outbound, inbound)] {
        let filter = topology.filters[way]
        let other = topology.filters[back]
        guard filter.unknown == nil, other.unknown == nil, !other.isStateful,
          Self.isPlain(filter), Self.isPlain(other)
        else { continue }
        result += findings(filter, other, context)
      }
    }
    return result
  }

  private static func isPlain(_ filter: Filter) -> Bool {
    filter.rules.allSatisfy { $0.action == .allow || $0.action == .deny }
  }

  private func findings(_ filter: Filter, _ back: Filter, _ context: LintContext) -> [LintFinding] {
    filter.rules.enumerated().compactMap { number, rule in
      guard rule.action == .allow else { return nil }
      var rest = MatchRegion(rule)
      for other in filter.rules[..<number] { _ = rest.subtract(other) }
      let questions = rest.boxes.filter { !$0.traffic.answers.isEmpty }
      if questions.isEmpty || rest.isLost { return nil }
      var stops: [FilterRule] = []
      for box in questions {
        guard let denying = Self.denying(back, box.addresses, box.traffic.answers) else {
          return nil
        }
        for rule in denying where !stops.contains(rule) { stops.append(rule) }
      }
      return context.finding(
        .blockedAnswers, rule, of: filter,
        "no answer to what it lets through passes \(back.name) the other way", because: stops)
    }
  }

  /// The rules that deny all of some traffic with some peers; nil when any of it may pass.
  private static func denying(
    _ filter: Filter, _ addresses: AddressSet, _ traffic: TrafficSet
  ) -> [FilterRule]? {
    var rest = MatchRegion(
      FilterRule(id: "", action: .allow, traffic: traffic, peer: PeerMatch(addresses: addresses)))
    var result: [FilterRule] = []
    for rule in filter.rules {
      if rule.action == .allow {
        if rest.meets(rule) { return nil }
      } else if rest.subtract(rule) {
        result.append(rule)
      }
      if rest.isEmpty { return result }
    }
    return filter.defaultAction == .deny ? result : nil
  }
}
