import Documents
import HostImport
import PacketSets
import Topology

/// How containers reach what lies beyond their bridge, by the routes and rules of the machine.
extension Lowering {
  /// The routes that lead out of a bridge.
  mutating func wiredRoutes(of plan: NetworkPlan) -> [Route] {
    guard let machine = machines[plan.host], let router = routers[plan.host] else { return [] }
    let location = plan.network.location
    let rules = hosts[plan.host].rules
    let everywhere = Set(plan.prefixes.map(\.family)).sorted()
      .map { $0 == .v4 ? Prefix.allIPv4 : Prefix.allIPv6 }
    let nowhere = Route(
      destinations: everywhere, rank: 1, target: .drop("the network is internal"),
      location: location)
    // From 25 on, containers on internal networks alone have no other route (section 0).
    if plan.network.isInternal, rules.internalReachesHostElsewhere == .no { return [nowhere] }
    var routes: [Route] = []
    let hostAddresses = machine.interfaces.flatMap(\.addresses).filter {
      !plan.addresses.contains($0)
    }.map { Prefix($0) }
    if plan.network.isInternal, rules.internalReachesHostElsewhere == .possibly {
      return [nowhere]
    }
    routes.append(
      Route(
        text: "the host itself", destinations: Set(hostAddresses).sorted(), target: .local,
        location: location))
    let others = plans.filter { other in
      other.host == plan.host && isWired(other) && other.network != plan.network
    }
    // The rules of the machine decide where they are known; otherwise what engines do.
    let closed = others.filter { !knowsRules(of: plan.host) && isIsolated($0) }
    let open = others.filter { knowsRules(of: plan.host) || !isIsolated($0) }
    for (plans, target) in [
      (open, RouteTarget.gateway(router)),
      (closed, .drop("the engine isolates networks from each other")),
    ] where !plans.isEmpty {
      routes.append(
        Route(
          text: "other networks of the host",
          destinations: Set(plans.flatMap(\.prefixes)).sorted(), target: target,
          location: location))
    }
    return routes
      + (plan.network.isInternal && !knowsRules(of: plan.host)
        ? [nowhere] : outsideRoutes(of: plan, machine, everywhere))
  }

  /// The routes to other machines.
  private mutating func outsideRoutes(
    of plan: NetworkPlan, _ machine: HostRules, _ everywhere: [Prefix]
  ) -> [Route] {
    let location = plan.network.location
    var routes: [Route] = []
    var gateways: [String: ID<Gateway>] = [:]
    let uplinks = placed[plan.host]?.uplinks ?? []
    let interfaces = Set(uplinks.map(\.interface))
    var ways = machine.routes.filter { interfaces.contains($0.interface) }
    for all in everywhere where !ways.contains(where: { $0.destination == all }) {
      if interfaces.count == 1, let only = interfaces.first { ways.append((all, only)) }
    }
    for (destination, interface) in ways {
      guard everywhere.contains(where: { $0.family == destination.family }) else { continue }
      if destination == .allIPv4, isNeverHidden(plan, machine, interface) {
        routes.append(
          Route(
            destinations: [destination], target: .drop("nothing hides the address of a container"),
            location: location))
        continue
      }
      let key = "\(interface) \(destination.family)"
      let gateway: ID<Gateway>
      if let known = gateways[key] {
        gateway = known
      } else {
        gateway =
          masquerade(plan, machine, interface, destination.family, uplinks)
          ?? uplink(of: plan)
        gateways[key] = gateway
      }
      let route = Route(
        destinations: [destination], target: .gateway(gateway), location: location)
      if !routes.contains(route) { routes.append(route) }
    }
    for all in everywhere where !ways.contains(where: { $0.destination == all }) {
      routes.append(
        Route(
          destinations: [all], target: .gateway(uplink(of: plan)), location: location))
    }
    return routes
  }

  /// Whether packets of containers leave by an interface towards the internet with the addresses that
  /// they have, so that no answer finds back (CMP-4.7).
  private mutating func isNeverHidden(
    _ plan: NetworkPlan, _ machine: HostRules, _ interface: String
  ) -> Bool {
    guard knowsRules(of: plan.host),
      let uplink = placed[plan.host]?.uplinks.first(where: { $0.interface == interface }),
      uplink.addresses.contains(where: { $0.family == .v4 && $0.isGlobal }),
      let sample = plan.members.flatMap(\.addresses).first(where: { $0.address.family == .v4 }),
      sample.address.isPrivate
    else { return false }
    var machine = machine
    defer { machines[plan.host] = machine }
    let hidden = machine.masqueraded(sample.address, behind: self.interface(of: plan)).possible
    let beyond = machine.passages.filter { $0.interface == interface }
      .reduce(AddressSet.empty) { $0.union($1.addresses) }.restricted(toFamily: .v4)
    return beyond.isDisjoint(with: hidden)
  }

