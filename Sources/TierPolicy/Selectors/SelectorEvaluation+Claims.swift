import Reachability
import Topology

/// Claims about one property of an endpoint.
extension SelectorEvaluation {
  /// The endpoints of which a claim about a property holds.
  func endpoints(of claim: Selector) -> EndpointSet {
    switch claim {
    case .id(let globs):
      let named = topology.resources.map { fits($0.id, globs) }
      return set { named[Int(resources[$0])] || fits(topology.endpoints[$0].id, globs) }
    case .network, .subnet, .zone:
      let picked = topology.subnets.map { holds(claim, of: $0) }
      return set { picked[Int(subnets[$0])] }
    case .securityGroup(let globs):
      let holds = bindingsInGroups(globs)
      return set { holds[Int(bindings[$0])] }
    case .tag, .name, .kind, .account, .provider, .region, .service:
      let picked = topology.resources.map { holds(claim, of: $0) }
      return set { picked[Int(resources[$0])] }
    case .addresses, .world, .everything, .any, .all, .not:
      return parties(claim, name: "").endpoints
    }
  }

  /// The endpoints of which `holds` is true.
  func endpoints(where holds: (Endpoint) -> Bool) -> EndpointSet {
    set { holds(topology.endpoints[$0]) }
  }

  /// Whether a claim about resources holds of one.
  func holds(_ claim: Selector, of resource: Resource) -> Bool {
    switch claim {
    case .tag(let key, let values):
      resource.tags.contains { $0.key == key && fits($0.value, values) }
    case .name(let globs): fits(resource.name, globs)
    case .kind(let kinds): kinds.contains(resource.kind)
    case .account(let globs): fits(resource.scope.account, globs)
    case .provider(let globs): fits(resource.scope.provider, globs)
    case .region(let globs): fits(resource.scope.region, globs)
    case .service(let globs):
      resource.kind == .container && resource.tag("service").map { fits($0, globs) } ?? false
    case .id, .network, .subnet, .securityGroup, .zone, .addresses, .world, .everything, .any,
      .all, .not:
      false
    }
  }

  private func holds(_ claim: Selector, of subnet: Subnet) -> Bool {
    switch claim {
    case .network(let globs):
      fits(topology.networks[subnet.network].id, globs)
        || fits(topology.networks[subnet.network].name, globs)
    case .subnet(let globs): fits(subnet.id, globs) || fits(subnet.name, globs)
    case .zone(let globs): fits(subnet.zone, globs)
    case .tag, .name, .id, .kind, .securityGroup, .account, .provider, .region, .service,
      .addresses, .world, .everything, .any, .all, .not:
      false
    }
  }

  /// For each binding, whether a group or an interface filter of it fits.
  private func bindingsInGroups(_ globs: [Glob]) -> [Bool] {
    let groups = topology.groups.map { fits($0.id, globs) || fits($0.name, globs) }
    let filters = topology.filters.map {
      $0.layer == .instanceFilter && (fits($0.id, globs) || fits($0.name, globs))
    }
    return topology.bindings.map { binding in
      binding.groups.contains { groups[$0.index] }
        || (binding.inbound + binding.outbound).contains { stage in
          stage.filters.contains { filters[$0.index] }
        }
    }
  }

  private func set(_ picks: (Int) -> Bool) -> EndpointSet {
    var result = EndpointSet(universe: resources.count)
    for index in resources.indices where picks(index) { result.insert(ID(index)) }
    return result
  }

  private func fits(_ text: String, _ globs: [Glob]) -> Bool {
    globs.contains { $0.matches(text) }
  }
}
