import PacketSets

/// The packets of some peers that a rule matches, seen from one address of the host.
struct Clause: Hashable, Sendable {
  /// The addresses at the other end.
  var peer: AddressSet
  /// The packets by protocol and ports.
  var traffic: TrafficSet
  /// Whether they match.
  var outcome: MatchOutcome
  /// What is not known, where the outcome is `maybe`.
  var reason: String?

  /// Whether there is no such packet.
  var isEmpty: Bool { outcome == .no || peer.isEmpty || traffic.isEmpty }

  /// The packets of both.
  func and(_ other: Clause) -> Clause {
    Clause(
      peer: peer.intersection(other.peer), traffic: traffic.intersection(other.traffic),
      outcome: outcome.and(other.outcome), reason: reason ?? other.reason)
  }

  /// The packets of this clause that are not those of another one, in disjoint parts.
  func subtracting(_ other: Clause) -> [Clause] {
    let common = peer.intersection(other.peer)
    guard !common.isEmpty, !traffic.isDisjoint(with: other.traffic) else { return [self] }
    var outside = self
    outside.peer = peer.subtracting(common)
    var inside = self
    inside.peer = common
    inside.traffic = traffic.subtracting(other.traffic)
    return [outside, inside].filter { !$0.isEmpty }
  }
}

extension [Clause] {
  /// How many parts a set of packets may fall into.
  static let limit = 512

  /// The packets of both sets.
  func and(_ others: [Clause]) -> [Clause] {
    var result: [Clause] = []
    for clause in self {
      for other in others {
        let both = clause.and(other)
        if !both.isEmpty { result.append(both) }
      }
    }
    return result
  }

  /// The packets that are not certainly among others; those that may be among them are only
  /// possible afterwards.
  func without(_ others: [Clause]) -> [Clause] {
    var result = self
    for other in others where !other.isEmpty {
      var next: [Clause] = []
      for clause in result {
        next += clause.subtracting(other)
        guard other.outcome != .yes else { continue }
        var both = clause.and(other)
        both.outcome = .maybe
        both.reason = both.reason ?? "a rate"
        if !both.isEmpty { next.append(both) }
      }
      guard next.count <= Self.limit else {
        return result.map {
          Clause(
            peer: $0.peer, traffic: $0.traffic, outcome: .maybe,
            reason: "a chain with too many returns")
        }
      }
      result = next
    }
    return result
  }

  /// Whether these certainly are all packets of others.
  func covers(_ others: [Clause]) -> Bool {
    others.allSatisfy { other in
      contains {
        $0.outcome == .yes && other.peer.isSubset(of: $0.peer)
          && other.traffic.isSubset(of: $0.traffic)
      }
    }
  }
}
