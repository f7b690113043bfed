import Documents
import HostImport
import PacketSets
import Topology

/// Published ports: a packet to a port of the host is taken there and handed to the container.
///
/// The host takes it at its uplink and at its address on each bridge. Rules of the engine send it past
/// the host's own INPUT rules; where a process of the engine carries it instead, those decide, and the
/// container sees the address of the host (section 0, CMP-5.1). Both are another export's to tell, so
/// that such a packet may arrive and certainly does not.
extension Lowering {
  /// Adds the forwardings of the ports that the containers of a host publish.
  mutating func addForwardings(of number: Int) {
    let host = hosts[number]
    for (index, container) in host.containers.enumerated() {
      for port in PublishedPort.all(of: container, on: host) {
        guard let plan = planNumbers[PlanKey(host: number, name: port.network)],
          let endpoint = endpoints[MemberKey(host: number, container: index, plan: plan)]
        else { continue }
        let addresses = topology.endpoints[endpoint].addresses.map(\.address)
        for address in addresses {
          add(port, of: container, to: ForwardingTarget(endpoint, at: address), plan)
        }
        if let own = addresses.first, !addresses.contains(where: { $0.family == .v6 }) {
          addProxy(port, of: container, to: ForwardingTarget(endpoint, at: own), plan)
        }
        noteChosenPort(port, of: container, on: number)
      }
    }
  }

  /// A process of the engine answers at the IPv6 addresses of the host for containers without one, past
  /// the engine's rules and behind the host's own (section 0).
  private mutating func addProxy(
    _ port: PublishedPort, of container: HostedContainer, to target: ForwardingTarget, _ own: Int
  ) {
    let host = plans[own].host
    guard hosts[host].rules.settings.usesUserlandProxy else { return }
    for (uplink, known) in uplinkAddresses(of: host) {
      var addresses = known.filter { $0.family == .v6 }
      if addresses.isEmpty && !known.isEmpty { continue }
      switch port.binding {
      case .loopback, .address(.v4): continue
      case .address(let address):
        guard addresses.isEmpty || addresses.contains(address) else { continue }
        addresses = [address]
      case .everywhere, .everywhereIPv6: break
      }
      forward(port, of: container, to: target, own, at: uplink, addresses, keepsSource: false)
    }
  }

  /// Nothing is certain about a port that the engine picks from many, as filters may tell them apart.
  private mutating func noteChosenPort(
    _ port: PublishedPort, of container: HostedContainer, on host: Int
  ) {
    guard machines[host] != nil || hosts[host].placement != nil else { return }
    if case .paired = port.mapping.published { return }
    if case .oneOf(let range) = port.mapping.published, range.count == 1 { return }
    let what = "port \(port.mapping.text) of \(container.title)"
    let machine = hosts[host].name
    let reason = assumption(
      about: "port \(host) \(what)", "which port of \(machine) the engine picks for \(what)",
      remedy: "docker ps --format json", at: port.mapping.location)
    if topology.omissions.contains(reason) { return }
    topology.omissions.append(reason)
  }

  private mutating func add(
    _ port: PublishedPort, of container: HostedContainer, to target: ForwardingTarget, _ own: Int
  ) {
    let family = target.address.family
    let host = plans[own].host
    let isTranslated = hosts[host].rules.generations == [.from29]
    for (uplink, known) in uplinkAddresses(of: host) {
      switch port.binding {
      case .loopback: return
      case .address(let address):
        guard address.family == family, known.isEmpty || known.contains(address) else { continue }
        forward(port, of: container, to: target, own, at: uplink, [address], keepsSource: true)
      case .everywhereIPv6 where family == .v4: continue
      case .everywhere, .everywhereIPv6:
        // The rules of the kernel take packets of the container's family alone.
        let addresses = known.filter { $0.family == family }
        if addresses.isEmpty && !known.isEmpty { continue }
        forward(port, of: container, to: target, own, at: uplink, addresses, keepsSource: true)
      }
    }
    for plan in plans.indices where plans[plan].host == host {
      guard let gateway = plans[plan].gateway, admits(plans[plan], to: own == plan) else {
        continue
      }
      let addresses = plans[plan].gateways.filter { $0.family == family }
      guard !addresses.isEmpty else { continue }
      if case .address(let address) = port.binding, !addresses.contains(address) { continue }
      forward(
        port, of: container, to: target, own, at: gateway, addresses, keepsSource: isTranslated)
    }
  }

  /// The interfaces of a host towards the outside, with their addresses where those are known.
  private func uplinkAddresses(of host: Int) -> [(ID<Endpoint>, [IPAddress])] {
    placed[host].map { $0.uplinks.map { ($0.endpoint, $0.addresses) } } ?? [(uplinks[host], [])]
  }

  /// Whether containers of a network reach what is published at the host's address there.
  private func admits(_ plan: NetworkPlan, to isOwn: Bool) -> Bool {
    let rules = hosts[plan.host].rules
    if plan.network.isInternal { return rules.internalReachesPublished != .no }
    return isOwn || rules.crossesByHostAddress != .no
  }

  private mutating func forward(
    _ port: PublishedPort, of container: HostedContainer, to target: ForwardingTarget,
    _ own: Int, at endpoint: ID<Endpoint>, _ addresses: [IPAddress], keepsSource: Bool
  ) {
    let host = plans[own].host
    let ports = Self.hostPorts(of: port.mapping)
    _ = topology.add(
      Forwarding(
        id: "\(topology.endpoints[endpoint].id)/\(port.mapping.text)",
        name: "port \(port.mapping.text) of \(container.title)\(chains(of: host, keepsSource))",
        endpoint: endpoint,
        addresses: addresses,
        accepts: TrafficSet(port.mapping.proto, destinationPorts: PortSet(ports)),
        portOffset: Int(port.mapping.target.lowerBound) - Int(ports.lowerBound),
        targets: [target], keepsSource: keepsSource, bearer: plans[own].gateway,
        binding: keepsSource ? forwardedBindings[host] : nil,
        origin: plans[own].subnet, location: port.mapping.location))
  }

  /// The chains that a published packet meets, in their order, where the machine is exported: those
  /// for the host itself, UFW's among them, are not of them (CMP-5.1).
  private func chains(of host: Int, _ keepsSource: Bool) -> String {
    guard let machine = machines[host], keepsSource,
      hosts[host].rules.hostForwardRulesDecide == .no
    else { return "" }
    return ", past the INPUT rules of \(machine.name): nat PREROUTING, DOCKER; filter FORWARD,"
      + " DOCKER-USER, DOCKER"
  }

  /// The ports of the host; of those that the engine picks, the first that it may pick.
  static func hostPorts(of port: PortMapping) -> ClosedRange<UInt16> {
    switch port.published {
    case .paired(let range): return range
    case .oneOf(let range): return range.lowerBound...range.lowerBound
    case .ephemeral:
      let last = 32768 &+ UInt16(clamping: port.target.count &- 1)
      return 32768...max(last, 32768)
    }
  }
}
