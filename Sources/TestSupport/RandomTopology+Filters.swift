import PacketSets
import Topology

extension RandomTopology {
  /// Adds groups without rules; the rules come when all that they name is there.
  mutating func addGroups() {
    for index in 0..<number(in: 1...4) {
      groups.append(build.securityGroup("group\(index)", outbound: []))
    }
  }

  /// Gives the groups their rules.
  mutating func fillGroups() {
    for group in groups {
      let inbound = newRules(number(in: 1...3), denying: 0)
      let outbound = happens(60) ? [.allow(.all)] : newRules(number(in: 1...3), denying: 0)
      build.topology.filters[group.inbound].rules += inbound
      build.topology.filters[group.outbound].rules += outbound
    }
  }

  /// A binding with a stage of groups, an ordered list, both or nothing.
  mutating func newBinding() -> FilterBinding {
    var binding = FilterBinding.open
    let members = groups.filter { _ in happens(40) }
    binding.groups = members.map(\.group).sorted()
    if !members.isEmpty {
      binding.inbound.append(FilterStage(members.map(\.inbound), layer: .instanceFilter))
      binding.outbound.append(FilterStage(members.map(\.outbound), layer: .instanceFilter))
    }
    if options.severalStages, happens(15) {
      let isStateful = !(options.statelessEndpoints && happens(50))
      for direction in [FlowDirection.inbound, .outbound] {
        let id = newList("host-\(direction)", direction, .hostFirewall, isStateful: isStateful)
        let stage = FilterStage([id], layer: .hostFirewall)
        if direction == .inbound {
          binding.inbound.append(stage)
        } else {
          binding.outbound.append(stage)
        }
      }
    }
    return binding
  }

  /// Puts lists at the borders of some subnets.
  mutating func addAccessLists() {
    guard options.accessLists else { return }
    for subnet in build.topology.subnets.ids {
      let isStateful = happens(10)
      if happens(45) {
        build.topology.subnets[subnet].inbound = newList(
          "in", .inbound, .subnetFilter, isStateful: isStateful)
      }
      if happens(45) {
        build.topology.subnets[subnet].outbound = newList(
          "out", .outbound, .subnetFilter, isStateful: isStateful)
      }
    }
  }

  /// An ordered list that lets answers through in full, in part or not at all.
  private mutating func newList(
    _ name: String, _ direction: FlowDirection, _ layer: Layer, isStateful: Bool
  ) -> ID<Filter> {
    var rules = newRules(number(in: 0...3), denying: 40)
    if happens(60) {
      rules.append(.allow(.tcp(happens(50) ? 1024...65535 : 32768...65535)))
    }
    if happens(40) { rules.append(.allow(.all)) }
    if options.jumps {
      for index in rules.indices where happens(12) {
        rules[index].action = .jump(to: number(in: index + 1...rules.count))
      }
    }
    let number = build.topology.filters.count
    let id = build.filter("\(name)\(number)", direction, layer, stateful: isStateful, rules)
    if happens(15) { build.topology.filters[id].defaultAction = .allow }
    return id
  }

  private mutating func newRules(_ count: Int, denying percent: Int) -> [FilterRule] {
    var rules: [FilterRule] = []
    for _ in 0..<count {
      let peer = newPeer()
      let traffic = newTraffic()
      rules.append(happens(percent) ? .deny(traffic, peer) : .allow(traffic, peer))
    }
    return rules
  }

  private mutating func newPeer() -> PeerMatch {
    var peer = PeerMatch()
    if options.references, happens(35), let group = one(of: groups) {
      peer.groups = [group.group]
      if happens(80) { return peer }
    }
    peer.addresses = AddressSet((0..<number(in: 1...2)).compactMap { _ in one(of: peers) })
    if options.unknownFilters, happens(10), let prefix = one(of: peers) {
      if happens(50) { peer.addresses = .empty }
      peer.possible = PossiblePeers(AddressSet(prefix), because: reason())
    }
    return peer
  }

  mutating func newTraffic() -> TrafficSet {
    let choices: [TrafficSet] = [
      .tcp(22), .tcp(80...443), .tcp(80...443), TrafficSet(.tcp), .all, .all,
      .udp(53).union(.tcp(53)), .echoRequests,
      TrafficSet(.icmp).union(TrafficSet(.icmpv6)), .icmp(.icmp, type: 3, code: 4),
      TrafficSet(.tcp, destinationPorts: .full, sourcePorts: PortSet(1024...65535)),
      TrafficSet(.udp, destinationPorts: PortSet(53...53), sourcePorts: PortSet(1024...32767)),
      TrafficSet(protocols: 47...51),
    ]
    return one(of: choices) ?? .all
  }
}
