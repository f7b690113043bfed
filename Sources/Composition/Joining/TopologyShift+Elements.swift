import Topology

/// Elements with the numbers that they name shifted.
extension TopologyShift {
  func shifted(_ subnet: Subnet) -> Subnet {
    var result = subnet
    result.network = self(subnet.network)
    result.routeTable = self(subnet.routeTable)
    result.inbound = subnet.inbound.map { self($0) }
    result.outbound = subnet.outbound.map { self($0) }
    return result
  }

  func shifted(_ endpoint: Endpoint) -> Endpoint {
    var result = endpoint
    result.resource = self(endpoint.resource)
    result.subnet = self(endpoint.subnet)
    result.binding = self(endpoint.binding)
    return result
  }

  func shifted(_ group: IdentityGroup) -> IdentityGroup {
    var result = group
    result.network = group.network.map { self($0) }
    return result
  }

  func shifted(_ filter: Filter) -> Filter {
    var result = filter
    result.unknown = filter.unknown.map { self($0) }
    result.rules = filter.rules.map { rule in
      var rule = rule
      rule.peer.groups = rule.peer.groups.map { self($0) }
      rule.peer.possible = rule.peer.possible.map(shifted)
      return rule
    }
    return result
  }

  func shifted(_ binding: FilterBinding) -> FilterBinding {
    FilterBinding(
      groups: binding.groups.map { self($0) }, inbound: binding.inbound.map(shifted),
      outbound: binding.outbound.map(shifted))
  }

  func shifted(_ table: RouteTable) -> RouteTable {
    var result = table
    result.unknown = table.unknown.map { self($0) }
    result.routes = table.routes.map { route in
      var route = route
      route.possible = route.possible.map(shifted)
      switch route.target {
      case .local, .drop, .attachment: break
      case .gateway(let id): route.target = .gateway(self(id))
      case .endpoint(let id): route.target = .endpoint(self(id))
      }
      return route
    }
    return result
  }

  func shifted(_ gateway: Gateway) -> Gateway {
    var result = gateway
    result.networks = gateway.networks.map { self($0) }
    switch gateway.kind {
    case .internet(let world): result.kind = .internet(self(world))
    case .egressOnly(let world): result.kind = .egressOnly(self(world))
    case .service(var service):
      service.world = self(service.world)
      result.kind = .service(service)
    case .sourceTranslation(var translation):
      translation.endpoints = translation.endpoints.map { self($0) }
      translation.binding = translation.binding.map { self($0) }
      translation.origin = translation.origin.map { self($0) }
      result.kind = .sourceTranslation(translation)
    case .peering(var peering):
      peering.sides = peering.sides.map { side in
        var side = side
        side.network = side.network.map { self($0) }
        side.unknown = side.unknown.map { self($0) }
        side.world = side.world.map { self($0) }
        return side
      }
      result.kind = .peering(peering)
    case .transit(var transit):
      transit.attachments = transit.attachments.map(shifted)
      result.kind = .transit(transit)
    case .opaque(var opaque):
      opaque.assumption = self(opaque.assumption)
      opaque.world = opaque.world.map { self($0) }
      result.kind = .opaque(opaque)
    }
    return result
  }

  private func shifted(_ attachment: TransitAttachment) -> TransitAttachment {
    var result = attachment
    result.table = attachment.table.map { self($0) }
    switch attachment.side {
    case .network(let network, let doors):
      result.side = .network(self(network), doors: doors.map { self($0) })
    case .world(let world): result.side = .world(self(world))
    case .transit(let gateway, let number):
      result.side = .transit(self(gateway), attachment: number)
    case .unknown(let assumption, let world):
      result.side = .unknown(self(assumption), world: world.map { self($0) })
    }
    return result
  }

  func shifted(_ proxy: Proxy) -> Proxy {
    var result = proxy
    result.endpoints = proxy.endpoints.map { self($0) }
    result.unknown = proxy.unknown.map { self($0) }
    result.listeners = proxy.listeners.map { listener in
      var listener = listener
      listener.targets = listener.targets.map { self($0) }
      return listener
    }
    return result
  }

  func shifted(_ forwarding: Forwarding) -> Forwarding {
    var result = forwarding
    result.endpoint = self(forwarding.endpoint)
    result.targets = forwarding.targets.map { ForwardingTarget(self($0.endpoint), at: $0.address) }
    result.bearer = forwarding.bearer.map { self($0) }
    result.binding = forwarding.binding.map { self($0) }
    result.origin = forwarding.origin.map { self($0) }
    return result
  }

  private func shifted(_ stage: FilterStage) -> FilterStage {
    FilterStage(stage.filters.map { self($0) }, layer: stage.layer)
  }

  private func shifted(_ peers: PossiblePeers) -> PossiblePeers {
    PossiblePeers(peers.addresses, because: self(peers.assumption))
  }
}
