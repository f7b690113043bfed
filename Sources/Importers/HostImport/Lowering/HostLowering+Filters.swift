import Documents
import PacketSets
import Topology

extension HostLowering {
  /// A port with its filters.
  mutating func port(
    _ name: String, _ addresses: [IPAddress], _ seat: Seat, _ location: SourceLocation
  ) -> HostFirewall.Port {
    // A port without a listener today may have one tomorrow: sockets close nothing.
    HostFirewall.Port(
      interface: name, addresses: addresses, inbound: filters(.inbound, seat),
      outbound: filters(.outbound, seat), offers: .all, location: location)
  }

  /// The filters of a direction: those for first packets, and those by which answers in the other
  /// direction are judged (4.5).
  mutating func filters(_ direction: FlowDirection, _ seat: Seat) -> [Filter] {
    var stages = stages(direction, seat, .new)
    var result: [Filter] = []
    if seat.inner == .none {
      let diverted = diverted(direction, seat)
      for stage in stages.indices where stages[stage].hook != .prerouting {
        stages[stage].filter.rules.insert(contentsOf: diverted.bypass, at: 0)
      }
      result = diverted.filters
    }
    result = stages.map(\.filter) + result
    let back: FlowDirection = direction == .inbound ? .outbound : .inbound
    for stage in self.stages(back, seat, .established) {
      // What answers must pass is asked of the packets that they answer.
      var filter = stage.filter
      filter.direction = direction
      filter.name += ", for answers"
      filter.id += ", for answers"
      for rule in filter.rules.indices {
        filter.rules[rule].traffic = filter.rules[rule].traffic.questions
      }
      filter.rules.removeAll { $0.traffic.isEmpty }
      result.append(filter)
    }
    return result
  }

  /// A filter with the hook at which its packets are met.
  struct Stage {
    var hook: Hook
    var filter: Filter
  }

  /// A filter for each base chain; chains of both families at one place are one filter.
  private mutating func stages(
    _ direction: FlowDirection, _ seat: Seat, _ state: ConnectionStates
  ) -> [Stage] {
    var result: [Stage] = []
    for slot in slots(direction, seat) {
      var parts: [(AddressFamily, FlatChain)] = []
      for family in AddressFamily.allCases {
        // A family in which the interface has no address sends and receives nothing.
        guard let number = slot[family], seat.isUnplaced || seat.own[family] ?? nil != nil else {
          continue
        }
        parts.append((family, flatten(number, seat.view(direction, family, state))))
      }
      if parts.allSatisfy({ $0.1.passesAll }) { continue }
      let chains = AddressFamily.allCases.compactMap { slot[$0] }.map { export.ruleset[$0] }
      var filter = filter(
        direction, chains.first?.name ?? "", parts.first?.1.location ?? export.location)
      for (family, chain) in parts { add(chain, of: family, to: &filter) }
      filter.defaultAction = .allow
      result.append(Stage(hook: chains.first?.base?.hook ?? .input, filter: filter))
    }
    let missing = export.ruleset.missing
    if !missing.isEmpty, state == .new {
      var filter = filter(direction, "unknown rules", export.location)
      for gap in missing {
        let family = gap.family == .v4 ? "IPv4" : "IPv6"
        let reason = assumption("the \(family) firewall", at: export.location)
        assumptions[reason.index].remedy = gap.remedy
        addUnknown(gap.family, reason, to: &filter)
      }
      filter.defaultAction = .allow
      result.append(Stage(hook: .input, filter: filter))
    }
    return result
  }

  /// The base chains of a direction, those of the two families side by side.
  private func slots(
    _ direction: FlowDirection, _ seat: Seat
  ) -> [[AddressFamily: ChainNumber]] {
    var result: [[AddressFamily: ChainNumber]] = []
    let four = numbers(direction, .v4, seat)
    let six = numbers(direction, .v6, seat)
    var used: Set<ChainNumber> = []
    for number in four {
      var slot = [AddressFamily.v4: number]
      let base = export.ruleset[number].base
      let twin =
        six.contains(number)
        ? number
        : six.first { other in
          !used.contains(other) && export.ruleset[other].base == base
            && !four.contains(other)
        }
      if let twin {
        slot[.v6] = twin
        used.insert(twin)
      }
      result.append(slot)
    }
    for number in six where !used.contains(number) { result.append([.v6: number]) }
    return result
  }

  func filter(
    _ direction: FlowDirection, _ chain: String, _ location: SourceLocation
  ) -> Filter {
    Filter(
      id: "\(export.name) \(chain)", layer: .hostFirewall, direction: direction,
      isStateful: true, defaultAction: .deny, location: location)
  }

  /// Adds the list of one family, with a rule for what is left at its end.
  private mutating func add(
    _ chain: FlatChain, of family: AddressFamily, to filter: inout Filter
  ) {
    for rule in chain.rules where rule.action != .divert {
      filter.rules.append(
        FilterRule(
          id: "\(filter.rules.count + 1)", text: rule.text,
          action: rule.action == .allow ? .allow : .deny, traffic: rule.traffic,
          peer: peer(rule), location: rule.location))
    }
    let everybody = PeerMatch(addresses: family == .v4 ? .allIPv4 : .allIPv6)
    guard let allowsRest = chain.allowsRest else {
      addUnknown(family, assumption("the end of a chain", at: chain.location), to: &filter)
      return
    }
    filter.rules.append(
      FilterRule(
        id: "\(filter.rules.count + 1)",
        text: "\(family == .v4 ? "IPv4" : "IPv6") policy \(allowsRest ? "ACCEPT" : "DROP")",
        action: allowsRest ? .allow : .deny, traffic: .all, peer: everybody,
        location: chain.location))
  }

  /// Adds rules by which packets of a family may pass and certainly do not.
  private func addUnknown(
    _ family: AddressFamily, _ reason: ID<Assumption>, to filter: inout Filter
  ) {
    let everybody: AddressSet = family == .v4 ? .allIPv4 : .allIPv6
    filter.rules.append(
      FilterRule(
        id: "\(filter.rules.count + 1)", text: "unknown", action: .allow, traffic: .all,
        peer: PeerMatch(possible: PossiblePeers(everybody, because: reason)),
        location: export.location))
    filter.rules.append(
      FilterRule(
        id: "\(filter.rules.count + 1)", text: "unknown", action: .deny, traffic: .all,
        peer: PeerMatch(addresses: everybody), location: export.location))
  }

  mutating func peer(_ rule: FlatRule) -> PeerMatch {
    guard let reason = rule.uncertainty else { return PeerMatch(addresses: rule.peer) }
    return PeerMatch(
      possible: PossiblePeers(rule.peer, because: assumption(reason, at: rule.location)))
  }
}
