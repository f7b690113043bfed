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
      return set { named[Int(resources[$0])] || wanted.matches(topology.endpoints[$0].id) }
    case .network(let globs):
      let wanted = GlobSet(globs)
      let networks = topology.networks.map { wanted.matches($0.id) || wanted.matches($0.name) }
      return endpoints(inSubnets: { networks[$0.network.index] })
    case .subnet(let globs):
      let wanted = GlobSet(globs)
      return endpoints(inSubnets: { wanted.matches($0.id) || wanted.matches($0.name) })
    case .zone(let globs):
      let wanted = GlobSet(globs)
      return endpoints(inSubnets: { wanted.matches($0.zone) })
    case .securityGroup(let globs):
      let picked = bindings(in: GlobSet(globs))
      return set { picked[Int(bindings[$0])] }
    case .tag(let key, let values):
      let wanted = GlobSet(values)
      return endpoints(ofResources: {
        $0.tags.contains { $0.key == key && wanted.matches($0.value) }
      })
    case .name(let globs):
      let wanted = GlobSet(globs)
      return endpoints(ofResources: { wanted.matches($0.name) })
    case .kind(let kinds):
      return endpoints(ofResources: { kinds.contains($0.kind) })
    case .account(let globs):
      let wanted = GlobSet(globs)
      return endpoints(ofResources: { wanted.matches($0.scope.account) })
    case .provider(let globs):
      let wanted = GlobSet(globs)
      return endpoints(ofResources: { wanted.matches($0.scope.provider) })
    case .region(let globs):
      let wanted = GlobSet(globs)
      return endpoints(ofResources: { wanted.matches($0.scope.region) })
    case .service(let globs):
      let wanted = GlobSet(globs)
      return endpoints(ofResources: { resource in
        resource.kind == .container && resource.tag("service").map(wanted.matches) ?? false
      })
    case .addresses, .world, .everything, .any, .all, .not:
      return parties(claim, name: "").endpoints
    }
  }

  /// The endpoints of which `holds` is true.
  func endpoints(where holds: (Endpoint) -> Bool) -> EndpointSet {
    set { holds(topology.endpoints[$0]) }
  }

  /// The endpoints of the resources of which `holds` is true.
  private func endpoints(ofResources holds: (Resource) -> Bool) -> EndpointSet {
    let picked = topology.resources.map(holds)
    return set { picked[Int(resources[$0])] }
  }

  /// The endpoints in the subnets of which `holds` is true.
  private func endpoints(inSubnets holds: (Subnet) -> Bool) -> EndpointSet {
    let picked = topology.subnets.map(holds)
    return set { picked[Int(subnets[$0])] }
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

  private func set(_ picks: (Int) -> Bool) -> EndpointSet {
    var result = EndpointSet(universe: resources.count)
    for index in resources.indices where picks(index) { result.insert(ID(index)) }
    return result
  }
}
