import Documents
import PacketSets
import Topology

/// Makes one ordered list of rules of stages of which a rule may hand on to the next stage.
///
/// What a rule with `goto_next` matches is taken out of the later rules of its stage (GCP-3.2), so
/// that it reaches the next one.
struct Flattening {
  /// The rules so far.
  private(set) var rules: [FilterRule] = []
  /// Why a rule that was cut is not exact.
  private let reason: ID<Assumption>

  /// Starts a list.
  init(because reason: ID<Assumption>) { self.reason = reason }

  /// Adds the rules of a stage that hold for a machine, in order.
  mutating func add(_ stage: [PlannedRule]) {
    var taken: [(traffic: TrafficSet, peer: PeerMatch)] = []
    for rule in stage {
      switch rule.action {
      case .next: taken.append((rule.traffic, rule.peer))
      case .allow: emit(rule, .allow, rule.peer, taken)
      case .deny: emit(rule, .deny, rule.peer, taken)
      case .inspect:
        // An inspection may let it pass; nothing after this rule is asked (GCP-3.3).
        emit(rule, .allow, doubtful(rule.peer), taken)
        emit(rule, .deny, rule.peer, taken)
      }
    }
  }

  /// Adds a rule that stands behind all stages.
  mutating func add(_ rule: FilterRule) { rules.append(rule) }

  /// A match of which nothing is certain.
  func doubtful(_ peer: PeerMatch) -> PeerMatch {
    Self.doubtful(peer, because: peer.possible?.assumption ?? reason)
  }

  /// A match of which nothing is certain, for a reason.
  static func doubtful(_ peer: PeerMatch, because reason: ID<Assumption>) -> PeerMatch {
    let addresses = peer.addresses.union(peer.possible?.addresses ?? .empty)
    return PeerMatch(
      possible: PossiblePeers(peer.groups.isEmpty ? addresses : .all, because: reason))
  }

  private mutating func emit(
    _ rule: PlannedRule, _ action: FilterAction, _ peer: PeerMatch,
    _ taken: [(traffic: TrafficSet, peer: PeerMatch)]
  ) {
    var parts = [(traffic: rule.traffic, peer: peer)]
    for hole in taken {
      var next: [(traffic: TrafficSet, peer: PeerMatch)] = []
      for part in parts {
        let shared = part.traffic.intersection(hole.traffic)
        guard !shared.isEmpty else {
          next.append(part)
          continue
        }
        let rest = part.traffic.subtracting(hole.traffic)
        if !rest.isEmpty { next.append((rest, part.peer)) }
        let left = subtracting(hole.peer, from: part.peer)
        if !left.addresses.isEmpty || !left.groups.isEmpty || left.possible != nil {
          next.append((shared, left))
        }
      }
      parts = next
    }
    for part in parts {
      rules.append(
        FilterRule(
          id: rule.id, text: rule.text, action: action, traffic: part.traffic, peer: part.peer,
          location: rule.location))
    }
  }

  /// Whom a match means beside those that were handed on.
  private func subtracting(_ hole: PeerMatch, from peer: PeerMatch) -> PeerMatch {
    let gone = hole.addresses
    var unsure = hole.possible?.addresses ?? .empty
    if !hole.groups.isEmpty { unsure = .all }
    if gone == .all { return PeerMatch() }
    var result = PeerMatch(addresses: peer.addresses.subtracting(gone).subtracting(unsure))
    var maybe = peer.addresses.intersection(unsure).subtracting(gone)
    if let possible = peer.possible?.addresses { maybe = maybe.union(possible.subtracting(gone)) }
    if !peer.groups.isEmpty {
      if gone.isEmpty, unsure.isEmpty {
        result.groups = peer.groups
      } else {
        maybe = AddressSet.all.subtracting(gone)
      }
    }
    maybe = maybe.subtracting(result.addresses)
    if !maybe.isEmpty {
      result.possible = PossiblePeers(
        maybe, because: peer.possible?.assumption ?? hole.possible?.assumption ?? reason)
    }
    return result
  }
}
