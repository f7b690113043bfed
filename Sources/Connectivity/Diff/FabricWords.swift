import PacketSets
import Topology

/// The parts of a graph that gateways join, each as words: what routes, borders and gateways do
/// there.
struct FabricWords {
  /// The part of each network.
  let partOfNetwork: [Int]
  /// The words of each part, sorted.
  private(set) var parts: [[String]]
  /// The endpoints of each part through which packets of others go.
  private(set) var special: [[ID<Endpoint>]]
  private let topology: Topology

  init(_ topology: Topology) {
    self.topology = topology
    var parent = Array(topology.networks.indices)
    func root(_ network: Int) -> Int {
      var network = network
      while parent[network] != network { network = parent[network] }
      return network
    }
    for gateway in topology.gateways {
      let joined = Self.networks(of: gateway, topology).map(\.index)
      for network in joined.dropFirst() { parent[root(network)] = root(joined[0]) }
    }
    partOfNetwork = topology.networks.indices.map { root($0) }
    parts = Array(repeating: [], count: topology.networks.count)
    special = Array(repeating: [], count: topology.networks.count)
    addWords()
    for index in parts.indices { parts[index].sort() }
  }

  private mutating func addWords() {
    for network in topology.networks.ids {
      let known = topology.networks[network]
      parts[partOfNetwork[network.index]].append("network \(known.id) \(known.prefixes)")
    }
    for subnet in topology.subnets {
      let part = partOfNetwork[subnet.network.index]
      let borders = [subnet.inbound, subnet.outbound].map { $0.map(words(of:)) ?? "" }
      parts[part].append(
        "subnet \(subnet.id) \(subnet.prefixes) \(subnet.zone) \(borders) "
          + words(of: topology.routeTables[subnet.routeTable]))
    }
    for gateway in topology.gateways {
      let joined = Self.networks(of: gateway, topology)
      let line = "gateway \(gateway.id) \(gateway.networks.map(id)) \(words(of: gateway.kind))"
      for part in Set(joined.map { partOfNetwork[$0.index] }) { parts[part].append(line) }
    }
    var targets: [ID<Endpoint>] = topology.endpoints.ids.filter {
      topology.endpoints[$0].forwards
    }
    for gateway in topology.gateways {
      if case .sourceTranslation(let translation) = gateway.kind {
        targets += translation.endpoints
      }
    }
    for forwarding in topology.forwardings {
      targets += [forwarding.endpoint, forwarding.sender]
      let addresses = forwarding.targets.map { "\(id($0.endpoint)) \($0.address)" }
      let line =
        "forwarding \(forwarding.id) \(id(forwarding.endpoint)) \(forwarding.addresses) "
        + "\(forwarding.accepts) \(forwarding.portOffset) \(addresses) \(forwarding.keepsSource) "
        + "\(forwarding.sourcePorts) \(forwarding.origin.map { topology.subnets[$0].id } ?? "") "
        + "\(forwarding.bearer.map(id) ?? "") \(forwarding.choice) "
        + (forwarding.binding.map(words(of:)) ?? "")
      let ends = [forwarding.endpoint, forwarding.sender] + forwarding.targets.map(\.endpoint)
      for part in Set(ends.map(part(of:))) { parts[part].append(line) }
      targets += forwarding.targets.map(\.endpoint)
    }
    for endpoint in Set(targets).sorted() {
      let known = topology.endpoints[endpoint]
      let addresses = known.addresses.map {
        "\($0.address) \($0.publicAddress.map(\.description) ?? "")"
      }
      let part = part(of: endpoint)
      parts[part].append("endpoint \(known.id) \(topology.subnets[known.subnet].id) \(addresses)")
      special[part].append(endpoint)
    }
  }

  private func part(of endpoint: ID<Endpoint>) -> Int {
    partOfNetwork[topology.network(of: endpoint).index]
  }

  private func id(_ network: ID<Network>) -> String { topology.networks[network].id }

  private func id(_ endpoint: ID<Endpoint>) -> String { topology.endpoints[endpoint].id }

