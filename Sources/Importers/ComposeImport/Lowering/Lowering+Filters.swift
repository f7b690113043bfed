import Documents
import PacketSets
import Topology

extension Lowering {
  /// The rules in front of a container on a network, shared by all that publish the same there.
  mutating func binding(of container: HostedContainer, in number: Int) -> ID<FilterBinding> {
    let plan = plans[number]
    if let wired = wiredBinding(of: container, in: number) { return wired }
    let host = hosts[plan.host]
    let ports = PublishedPort.all(of: container, on: host).filter {
      $0.network == plan.network.name
    }
    return binding(BindingKey(plan: number, ports: ports)) { lowering in
      lowering.made(plan, ports, of: container)
    }
  }

  private mutating func made(
    _ plan: NetworkPlan, _ ports: [PublishedPort], of container: HostedContainer
  ) -> FilterBinding {
    // No rules of the engine stand before networks that are not bridges of it (CMP-2.15).
    if plan.network.kind == .direct { return .open }
    let host = hosts[plan.host]
    let publishes = ports.isEmpty ? "" : " and ports of \(container.title)"
    var filter = Filter(
      id: "docker/\(host.name)/\(plan.network.name)" + (ports.isEmpty ? "" : "/\(container.name)"),
      name: "rules of \(plan.network.name)\(publishes)", layer: .containerNetwork,
      direction: .inbound, location: plan.network.location)
    if plan.network.kind == .other {
      filter.unknown = assumption(
        about: "driver \(plan.network.driver)",
        "what the network driver \(plan.network.driver) passes",
        remedy: "nothing: the driver is not modelled", at: plan.network.location)
    }
    filter.rules = insideRules(plan)
    if !host.rules.settings.writesRules { filter.rules = memberRules(plan) }
    for port in ports { filter.rules += rules(for: port, plan) }
    filter.rules += borderRules(plan)
    return FilterBinding(
      inbound: [FilterStage([topology.add(filter)], layer: .containerNetwork)])
  }

  /// Containers of one network reach each other on every port, unless its driver options say
  /// otherwise (CMP-2.7); the host always reaches them.
  private func insideRules(_ plan: NetworkPlan) -> [FilterRule] {
    let name = plan.network.name
    let location = plan.network.location
    if plan.network.isOpenInside || plan.network.kind != .bridge { return memberRules(plan) }
    return [
      FilterRule(
        id: "host", text: "from the host: everything", action: .allow, traffic: .all,
        peer: PeerMatch(
          addresses: plan.gateways.reduce(AddressSet.empty) { $0.union(AddressSet($1)) }),
        location: location),
      FilterRule(
        id: "enable_icc=false", text: "from \(name): nothing", action: .deny, traffic: .all,
        peer: PeerMatch(addresses: plan.addresses), location: location),
    ]
  }

  /// A rule for each container on the network, so that it is told who is there and by which line;
  /// one rule for all where there are many.
  private func memberRules(_ plan: NetworkPlan) -> [FilterRule] {
    let name = plan.network.name
    var rest = plan.addresses
    var rules: [FilterRule] = []
    if plan.members.count <= Self.maximumMemberRules {
      for member in plan.members where !member.addresses.isEmpty {
        let own = member.addresses.reduce(AddressSet.empty) {
          $0.union(AddressSet($1.address))
        }
        rest = rest.subtracting(own)
        rules.append(
          FilterRule(
            id: "\(member.title) on \(name)", text: "from \(member.title), which is on \(name)",
            action: .allow, traffic: .all, peer: PeerMatch(addresses: own),
            location: member.location))
      }
    }
    rules.append(
      FilterRule(
        id: "same network", text: "from \(name): everything", action: .allow, traffic: .all,
        peer: PeerMatch(addresses: rest), location: plan.network.location))
    return rules
  }

  /// How many containers of a network are told apart in its rules.
  private static let maximumMemberRules = 100

