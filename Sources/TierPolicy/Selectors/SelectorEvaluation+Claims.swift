import Reachability
import Topology

/// Claims about one property of an endpoint.
extension SelectorEvaluation {
  /// The endpoints of which a claim about a property holds.
  func endpoints(of claim: Selector) -> EndpointSet {
    switch claim {
    case .id(let globs):
      let wanted = GlobSet(globs)
      let named = topology.resources.map { wanted.matches($0.id) }
      return collect { named[Int(resources[$0])] || wanted.matches(topology.endpoints[$0].id) }
    case .network(let globs):
      let wanted = GlobSet(globs)
      let networks = topology.networks.map { wanted.matches($0.id) || wanted.matches($0.name) }
      return endpointsWhoseSubnet { networks[topology.subnets[$0].network.index] }
    case .subnet(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseSubnet {
        wanted.matches(topology.subnets[$0].id) || wanted.matches(topology.subnets[$0].name)
      }
    case .zone(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseSubnet { wanted.matches(topology.subnets[$0].zone) }
    case .securityGroup(let globs):
      let picked = bindings(in: GlobSet(globs))
      return collect { picked[Int(bindings[$0])] }
    case .tag(let key, let values):
      let wanted = GlobSet(values)
      return endpointsWhoseResource { index in
        topology.resources[index].tags.contains { $0.key == key && wanted.matches($0.value) }
      }
    case .name(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseResource { wanted.matches(topology.resources[$0].name) }
    case .kind(let kinds):
      return endpointsWhoseResource { kinds.contains(topology.resources[$0].kind) }
    case .account(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseResource { wanted.matches(topology.resources[$0].scope.account) }
    case .provider(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseResource { wanted.matches(topology.resources[$0].scope.provider) }
    case .region(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseResource { wanted.matches(topology.resources[$0].scope.region) }
    case .service(let globs):
      let wanted = GlobSet(globs)
      return endpointsWhoseResource { index in
        topology.resources[index].kind == .container
          && topology.resources[index].tag("service").map(wanted.matches) ?? false
      }
    case .addresses, .world, .everything, .any, .all, .not:
      return parties(claim, name: "").endpoints
    }
  }

  /// The endpoints of which `holds` is true.
  func endpoints(where holds: (Endpoint) -> Bool) -> EndpointSet {
    collect { holds(topology.endpoints[$0]) }
  }

  /// The endpoints of the resources of which `holds` is true.
  private func endpointsWhoseResource(_ holds: (Int) -> Bool) -> EndpointSet {
    let picked = topology.resources.indices.map(holds)
    return collect { picked[Int(resources[$0])] }
  }

  /// The endpoints in the subnets of which `holds` is true.
  private func endpointsWhoseSubnet(_ holds: (Int) -> Bool) -> EndpointSet {
    let picked = topology.subnets.indices.map(holds)
    return collect { picked[Int(subnets[$0])] }
  }

  /// For each binding, whether a group or an interface filter of it fits.
  private func bindings(in wanted: GlobSet) -> [Bool] {
    let groups = topology.groups.map { wanted.matches($0.id) || wanted.matches($0.name) }
    let filters = topology.filters.map {
      $0.layer == .instanceFilter && (wanted.matches($0.id) || wanted.matches($0.name))
    }
    return topology.bindings.map { binding in
      binding.groups.contains { groups[$0.index] }
        || (binding.inbound + binding.outbound).contains { stage in
          stage.filters.contains { filters[$0.index] }
        }
    }
  }

  private func collect(_ picks: (Int) -> Bool) -> EndpointSet {
    var result = EndpointSet(universe: resources.count)
    for index in resources.indices where picks(index) { result.insert(ID(index)) }
    return result
  }
}