  /// The networks that a gateway joins in any way.
  private static func networks(of gateway: Gateway, _ topology: Topology) -> [ID<Network>] {
    var result = gateway.networks
    switch gateway.kind {
    case .internet, .egressOnly, .service, .opaque: break
    case .sourceTranslation(let translation):
      result += translation.endpoints.map { topology.network(of: $0) }
    case .peering(let peering): result += peering.sides.compactMap(\.network)
    case .transit(let transit):
      for attachment in transit.attachments {
        switch attachment.side {
        case .network(let network, let doors):
          result += [network] + doors.map { topology.subnets[$0].network }
        case .transit(let other, _): result += topology.gateways[other].networks
        case .world, .unknown: break
        }
      }
    }
    return result
  }

  private func words(of table: RouteTable) -> String {
    let routes = table.routes.map { route in
      let possible = route.possible.map {
        "\($0.addresses) \(topology.assumptions[$0.assumption].statement)"
      }
      return "\(route.destinations) \(possible ?? "") \(route.rank) \(words(of: route.target))"
    }
    return "\(routes) \(table.unknown.map { topology.assumptions[$0].statement } ?? "")"
  }

  private func words(of target: RouteTarget) -> String {
    switch target {
    case .local: "local"
    case .gateway(let gateway): "gateway \(topology.gateways[gateway].id)"
    case .endpoint(let endpoint): "endpoint \(id(endpoint))"
    case .attachment(let number): "attachment \(number)"
    case .drop: "drop"
    }
  }

  private func words(of filter: ID<Filter>) -> String {
    let filter = topology.filters[filter]
    let rules = filter.rules.map { rule in
      "\(rule.action) \(rule.traffic) \(rule.peer.addresses) \(rule.peer.possible?.addresses ?? .empty)"
        + " \(rule.peer.groups.map { topology.groups[$0].id })"
    }
    return "\(filter.isStateful) \(filter.defaultAction) \(rules) "
      + (filter.unknown.map { topology.assumptions[$0].statement } ?? "")
  }

  private func words(of binding: ID<FilterBinding>) -> String {
    let binding = topology.bindings[binding]
    return "\(binding.groups.map { topology.groups[$0].id }) "
      + "\(binding.inbound.map { $0.filters.map(words(of:)) }) "
      + "\(binding.outbound.map { $0.filters.map(words(of:)) })"
  }

  private func words(of kind: GatewayKind) -> String {
    switch kind {
    case .internet(let world): return "internet \(topology.worlds[world].id)"
    case .egressOnly(let world): return "egress \(topology.worlds[world].id)"
    case .service(let service):
      return "services \(topology.worlds[service.world].id) \(service.traffic)"
    case .sourceTranslation(let translation):
      return "translation \(translation.endpoints.map(id)) \(translation.traffic) "
        + "\(translation.ports) \(translation.reachesInternet) \(translation.isRouter) "
        + (translation.binding.map(words(of:)) ?? "")
        + (translation.origin.map { " \(topology.subnets[$0].id)" } ?? "")
    case .peering(let peering):
      let sides = peering.sides.map {
        "\($0.id) \($0.network.map(id) ?? "") \($0.prefixes) "
          + ($0.world.map { topology.worlds[$0].id } ?? "")
      }
      return "peering \(sides) \(peering.keepsIdentity) \(peering.isActive)"
    case .transit(let transit): return "transit \(transit.attachments.map(words(of:)))"
    case .opaque(let opaque):
      return "opaque \(opaque.mayTranslate) \(topology.assumptions[opaque.assumption].statement) "
        + (opaque.world.map { topology.worlds[$0].id } ?? "")
    }
  }

  private func words(of attachment: TransitAttachment) -> String {
    let side =
      switch attachment.side {
      case .network(let network, let doors):
        "\(id(network)) \(doors.map { topology.subnets[$0].id })"
      case .world(let world): "world \(topology.worlds[world].id)"
      case .transit(let gateway, let number): "\(topology.gateways[gateway].id) \(number)"
      case .unknown(let assumption, let world):
        "\(topology.assumptions[assumption].statement) "
          + (world.map { topology.worlds[$0].id } ?? "")
      }
    return "\(attachment.id) \(side) \(attachment.carries) \(attachment.keepsIdentity) "
      + "\(attachment.entersByZone) \(attachment.leavesByZone) "
      + (attachment.table.map { words(of: topology.routeTables[$0]) } ?? "")
  }
}
