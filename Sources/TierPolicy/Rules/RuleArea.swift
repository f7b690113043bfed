import PacketSets
import Reachability
import Topology

/// A part of what a rule speaks about: sources, destinations and traffic.
struct RuleArea {
  var sources: PartySet
  var destinations: PartySet
  var traffic: TrafficSet

  /// Whether there is nothing in it to ask about.
  var isEmpty: Bool { sources.isEmpty || destinations.isEmpty || traffic.isEmpty }

  /// What two areas share; the sets of addresses go by their names in this one.
  func intersection(_ other: RuleArea, mode: FlowMode) -> RuleArea {
    RuleArea(
      sources: Self.split(sources, by: other.sources, mode).inside,
      destinations: Self.split(destinations, by: other.destinations, mode).inside,
      traffic: traffic.intersection(other.traffic))
  }

  /// The area without another one, as disjoint areas that together are exactly the rest.
  ///
  /// A requirement asks of a set of addresses that one of them connects, so that only what covers
  /// such a set whole takes it away.
  func subtracting(_ other: RuleArea, mode: FlowMode) -> [RuleArea] {
    let from = Self.split(sources, by: other.sources, mode)
    let to = Self.split(destinations, by: other.destinations, mode)
    return [
      RuleArea(sources: from.rest, destinations: destinations, traffic: traffic),
      RuleArea(
        sources: from.inside, destinations: to.inside,
        traffic: traffic.subtracting(other.traffic)),
      RuleArea(sources: from.inside, destinations: to.rest, traffic: traffic),
    ].filter { !$0.isEmpty }
  }

  private static func split(
    _ parties: PartySet, by other: PartySet, _ mode: FlowMode
  ) -> (inside: PartySet, rest: PartySet) {
    switch mode {
    case .anyOf:
      return (parties.intersection(other), parties.subtracting(other))
    case .allOf:
      let covered = parties.outside.filter {
        $0.addresses.isSubset(of: other.addresses(in: $0.world))
      }
      return (
        PartySet(
          endpoints: parties.endpoints.intersection(other.endpoints), outside: covered),
        PartySet(
          endpoints: parties.endpoints.subtracting(other.endpoints),
          outside: parties.outside.filter { !covered.contains($0) })
      )
    }
  }
}
