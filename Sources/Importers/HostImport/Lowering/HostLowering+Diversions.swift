import Documents
import PacketSets
import Topology

/// Connections that get another destination on their way in or out (2.15).
extension HostLowering {
  /// What becomes of them.
  struct Diverted {
    /// Rules that let them past the filters of packets to the host itself.
    var bypass: [FilterRule] = []
    /// The filters that they meet instead.
    var filters: [Filter] = []
  }

  /// Judges the connections that rules divert, by the rules that they meet afterwards.
  mutating func diverted(_ direction: FlowDirection, _ seat: Seat) -> Diverted {
    var result = Diverted()
    for family in AddressFamily.allCases where seat.isUnplaced || seat.own[family] ?? nil != nil {
      // What a rule takes is not diverted by those behind it.
      var taken: [Clause] = []
      for rule in diversions(direction, family, seat).rules {
        let own = Clause(
          peer: rule.peer, traffic: rule.traffic, outcome: rule.uncertainty == nil ? .yes : .maybe,
          reason: rule.uncertainty)
        // The host itself is not asked about itself.
        let isAsked = direction == .inbound || !rule.peer.isSubset(of: self.own)
        if rule.action == .divert, isAsked {
          for clause in [own].without(taken) {
            var part = rule
            part.peer = clause.peer
            part.traffic = clause.traffic
            part.uncertainty = clause.outcome == .yes ? nil : clause.reason ?? "a condition"
            divert(part, direction, family, seat, &result)
          }
        }
        taken.append(own)
      }
    }
    return result
  }

  /// The addresses of the host.
  var own: AddressSet { export.facts.addresses.union(HostFacts.loopback) }

  private mutating func divert(
    _ rule: FlatRule, _ direction: FlowDirection, _ family: AddressFamily, _ seat: Seat,
    _ result: inout Diverted
  ) {
    let id = "nat \(result.bypass.count + 1)"
    guard rule.uncertainty == nil, direction == .inbound,
      let lists = afterwards(rule, family, seat)
    else {
      let reason = assumption("where a translated connection ends", at: rule.location)
      let peer = PeerMatch(possible: PossiblePeers(rule.peer, because: reason))
      for action in [FilterAction.allow, .deny] {
        result.bypass.append(
          FilterRule(
            id: id, text: rule.text, action: action, traffic: rule.traffic, peer: peer,
            location: rule.location))
      }
      return
    }
    result.bypass.append(
      FilterRule(
        id: id, text: rule.text, action: .allow, traffic: rule.traffic,
        peer: PeerMatch(addresses: rule.peer), location: rule.location))
    for (number, list) in lists.enumerated() {
      if number == result.filters.count {
        var filter = filter(direction, "translated connections", rule.location)
        filter.id += " \(number + 1)"
        filter.defaultAction = .allow
        result.filters.append(filter)
      }
      for next in list {
        result.filters[number].rules.append(
          FilterRule(
            id: "\(id).\(result.filters[number].rules.count + 1)", text: next.text,
            action: next.action == .allow ? .allow : .deny, traffic: next.traffic,
            peer: peer(next), location: next.location))
      }
    }
  }

  /// What a diverted connection meets, a list for each chain, in the ports that it had before; nil
  /// when its new destination is not known.
  private mutating func afterwards(
    _ rule: FlatRule, _ family: AddressFamily, _ seat: Seat
  ) -> [[FlatRule]]? {
    guard let translation = rule.translation, !translation.isUnknown,
      translation.ports.map({ $0.count == 1 }) ?? true
    else { return nil }
    var target = seat.own[family] ?? nil
    if let addresses = translation.addresses {
      guard let first = addresses.first, addresses == AddressSet(first) else { return nil }
      target = first
    }
    guard let target else { return nil }
    var next = self.seat([target], from: seat.interface)
    next.isTranslated = true
    var lists: [[FlatRule]] = []
    if !own.contains(target) {
      next.inner = export.facts.interface(towards: target).map { .named($0) } ?? .external
      switch export.facts.forwards[family] {
      case .some(true): break
      case .some(false):
        return [[FlatRule(taking: rule, .deny, "the host passes nothing on")]]
      case .none:
        var both = FlatRule(taking: rule, .allow, "whether the host passes packets on")
        both.uncertainty = "whether packets are passed on"
        var rest = both
        rest.action = .deny
        rest.uncertainty = nil
        lists.append([both, rest])
      }
    }
    for number in numbers(.inbound, family, next)
    where export.ruleset[number].base?.hook != .prerouting {
      let chain = flatten(number, next.view(.inbound, family, .new))
      var list = chain.rules.compactMap { $0.seen(before: rule, at: translation.ports?.lowerBound) }
      var rest = FlatRule(
        taking: rule, chain.allowsRest == false ? .deny : .allow,
        "\(export.ruleset[number].name) policy")
      if chain.allowsRest == nil { rest.uncertainty = "the end of a chain" }
      list.append(rest)
      lists.append(list)
    }
    return lists
  }
}

extension FlatRule {
  /// A rule about all packets of another one.
  init(taking rule: FlatRule, _ action: Action, _ text: String) {
    self.init(
      action: action, peer: rule.peer, traffic: rule.traffic, uncertainty: nil, text: text,
      location: rule.location)
  }

  /// This rule as it is met by packets that another one gave a new port, in their old ports.
  func seen(before rule: FlatRule, at port: UInt16?) -> FlatRule? {
    var result = self
    result.peer = peer.intersection(rule.peer)
    if let port {
      result.traffic = .empty
      for proto in [IPProtocol.tcp, .udp, .sctp, .dccp, .udplite] {
        let old = rule.traffic.intersection(TrafficSet(proto))
        let new = TrafficSet(proto, destinationPorts: PortSet(port))
        let hit = traffic.intersection(new)
        if old.isEmpty || hit.isEmpty { continue }
        result.traffic.formUnion(old)
        if hit != new { result.uncertainty = uncertainty ?? "the port of a client" }
      }
    } else {
      result.traffic = traffic.intersection(rule.traffic)
    }
    return result.peer.isEmpty || result.traffic.isEmpty ? nil : result
  }
}
