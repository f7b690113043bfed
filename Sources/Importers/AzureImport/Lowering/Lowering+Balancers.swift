import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the load balancers: clients arrive at a frontend, and backends see the client's own address
  /// with the port of the backend (AZ-8.1, AZ-8.2).
  mutating func addBalancers() {
    var targets: [AzureID: ForwardingTarget] = [:]
    for (number, station) in stations.enumerated() {
      guard let endpoint = endpointOfStation[number] else { continue }
      for (id, address) in station.configurations {
        targets[id] = ForwardingTarget(endpoint, at: address)
      }
    }
    for (number, balancer) in inventory.loadBalancers.enumerated() {
      let resource = add(
        Resource(
          id: balancer.id.text, name: balancer.name, kind: .loadBalancer,
          scope: balancer.header.scope, tags: balancer.header.tags, location: balancer.location),
        as: balancer.id)
      let own = plans.filter { $0.balancer == number }
      for frontend in balancer.frontends {
        let rules = own.filter { $0.frontend.id == frontend.id }
        let reached = rules.map { $0.targets.compactMap { targets[$0] } }
        guard let endpoint = add(frontend, of: balancer, resource, reached.flatMap { $0 }) else {
          continue
        }
        frontends[balancer.id, default: []].append(endpoint)
        for (plan, targets) in zip(rules, reached) where !targets.isEmpty {
          add(plan, balancer, at: endpoint, to: targets)
        }
      }
    }
  }

  /// The endpoint of a frontend, in its subnet or, for a public one, in a place of its own in the
  /// network of the backends.
  private mutating func add(
    _ frontend: Exported.LoadBalancer.Frontend, of balancer: Exported.LoadBalancer,
    _ resource: ID<Resource>, _ targets: [ForwardingTarget]
  ) -> ID<Endpoint>? {
    let address: EndpointAddress
    let subnet: ID<Subnet>
    if frontend.isPublic {
      guard let first = targets.first ?? outboundTarget(of: balancer) else { return nil }
      let network = topology.network(of: first.endpoint)
      let outside = frontend.publicAddressID.flatMap { index.publicAddresses[$0] }
        .flatMap { inventory.publicAddresses[$0].address }
      guard let outside else {
        omit(
          about: "frontend \(frontend.id)",
          "the public address of the load balancer \(balancer.name)",
          remedy: RecordKind.publicAddresses.export, at: balancer.location)
        return nil
      }
      address = EndpointAddress(outside, publicAddress: outside.family == .v4 ? outside : nil)
      guard let networkID = networks.first(where: { $0.value == network })?.key else { return nil }
      subnet = publicPlace(of: balancer.id, balancer.name, networkID, network, balancer.location)
    } else {
      guard let own = frontend.address, let id = frontend.subnetID,
        let part = parts[SubnetPart(subnet: id)]
          ?? parts.keys.filter({ $0.subnet == id }).sorted()
          .first.flatMap({ parts[$0] })
      else {
        omit(
          about: "frontend \(frontend.id)",
          "where the frontend \(frontend.id.name) of the load balancer \(balancer.name) stands",
          remedy: RecordKind.virtualNetworks.export, at: balancer.location)
        return nil
      }
      address = EndpointAddress(own)
      subnet = part
    }
    return topology.add(
      Endpoint(
        id: frontend.id.text, resource: resource, subnet: subnet, addresses: [address],
        binding: number(of: .open), initiates: false, offers: .empty,
        location: balancer.location))
  }

  /// A backend that only gets out through the balancer.
  private func outboundTarget(of balancer: Exported.LoadBalancer) -> ForwardingTarget? {
    for (number, station) in stations.enumerated() {
      guard let endpoint = endpointOfStation[number] else { continue }
      for (id, address) in station.configurations
      where published[id]?.balancerID == balancer.id {
        return ForwardingTarget(endpoint, at: address)
      }
    }
    return nil
  }

  /// A subnet without range, from which packets go to the network and to the internet.
  mutating func publicPlace(
    of id: AzureID, _ name: String, _ networkID: AzureID, _ network: ID<Network>,
    _ location: SourceLocation
  ) -> ID<Subnet> {
    let key = SubnetPart(subnet: AzureID("place of \(id) in \(networkID)"))
    if let known = parts[key] { return known }
    let internet = internetGateway(of: networkID)
    var routes = topology.networks[network].prefixes.map {
      Route(destinations: [$0], rank: RouteRank.system, target: .local, location: location)
    }
    for prefix in [Prefix.allIPv4, .allIPv6] {
      routes.append(
        Route(
          destinations: [prefix], rank: RouteRank.system, target: internet, location: location))
    }
    let table = topology.add(
      RouteTable(
        id: "routes of \(id)", name: "routes of \(name)", routes: routes, location: location))
    let number = topology.add(
      Subnet(
        id: "place of \(id)", name: name, network: network, routeTable: table,
        location: location))
    parts[key] = number
    return number
  }

  /// A rule of the balancer (AZ-8.2, AZ-8.3).
  private mutating func add(
    _ plan: ForwardingPlan, _ balancer: Exported.LoadBalancer, at endpoint: ID<Endpoint>,
    to targets: [ForwardingTarget]
  ) {
    let family = topology.endpoints[endpoint].addresses.first?.address.family
    let targets = targets.filter { $0.address.family == family }
    if targets.isEmpty { return }
    var binding: ID<FilterBinding>?
    if plan.rule.isFloating {
      // The backend sees the address of the frontend, which its group may name (AZ-8.4).
      let reason = assumption(
        about: "floating \(balancer.id)",
        "what groups say of the frontend's address, which the load balancer \(balancer.name) leaves "
          + "in packets", remedy: "none: floating addresses are not modelled",
        at: plan.rule.location)
      let pair = special(
        "floating address of \(balancer.name)", .proxy, unknown: reason, at: plan.rule.location)
      binding = number(
        of: FilterBinding(inbound: [FilterStage([pair.inbound], layer: .proxy)]))
    }
    if let ports = plan.rule.frontendPorts, ports.count > 1 || targets.count > 1, binding == nil {
      binding = portsBinding(plan.rule, balancer)
    }
    for (accepts, offset) in plan.rule.translations {
      _ = topology.add(
        Forwarding(
          id: "\(balancer.id.text)/\(plan.rule.name)",
          name: "\(balancer.name) \(plan.rule.name)", endpoint: endpoint, accepts: accepts,
          portOffset: offset, targets: targets, binding: binding, location: plan.rule.location))
    }
  }

  /// Which port of a range belongs to which backend is not exported (AZ-8.3).
  private mutating func portsBinding(
    _ rule: Exported.LoadBalancer.Rule, _ balancer: Exported.LoadBalancer
  ) -> ID<FilterBinding> {
    let location = rule.location
    let reason = assumption(
      about: "ports of \(balancer.id) \(rule.name)",
      "which ports of the range of \(rule.name) lead to which backends of \(balancer.name)",
      remedy: "az network lb list-mapping, which is not read", at: location)
    if rule.isCut {
      tell(
        .warning, "azure.loadBalancer.range", about: "\(balancer.id) \(rule.name)",
        "The range of ports of \(rule.name) is too wide to be followed whole: nothing is proven.",
        at: location, effect: .assumedClosed)
      omit(
        about: "range of \(balancer.id) \(rule.name)",
        "where the last ports of the range of \(rule.name) of \(balancer.name) lead",
        remedy: "none: the range is too wide", at: location)
    }
    let pair = special(
      "ports of \(rule.name) of \(balancer.name)", .proxy, unknown: reason, at: location)
    return number(of: FilterBinding(inbound: [FilterStage([pair.inbound], layer: .proxy)]))
  }

  /// The way out through a balancer (AZ-7.2): certain with outbound rules, else possible.
  mutating func balancerTarget(_ id: AzureID, _ part: SubnetPart) -> RouteTarget {
    let networkID = part.subnet.parent
    let key = "outbound of \(id) in \(networkID) \(part.isCertain)"
    if let known = gateways[key] { return .gateway(known) }
    let location = inventory.loadBalancers.first { $0.id == id }?.location ?? .unknown
    let endpoints = (frontends[id] ?? []).filter {
      topology.endpoints[$0].addresses.contains { $0.publicAddress != nil }
    }
    guard part.isCertain, !endpoints.isEmpty, let network = networks[networkID] else {
      let reason = assumption(
        about: key, "whether backends of the load balancer \(id.name) get out through it",
        remedy: "none: outbound rules would say so", at: location)
      return .gateway(
        opaque(
          key, "load balancer \(id.name)", in: networkID, mayTranslate: true, because: reason,
          at: location))
    }
    let traffic = TrafficSet(.tcp).union(TrafficSet(.udp))
    let number = topology.add(
      Gateway(
        id: key, name: "\(id.name), outbound",
        kind: .sourceTranslation(SourceTranslation(endpoints: endpoints, traffic: traffic)),
        networks: [network], location: location))
    gateways[key] = number
    return .gateway(number)
  }
}
