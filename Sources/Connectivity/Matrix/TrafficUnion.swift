import PacketSets
import Reachability
import Topology

/// The connections that succeed between at least one pair of two sets of parties.
///
/// A question is asked again and again about what no example showed yet, until nobody answers it.
struct TrafficUnion {
  private let model: ReachabilityModel

  init(_ model: ReachabilityModel) { self.model = model }

  /// Returns what certainly and what possibly succeeds between some pair.
  func connection(
    _ sources: PartySet, _ destinations: PartySet, _ traffic: TrafficSet
  ) -> (certain: TrafficSet, possible: TrafficSet) {
    var certain = TrafficSet.empty
    var possible = TrafficSet.empty
    var rest = traffic
    while !rest.isEmpty {
      let answer = model.answer(
        FlowQuestion(sources: sources, destinations: destinations, traffic: rest))
      let isConnected = answer.pairsConnected > 0
      if !isConnected && answer.pairsUndecided == 0 { break }
      var found = TrafficSet.empty
      if isConnected {
        for example in answer.connected { found.formUnion(example.connection.certain) }
      } else {
        for example in answer.undecided { found.formUnion(example.connection.possible) }
      }
      found = found.intersection(rest)
      if found.isEmpty {
        let halves = split(sources, destinations, rest)
        certain.formUnion(halves.certain)
        possible.formUnion(halves.possible)
        break
      }
      possible.formUnion(found)
      if isConnected { certain.formUnion(found) }
      rest = rest.subtracting(found)
    }
    return (certain, possible.union(certain))
  }

  /// Asks about halves of the parties, where no example stands for what was counted.
  private func split(
    _ sources: PartySet, _ destinations: PartySet, _ traffic: TrafficSet
  ) -> (certain: TrafficSet, possible: TrafficSet) {
    let parts: [(PartySet, PartySet)]
    if let halves = sources.halves {
      parts = [(halves.0, destinations), (halves.1, destinations)]
    } else if let halves = destinations.halves {
      parts = [(sources, halves.0), (sources, halves.1)]
    } else {
      return single(sources, destinations, traffic)
    }
    var certain = TrafficSet.empty
    var possible = TrafficSet.empty
    for (from, to) in parts {
      let half = connection(from, to, traffic)
      certain.formUnion(half.certain)
      possible.formUnion(half.possible)
    }
    return (certain, possible)
  }

  /// What one party can open to another.
  private func single(
    _ sources: PartySet, _ destinations: PartySet, _ traffic: TrafficSet
  ) -> (certain: TrafficSet, possible: TrafficSet) {
    var certain = TrafficSet.empty
    var possible = TrafficSet.empty
    for from in parties(sources) {
      for to in parties(destinations) where from != to {
        let connection = model.connection(from: from, to: to)
        certain.formUnion(connection.certain)
        possible.formUnion(connection.possible)
      }
    }
    return (certain.intersection(traffic), possible.intersection(traffic))
  }

  private func parties(_ set: PartySet) -> [Party] {
    set.endpoints.members.map(Party.endpoint)
      + set.outside.flatMap { outside in
        model.alikeAddresses(of: outside).compactMap { addresses in
          addresses.sampleAddress.map { Party.outside(outside.world, $0) }
        }
      }
  }
}

extension PartySet {
  /// Two disjoint sets that together are this one; nil when it is one party or none.
  fileprivate var halves: (PartySet, PartySet)? {
    let members = endpoints.members
    let number = members.count + outside.count
    if number < 2 { return nil }
    var first = PartySet(endpoints: EndpointSet(universe: endpoints.universe))
    var second = first
    for (position, member) in members.enumerated() {
      if position < number / 2 {
        first.endpoints.insert(member)
      } else {
        second.endpoints.insert(member)
      }
    }
    for (position, set) in outside.enumerated() {
      if members.count + position < number / 2 {
        first.outside.append(set)
      } else {
        second.outside.append(set)
      }
    }
    return (first, second)
  }
}
