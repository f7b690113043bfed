import PacketSets
import Topology

extension FirewallRule {
  /// The packets that the rule matches, seen from one address of the host.
  func clauses(from view: Viewpoint, _ traits: RulesetTraits, _ facts: HostFacts) -> [Clause] {
    var result = [view.all]
    for match in matches {
      result = result.and(match.clauses(from: view, traits, facts))
      if result.isEmpty { return [] }
      if result.count > [Clause].limit {
        return [
          Clause(
            peer: view.everybody, traffic: .all, outcome: .maybe,
            reason: "a rule with too many alternatives")
        ]
      }
    }
    return result
  }
}

extension PacketMatch {
  /// The packets that fulfil the condition, seen from one address of the host.
  func clauses(
    from view: Viewpoint, _ traits: RulesetTraits, _ facts: HostFacts
  ) -> [Clause] {
    func constant(_ truth: Bool?, _ reason: String? = nil) -> [Clause] {
      truth == false
        ? [] : [Clause(peer: view.everybody, traffic: .all, outcome: .init(truth), reason: reason)]
    }
    func outcome(_ outcome: MatchOutcome) -> [Clause] {
      [Clause(peer: view.everybody, traffic: .all, outcome: outcome)]
    }
    switch self {
    case .region(let region):
      return region.clauses(from: view, traits, facts).filter { !$0.isEmpty }
    case .anyOf(let regions, let isNegated):
      let clauses = Self.merged(regions.flatMap { $0.clauses(from: view, traits, facts) })
      return isNegated ? [view.all].without(clauses) : clauses
    case .translated(let wanted):
      return constant(
        view.isTranslated.map { $0 == wanted }, "whether a destination was translated")
    case .addressKind(let end, let kinds, let isNegated):
      let isOwn = (end == .destination) == (view.direction == .inbound)
      if isOwn {
        return constant(kinds.contains(view.inner == .none ? .local : .unicast) != isNegated)
      }
      var peers = facts.addresses(of: kinds)
      if isNegated { peers = peers.complement }
      peers = peers.restricted(toFamily: view.family)
      return peers.isEmpty ? [] : [Clause(peer: peers, traffic: .all, outcome: .yes)]
    case .mark(let value, let mask, let isNegated):
      return traits.setsMarks
        ? constant(nil, "the marks of packets") : constant((value & mask == 0) != isNegated)
    case .flags(let value, let mask, let isNegated):
      let found = Set(view.flags.map { ($0 & mask == value & mask) != isNegated })
      return constant(found.count == 1 ? found.contains(true) : nil, "the flags of TCP")
    case .rate(let isExceeded, _): return outcome(isExceeded ? .busy : .quiet)
    case .sender(let text):
      return view.direction == .outbound ? outcome(.chosen) : constant(nil, text)
    case .never: return []
    case .unknown(let text): return constant(nil, text)
    }
  }

  /// The clauses with those joined that differ in their peers alone.
  private static func merged(_ clauses: [Clause]) -> [Clause] {
    var result: [Clause] = []
    var places: [Clause: Int] = [:]
    for clause in clauses where !clause.isEmpty {
      var key = clause
      key.peer = .empty
      if let place = places[key] {
        result[place].peer.formUnion(clause.peer)
      } else {
        places[key] = result.count
        result.append(clause)
      }
    }
    return result
  }
}

extension PacketRegion {
  /// The packets of the region, seen from one address.
  func clauses(
    from view: Viewpoint, _ traits: RulesetTraits, _ facts: HostFacts
  ) -> [Clause] {
    let isInbound = view.direction == .inbound
    var clause = Clause(
      peer: (isInbound ? source : destination).restricted(toFamily: view.family),
      traffic: traffic, outcome: .yes)
    let own = (isInbound ? destination : source).restricted(toFamily: view.family)
    if let address = view.own {
      if !own.contains(address) { clause.outcome = .no }
    } else if own.isSubset(of: HostFacts.multicast) {
      clause.outcome = .no
    } else if own != view.everybody {
      clause.weaken("the addresses of the host")
    }
    if states != .all {
      if traits.stopsTracking {
        clause.weaken("whether connections are tracked")
      } else if states.isDisjoint(with: view.state) {
        clause.outcome = .no
      }
    }
    var clauses = [clause]
    let passages = [
      (input, isInbound ? view.interface : view.inner),
      (output, isInbound ? view.inner : view.interface),
    ]
    for (match, interface) in passages {
      guard let match else { continue }
      if interface == .routed {
        clauses = clauses.and(facts.clauses(through: match))
        continue
      }
      switch interface.satisfies(match) {
      case .some(true): break
      case .some(false): return []
      case .none:
        for index in clauses.indices {
          clauses[index].weaken("the interface by which packets come")
        }
      }
    }
    return clauses
  }
}

extension HostFacts {
  /// The packets whose other end lies behind the interfaces of a match.
  func clauses(through match: InterfaceMatch) -> [Clause] {
    var certain = AddressSet.empty
    var known = AddressSet.empty
    for passage in passages {
      known.formUnion(passage.addresses)
      if match.matches(passage.interface) { certain.formUnion(passage.addresses) }
    }
    var result = [Clause(peer: certain, traffic: .all, outcome: .yes)]
    let rest = known.complement
    switch InterfaceKnowledge.external.satisfies(match) {
    case .some(true): result.append(Clause(peer: rest, traffic: .all, outcome: .yes))
    case .some(false): break
    case .none:
      result.append(
        Clause(
          peer: rest, traffic: .all, outcome: .maybe,
          reason: "the interface by which packets come"))
    }
    return result.filter { !$0.isEmpty }
  }
}

extension Clause {
  /// Makes the clause possible for a reason.
  fileprivate mutating func weaken(_ reason: String) {
    outcome = outcome.and(.maybe)
    self.reason = self.reason ?? reason
  }
}

extension HostFacts {
  /// The addresses of some kinds, as far as they are known; what is of no other kind is unicast.
  func addresses(of kinds: AddressKinds) -> AddressSet {
    let known: [(AddressKinds, AddressSet)] = [
      (.local, addresses.union(Self.loopback)), (.multicast, Self.multicast),
      (.broadcast, broadcasts),
    ]
    var result = AddressSet.empty
    var others = AddressSet.all
    for (kind, set) in known {
      if kinds.contains(kind) { result.formUnion(set) }
      others = others.subtracting(set)
    }
    return kinds.contains(.unicast) ? result.union(others) : result
  }
}
