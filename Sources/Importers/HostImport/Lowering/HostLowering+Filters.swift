import Documents
import PacketSets
import Topology

extension HostLowering {
  /// A port with its filters.
  mutating func port(
    _ name: String, _ addresses: [IPAddress], _ own: [AddressFamily: IPAddress?],
    _ interface: InterfaceKnowledge, _ location: SourceLocation
  ) -> HostFirewall.Port {
    var offers = self.offers(name, addresses)
    for family in AddressFamily.allCases {
      let diverted = diversions(.inbound, family, interface, own[family] ?? nil)
      for rule in diverted.rules { offers.formUnion(rule.traffic) }
    }
    return HostFirewall.Port(
      interface: name, addresses: addresses,
      inbound: filters(.inbound, own, interface), outbound: filters(.outbound, own, interface),
      offers: offers, location: location)
  }

  /// The filters of a direction: those for first packets, and those by which answers in the other
  /// direction are judged (4.5).
  private mutating func filters(
    _ direction: FlowDirection, _ own: [AddressFamily: IPAddress?],
    _ interface: InterfaceKnowledge
  ) -> [Filter] {
    var result = stages(direction, own, interface, .new)
    for filter in result.indices { divert(&result[filter], direction, own, interface) }
    if result.isEmpty {
      var open = filter(direction, "translation", .unknown)
      open.defaultAction = .allow
      divert(&open, direction, own, interface)
      if !open.rules.isEmpty { result.append(open) }
    }
    let back: FlowDirection = direction == .inbound ? .outbound : .inbound
    for var filter in stages(back, own, interface, .established) {
      // What answers must pass is asked of the packets that they answer.
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

  /// A filter for each base chain; chains of both families at one place are one filter.
  private mutating func stages(
    _ direction: FlowDirection, _ own: [AddressFamily: IPAddress?],
    _ interface: InterfaceKnowledge, _ state: ConnectionStates
  ) -> [Filter] {
    var result: [Filter] = []
    let isUnplaced = own.values.allSatisfy { $0 == nil }
    for slot in slots(direction) {
      var parts: [(AddressFamily, FlatChain)] = []
      for family in AddressFamily.allCases {
        // A family in which the interface has no address sends and receives nothing.
        guard let number = slot[family], isUnplaced || own[family] ?? nil != nil else { continue }
        parts.append(
          (family, flatten(number, direction, family, interface, own[family] ?? nil, state)))
      }
      if parts.allSatisfy({ $0.1.passesAll }) { continue }
      let chains = AddressFamily.allCases.compactMap { slot[$0] }.map { export.ruleset[$0].name }
      var filter = filter(
        direction, chains.first ?? "", parts.first?.1.location ?? export.location)
      for (family, chain) in parts { add(chain, of: family, to: &filter) }
      filter.defaultAction = .allow
      result.append(filter)
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
      result.append(filter)
    }
    return result
  }

  /// The base chains of a direction, those of the two families side by side.
  private func slots(_ direction: FlowDirection) -> [[AddressFamily: ChainNumber]] {
    var result: [[AddressFamily: ChainNumber]] = []
    let six = numbers(direction, .v6)
    var used: Set<ChainNumber> = []
    for number in numbers(direction, .v4) {
      var slot = [AddressFamily.v4: number]
      let base = export.ruleset[number].base
      let twin =
        six.contains(number)
        ? number
        : six.first { other in
          !used.contains(other) && export.ruleset[other].base == base
            && !numbers(direction, .v4).contains(other)
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

  private func filter(
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

  private mutating func peer(_ rule: FlatRule) -> PeerMatch {
    guard let reason = rule.uncertainty else { return PeerMatch(addresses: rule.peer) }
    return PeerMatch(
      possible: PossiblePeers(rule.peer, because: assumption(reason, at: rule.location)))
  }

  /// Puts before all rules that a connection with another destination may pass or not (2.15).
  private mutating func divert(
    _ filter: inout Filter, _ direction: FlowDirection, _ own: [AddressFamily: IPAddress?],
    _ interface: InterfaceKnowledge
  ) {
    var rules: [FilterRule] = []
    for family in AddressFamily.allCases {
      for rule in diversions(direction, family, interface, own[family] ?? nil).rules {
        let reason = assumption("where a translated connection ends", at: rule.location)
        for action in [FilterAction.allow, .deny] {
          rules.append(
            FilterRule(
              id: "nat \(rules.count + 1)", text: rule.text, action: action,
              traffic: rule.traffic,
              peer: PeerMatch(possible: PossiblePeers(rule.peer, because: reason)),
              location: rule.location))
        }
      }
    }
    filter.rules.insert(contentsOf: rules, at: 0)
  }

  /// What listens at some addresses: everything when the sockets are not exported.
  private func offers(_ name: String, _ addresses: [IPAddress]) -> TrafficSet {
    guard let sockets = export.facts.sockets else { return .all }
    var result = TrafficSet.all.subtracting(PortText.withPorts)
    for socket in sockets {
      guard socket.interface == nil || name.isEmpty || socket.interface == name,
        addresses.isEmpty || addresses.contains(where: { socket.addresses.contains($0) })
      else { continue }
      result.formUnion(TrafficSet(socket.proto, destinationPorts: PortSet(socket.port)))
    }
    return result
  }
}