  /// The rules by which a published port of a container takes packets.
  private mutating func rules(for port: PublishedPort, _ plan: NetworkPlan) -> [FilterRule] {
    let host = hosts[plan.host]
    let location = port.mapping.location
    let traffic = TrafficSet(
      port.mapping.proto, destinationPorts: PortSet(port.mapping.target))
    let text = "published \(port.mapping.text)"
    func rule(_ peer: PeerMatch, _ action: FilterAction = .allow) -> FilterRule {
      FilterRule(
        id: text, text: text, action: action, traffic: traffic, peer: peer, location: location)
    }
    if !port.openVariables.isEmpty {
      let names = port.openVariables.joined(separator: ", ")
      let reason = assumption(
        about: "variable \(names)", "what \(names) is when the containers are started",
        remedy: "the .env file beside the compose file", at: location)
      return [rule(PeerMatch(possible: PossiblePeers(.all, because: reason)))]
    }
    let others = AddressSet(otherPrefixes(than: plan))
    switch port.binding {
    case .loopback:
      // Only the host reaches it, and up to 27 a neighbour that routes to the bridge (section 0).
      guard host.rules.admitsDirectRouting != .no else { return [] }
      return [rule(PeerMatch(possible: neighbours(plan)))]
    case .everywhere, .everywhereIPv6, .address:
      switch host.rules.crossesByHostAddress {
      case .yes: return [rule(.anyone)]
      case .no: return [rule(PeerMatch(addresses: others), .deny), rule(.anyone)]
      case .possibly:
        let reason = assumption(
          about: "proxy \(plan.host)",
          "whether other networks of \(host.name) reach its published ports",
          remedy: "docker version --format json", at: host.location)
        return [
          rule(
            PeerMatch(
              addresses: others.complement, possible: PossiblePeers(others, because: reason)))
        ]
      }
    }
  }

  /// What the border lets in besides published ports.
  private mutating func borderRules(_ plan: NetworkPlan) -> [FilterRule] {
    let network = plan.network
    guard network.kind == .bridge else { return [] }
    let rules = hosts[plan.host].rules
    // Without rules of the engine nothing separates networks but the host's own (CMP-4.7).
    if !rules.settings.writesRules { return [unfiltered(.all, plan)] }
    let open = network.enablesIPv6 && rules.mayLeaveIPv6Open
    return (open ? [unfiltered(.allIPv6, plan)] : []) + modeRules(plan)
  }

  /// A rule that may let in whoever the host forwards.
  private mutating func unfiltered(_ addresses: AddressSet, _ plan: NetworkPlan) -> FilterRule {
    let host = hosts[plan.host]
    let reason = assumption(
      about: "forwarding \(plan.host)",
      "what \(host.name) forwards where the engine writes no rules",
      remedy: "iptables-save; ip6tables-save; sysctl net.ipv4.ip_forward", at: host.location)
    return FilterRule(
      id: "no rules of the engine", text: "whatever the host forwards", action: .allow,
      traffic: .all, peer: PeerMatch(possible: PossiblePeers(addresses, because: reason)),
      location: plan.network.location)
  }

  /// What the gateway mode lets in, and neighbours that route to the bridge (CMP-4.8, CMP-5.5).
  private mutating func modeRules(_ plan: NetworkPlan) -> [FilterRule] {
    let network = plan.network
    guard !network.isInternal else { return [] }
    switch network.gatewayMode {
    case .unprotected:
      return [
        FilterRule(
          id: "nat-unprotected", text: "from everywhere: everything", action: .allow,
          traffic: .all, peer: .anyone, location: network.location)
      ]
    case .routed:
      let echo = TrafficSet.icmp(.icmp, type: nil, code: nil)
        .union(.icmp(.icmpv6, type: nil, code: nil))
      return [
        FilterRule(
          id: "routed", text: "from everywhere: ICMP", action: .allow, traffic: echo,
          peer: .anyone, location: network.location)
      ]
    case .nat, .isolated:
      guard hosts[plan.host].rules.mayAdmitUnpublished else { return [] }
      return [
        FilterRule(
          id: "direct routing", text: "from neighbours that route to the bridge", action: .allow,
          traffic: .all, peer: PeerMatch(possible: neighbours(plan)), location: network.location)
      ]
    }
  }

  /// Machines beside the host that may route to its bridges; never its other networks.
  private mutating func neighbours(_ plan: NetworkPlan) -> PossiblePeers {
    let host = hosts[plan.host]
    let reason = assumption(
      about: "neighbours \(plan.host)",
      "whether neighbours of \(host.name) route to its bridges and it forwards what they send",
      remedy: "docker version --format json; iptables-save", at: host.location)
    let bridges = AddressSet(plans.filter { $0.host == plan.host }.flatMap(\.prefixes))
    return PossiblePeers(
      AddressSet.privateUse.subtracting(bridges), because: reason)
  }
}