  /// The way out by an interface behind the machine's address there; nil where it does not certainly
  /// hide what it passes on.
  private mutating func masquerade(
    _ plan: NetworkPlan, _ machine: HostRules, _ interface: String, _ family: AddressFamily,
    _ uplinks: [PlacedHost.Uplink]
  ) -> ID<Gateway>? {
    let own = uplinks.filter { uplink in
      uplink.interface == interface && uplink.addresses.contains { $0.family == family }
    }
    guard let uplink = own.first, machine.forwards(family) != false else { return nil }
    if knowsRules(of: plan.host) {
      var machine = machine
      defer { machines[plan.host] = machine }
      guard
        let sample = plan.members.flatMap(\.addresses).first(where: {
          $0.address.family == family
        })
      else { return nil }
      let hidden = machine.masqueraded(sample.address, behind: self.interface(of: plan)).certain
      let beyond = machine.passages.filter { $0.interface == interface }
        .reduce(AddressSet.empty) { $0.union($1.addresses) }.restricted(toFamily: family)
      guard beyond.isSubset(of: hidden) else { return nil }
    } else {
      guard hosts[plan.host].rules.settings.writesRules, family == .v4,
        plan.network.gatewayMode == .nat
      else { return nil }
    }
    return addTranslation(of: plan, by: uplink.endpoint, interface)
  }

  /// Adds a way out of a network behind the address of an endpoint of the machine.
  mutating func addTranslation(
    of plan: NetworkPlan, by endpoint: ID<Endpoint>, _ interface: String
  ) -> ID<Gateway> {
    let gateway = topology.add(
      Gateway(
        id: "docker/\(hosts[plan.host].name)/\(plan.network.name)/masquerade/\(interface)",
        name: "\(hosts[plan.host].name): masquerade by \(interface)",
        kind: .sourceTranslation(
          SourceTranslation(endpoints: [endpoint], traffic: .all, isRouter: true)),
        networks: [plan.number], location: plan.network.location))
    translations.append((gateway, PlanKey(host: plan.host, name: plan.network.name)))
    return gateway
  }

  /// Sends answers to what was hidden back to the networks from which it came.
  mutating func settleTranslations() {
    for (gateway, key) in translations {
      guard let plan = planNumbers[key],
        case .sourceTranslation(var translation) = topology.gateways[gateway].kind
      else { continue }
      translation.origin = plans[plan].subnet
      topology.gateways[gateway].kind = .sourceTranslation(translation)
    }
  }

  /// Adds the forwardings that the rules of a machine make to its containers (CMP-5.1).
  mutating func addRedirections(of number: Int) {
    guard var machine = machines[number], let place = placed[number] else { return }
    defer { machines[number] = machine }
    var owners: [IPAddress: (endpoint: ID<Endpoint>, plan: Int)] = [:]
    for (key, endpoint) in endpoints.sorted(by: { $0.value < $1.value }) where key.host == number {
      for address in topology.endpoints[endpoint].addresses {
        owners[address.address] = owners[address.address] ?? (endpoint, key.plan)
      }
    }
    var outside = AddressSet.all
    for plan in plans where plan.host == number { outside = outside.subtracting(plan.addresses) }
    outside = outside.subtracting(machine.addresses).subtracting(Self.loopback)
    for uplink in place.uplinks {
      for address in uplink.addresses {
        let found = machine.redirections(at: address, from: nil)
        add(
          found, at: uplink.endpoint, address, outside.restricted(toFamily: address.family), owners)
      }
    }
    for (index, plan) in plans.enumerated() where plan.host == number && isWired(plan) {
      for endpoint in (plan.gateway.map { [$0] } ?? []) + (views[index] ?? []) {
        for address in topology.endpoints[endpoint].addresses.map(\.address) {
          let found = machine.redirections(at: address, from: interface(of: plan))
          // A container that asks for what its own bridge publishes is answered over the bridge.
          add(
            found.filter { owners[$0.address]?.plan != index }, at: endpoint, address,
            plan.addresses.restricted(toFamily: address.family),
            owners)
        }
      }
    }
    addProxies(of: number)
  }

  private static let loopback = AddressSet(
    [Prefix("127.0.0.0/8"), Prefix("::1/128")].compactMap { $0 })

  private mutating func add(
    _ redirections: [Redirection], at endpoint: ID<Endpoint>, _ address: IPAddress,
    _ peers: AddressSet, _ owners: [IPAddress: (endpoint: ID<Endpoint>, plan: Int)]
  ) {
    for redirection in redirections where redirection.isCertain {
      guard let target = owners[redirection.address], !redirection.peers.isDisjoint(with: peers)
      else { continue }
      var binding = FilterBinding.open
      if !peers.isSubset(of: redirection.peers) {
        let filter = topology.add(
          Filter(
            id: "nat \(address)", name: "who is sent on", layer: .hostFirewall,
            direction: .inbound,
            rules: [
              FilterRule(
                id: "1", text: redirection.text, action: .allow, traffic: .all,
                peer: PeerMatch(addresses: redirection.peers), location: redirection.location)
            ], location: redirection.location))
        binding.inbound.append(FilterStage([filter], layer: .hostFirewall))
      }
      guard let sample = redirection.traffic.samplePacketPorts() else { continue }
      let shift = redirection.port.map { Int($0) - Int(sample.destination) } ?? 0
      _ = topology.add(
        Forwarding(
          id: "\(topology.endpoints[endpoint].id)/\(redirection.traffic)",
          name: redirection.text, endpoint: endpoint, addresses: [address],
          accepts: redirection.traffic, portOffset: shift,
          targets: [ForwardingTarget(target.endpoint, at: redirection.address)],
          keepsSource: true, binding: topology.add(binding), origin: plans[target.plan].subnet,
          location: redirection.location))
    }
  }
}
