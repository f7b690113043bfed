import PacketSets
import Topology

/// A filter made ready for evaluation; filters that decide alike are one program.
struct FilterProgram: Hashable {
  /// The rules in order.
  var rules: [Rule]
  /// Whether packets that no rule matches pass.
  var passesRest: Bool
  /// Why the rules are not known, if they are not.
  var unknown: ID<Assumption>?

  /// A rule made ready for evaluation.
  struct Rule: Hashable {
    var isAllow: Bool
    var traffic: TrafficID
    /// The nodes of the peers that certainly match.
    var addresses: AddressRanges
    /// Whether every address of both families certainly matches.
    var matchesEveryAddress: Bool
    var groups: [ID<IdentityGroup>]
    /// The nodes of the peers that may match as well.
    var possible: AddressRanges
    var reason: ReasonID
  }
}

/// The other end of a packet, as a filter sees it.
struct Peer: Hashable {
  /// The node of its address in the tree of the filter, or `Peer.unknownNode`.
  var node: Int32
  /// The groups that the packet still carries.
  var groups: GroupSetID

  /// Stands for an address that is not known.
  static let unknownNode: Int32 = -1
}

extension FilterProgram {
  /// What the filter lets pass from or to a peer.
  ///
  /// - Complexity: O(*r* log *p*) for *r* rules of *p* prefixes.
  func evaluate(_ node: Int32, groups: [ID<IdentityGroup>], algebra: Algebra) -> Bounds {
    if let unknown { return algebra.maybe(.all, unknown) }
    let traffic = algebra.traffic
    var result = Bounds.nothing
    var certainRest = TrafficID.all
    var possibleRest = TrafficID.all
    var reasons: [ReasonID] = []
    for rule in rules {
      let (isCertain, isPossible) = rule.match(node, groups: groups)
      if !isPossible { continue }
      if !isCertain { reasons.append(rule.reason) }
      if rule.isAllow {
        if isCertain {
          result.certain = traffic.union(
            result.certain, traffic.intersection(rule.traffic, certainRest))
        }
        result.possible = traffic.union(
          result.possible, traffic.intersection(rule.traffic, possibleRest))
      }
      certainRest = traffic.subtracting(certainRest, rule.traffic)
      if isCertain { possibleRest = traffic.subtracting(possibleRest, rule.traffic) }
      if possibleRest == .empty { break }
    }
    if passesRest {
      result.certain = traffic.union(result.certain, certainRest)
      result.possible = traffic.union(result.possible, possibleRest)
    }
    if result.certain != result.possible {
      result.reasons = algebra.union(of: reasons)
    }
    return result
  }
}

extension FilterProgram.Rule {
  /// Whether a peer certainly matches, and whether it may.
  func match(_ node: Int32, groups peers: [ID<IdentityGroup>]) -> (certain: Bool, possible: Bool) {
    if !groups.isEmpty, !peers.isEmpty, peers.contains(where: groups.contains) {
      return (true, true)
    }
    if node == Peer.unknownNode {
      if matchesEveryAddress { return (true, true) }
      return (false, !addresses.ranges.isEmpty || !possible.ranges.isEmpty)
    }
    if addresses.contains(node) { return (true, true) }
    return (false, possible.contains(node))
  }
}
