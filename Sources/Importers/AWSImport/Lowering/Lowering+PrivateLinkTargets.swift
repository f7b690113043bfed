import PacketSets
import Topology

/// An interface endpoint whose service is exported as well.
struct PrivateLink {
  /// The endpoint.
  var endpoint: ID<Endpoint>
  /// Its place among the interfaces.
  var interface: Int
  /// What filters it.
  var key: BindingKey
}

extension Lowering {
  /// Joins interface endpoints with the targets of the services behind them.
  ///
  /// Targets see the address of the load balancer's node in the zone of the endpoint (AWS-VPE-04). The
  /// groups of the load balancer are asked with the address of the client.
  mutating func joinPrivateLinks() {
    var byNode: [ID<Endpoint>: [Forwarding]] = [:]
    for forwarding in topology.forwardings where settledNodes.contains(forwarding.endpoint) {
      byNode[forwarding.endpoint, default: []].append(forwarding)
    }
    for link in privateLinks {
      let interface = inventory.networkInterfaces.records[link.interface]
      guard let service = provider(ofServiceBehind: interface),
        let nodes = nodes(of: service, for: interface)
      else {
        var key = link.key
        let resource = topology.resources[topology.endpoints[link.endpoint].resource]
        key.extras.append(unknownService(of: resource, interface))
        topology.endpoints[link.endpoint].binding = binding(key)
        continue
      }
      topology.endpoints[link.endpoint].offers = .empty
      for (node, filters) in nodes {
        for forwarding in byNode[node] ?? [] { join(link, forwarding, filters) }
      }
    }
  }

  /// The nodes to which an endpoint passes connections, with the groups that are asked there; nil when
  /// that is not known.
  private func nodes(
    of service: Exported.EndpointService, for interface: Exported.NetworkInterface
  ) -> [(node: ID<Endpoint>, filters: BindingKey?)]? {
    let home = interface.subnetID.flatMap { inventory.subnets[$0] }
    var result: [(node: ID<Endpoint>, filters: BindingKey?)] = []
    for arn in service.balancerARNs {
      guard let index = inventory.loadBalancers.index(of: arn) else { return nil }
      let balancer = inventory.loadBalancers.records[index]
      let nodes = balancerNodes[balancer.key] ?? []
      let near = nodes.filter { node in
        let subnet = topology.subnets[topology.endpoints[node.endpoint].subnet].id
        return isSameZone(inventory.subnets[subnet], home)
      }
      let chosen = near.isEmpty && nodes.count == 1 ? nodes : near
      guard !chosen.isEmpty, chosen.allSatisfy({ settledNodes.contains($0.endpoint) }) else {
        return nil
      }
      result += chosen.map { ($0.endpoint, balancer.filtersPrivateLinks ? $0.key : nil) }
    }
    return result
  }

  /// Whether two subnets are in one zone: the names of zones mean others in other accounts.
  private func isSameZone(_ one: Exported.Subnet?, _ other: Exported.Subnet?) -> Bool {
    guard let one, let other else { return false }
    if let zone = one.zoneID, let same = other.zoneID { return zone == same }
    return one.ownerID == other.ownerID && !one.zone.isEmpty && one.zone == other.zone
  }

  /// Passes on what an endpoint is sent as the node of the load balancer would.
  private mutating func join(
    _ link: PrivateLink, _ forwarding: Forwarding, _ filters: BindingKey?
  ) {
    let machine = topology.endpoints[link.endpoint]
    guard let family = forwarding.addresses.first?.family else { return }
    let own = machine.addresses.map(\.address).filter { $0.family == family }
    guard !own.isEmpty else { return }
    var joined = forwarding
    joined.id = "\(forwarding.id) for \(machine.id)"
    joined.endpoint = link.endpoint
    joined.addresses = own
    joined.keepsSource = false
    joined.bearer = forwarding.endpoint
    joined.choice = "service of \(machine.id)"
    if let filters, !filters.groups.isEmpty {
      var both = topology.bindings[machine.binding]
      both.inbound +=
        topology.bindings[binding(BindingKey(groups: filters.groups, extras: []))]
        .inbound
      joined.binding = topology.add(both)
    } else {
      joined.binding = machine.binding
    }
    _ = topology.add(joined)
  }
}
