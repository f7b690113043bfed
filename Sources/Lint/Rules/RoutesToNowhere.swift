import Documents
import PacketSets
import Topology

/// Finds routes by which no packet gets anywhere.
struct RoutesToNowhere: LintRule {
  func findings(in context: LintContext) -> [LintFinding] {
    let topology = context.topology
    var networks: [ID<RouteTable>: Set<ID<Network>>] = [:]
    for subnet in topology.subnets {
      networks[subnet.routeTable, default: []].insert(subnet.network)
    }
    return topology.routeTables.ids.filter(context.usedTables.contains).flatMap { id in
      let table = topology.routeTables[id]
      return table.routes.compactMap { route -> LintFinding? in
        guard let reason = reason(route, networks[id] ?? [], topology) else { return nil }
        return LintFinding(
          kind: .routeToNowhere, holder: table.name, holderID: table.id, rule: route.text,
          message: reason, location: route.location,
          isActionable: route.location == .unknown || route.location != table.location)
      }
    }
  }

  private func reason(_ route: Route, _ networks: Set<ID<Network>>, _ topology: Topology) -> String?
  {
    switch route.target {
    case .local, .attachment: return nil
    case .drop(let why): return why
    case .endpoint(let endpoint):
      return topology.endpoints[endpoint].forwards
        ? nil : "\(topology.resource(of: endpoint).name) does not pass packets of others on"
    case .gateway(let id):
      let gateway = topology.gateways[id]
      let attached = Set(gateway.networks)
      if !networks.isEmpty, networks.isDisjoint(with: attached) {
        return "\(gateway.name) is not attached to the network"
      }
      switch gateway.kind {
      case .internet, .egressOnly, .service, .opaque: return nil
      case .sourceTranslation(let translation):
        return translation.endpoints.isEmpty || translation.traffic.isEmpty
          ? "\(gateway.name) translates nothing" : nil
      case .peering(let peering):
        if !peering.isActive { return "\(gateway.name) is not active" }
        let far = networks.flatMap { network in
          peering.sides.filter { $0.network != network }.map(\.prefixes)
        }
        let reachable = far.reduce(AddressSet.empty) { $0.union($1) }
        let isBeyond =
          route.possible == nil && !networks.isEmpty
          && AddressSet(route.destinations).isDisjoint(with: reachable)
        return isBeyond ? "the far side of \(gateway.name) has none of these addresses" : nil
      case .transit(let transit):
        let isHere = transit.attachments.contains { attachment in
          guard case .network(let network, _) = attachment.side else { return false }
          return networks.contains(network)
        }
        return isHere || networks.isEmpty ? nil : "\(gateway.name) has no attachment to the network"
      }
    }
  }
}
