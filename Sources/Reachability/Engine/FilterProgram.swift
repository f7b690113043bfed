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
    var action: FilterAction
    var traffic: TrafficID
    /// The nodes of the peers that certainly match.
    var addresses: AddressRanges
    /// The families of which every address certainly matches.
    var wholeFamilies: FamilySet
    /// The families of which some address may match.
    var possibleFamilies: FamilySet
    var groups: [ID<IdentityGroup>]
    /// The nodes of the peers that may match as well.
    var possible: AddressRanges
    var reason: ReasonID
  }
}

/// The other end of a packet, as a filter sees it.
struct SymbolicPeer: Hashable {
  /// The node of its address in the tree of the filter, or `SymbolicPeer.unknownNode`.
  var node: Int32
  /// The groups that the packet still carries.
  var groups: GroupSetID

  /// Whether it may carry the groups, and is not sure to.
  var groupsAreDoubtful = false

  /// Stands for an address of which only the family is known.
  static func unknownNode(_ family: AddressFamily) -> Int32 { family == .v4 ? -1 : -2 }
}

extension FilterProgram {
  /// What the filter lets pass from or to a peer.
  ///
  /// - Complexity: O(*r* log *p*) for *r* rules of *p* prefixes.
  func evaluate(
    _ peer: SymbolicPeer, groups: [ID<IdentityGroup>], algebra: Algebra
  ) -> Bounds {
    if let unknown { return algebra.maybe(.all, unknown) }
    let traffic = algebra.traffic
    // What may come to the rule at hand, and from jumps to later ones; what may be allowed, and what
    // may be denied. What is not denied by any alternative certainly passes.
    var arriving = TrafficID.all
    var jumping: [Int: TrafficID] = [:]
    var allowed = TrafficID.empty
    var denied = TrafficID.empty
    var reasons: [ReasonID] = []
    for (number, rule) in rules.enumerated() {
      if !jumping.isEmpty, let more = jumping.removeValue(forKey: number) {
        arriving = traffic.union(arriving, more)
      }
      if arriving == .empty {
        if jumping.isEmpty { break }
        continue
      }
      let (isCertain, isPossible) = rule.match(peer, groups: groups)
      if !isPossible { continue }
      if !isCertain { reasons.append(rule.reason) }
      let decided = traffic.intersection(rule.traffic, arriving)
      switch rule.action {
      case .allow: allowed = traffic.union(allowed, decided)
      case .deny: denied = traffic.union(denied, decided)
      case .jump(let target):
        let next = min(max(target, number + 1), rules.count)
        jumping[next] = traffic.union(jumping[next] ?? .empty, decided)
      }
      if isCertain { arriving = traffic.subtracting(arriving, rule.traffic) }
    }
    for more in jumping.values { arriving = traffic.union(arriving, more) }
    if passesRest {
      allowed = traffic.union(allowed, arriving)
    } else {
      denied = traffic.union(denied, arriving)
    }
    let certain = traffic.subtracting(allowed, denied)
    return Bounds(
      certain: certain, possible: allowed,
      reasons: certain == allowed ? .none : algebra.union(of: reasons))
  }
}

extension FilterProgram.Rule {
  /// Whether a peer certainly matches, and whether it may.
  func match(_ peer: SymbolicPeer, groups carried: [ID<IdentityGroup>]) -> (
    certain: Bool, possible: Bool
  ) {
    let isMember = !groups.isEmpty && carried.contains(where: groups.contains)
    if isMember, !peer.groupsAreDoubtful { return (true, true) }
    if peer.node < 0 {
      let family = peer.node == SymbolicPeer.unknownNode(.v4) ? FamilySet.v4 : .v6
      if wholeFamilies.contains(family) { return (true, true) }
      return (false, isMember || possibleFamilies.contains(family))
    }
    if addresses.contains(peer.node) { return (true, true) }
    return (false, isMember || possible.contains(peer.node))
  }
}
