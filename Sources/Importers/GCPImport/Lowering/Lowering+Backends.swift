import Documents
import PacketSets
import Topology

extension Lowering {
  /// What stands behind a forwarding rule of a proxy: its proxy, the map of paths, their backend
  /// services, the groups of those.
  func backends(of rule: Exported.ForwardingRule) -> BalancerBackends {
    var result = BalancerBackends()
    var services = rule.backendService.map { [$0] } ?? []
    if let target = rule.target {
      guard let proxy = inventory.balancerTargets[target] else {
        result.gaps.append("the target \(ResourceName.last(target))")
        return result
      }
      services += proxy.services
      if let map = proxy.urlMap {
        if let found = inventory.balancerTargets[map] {
          services += found.services
        } else {
          result.gaps.append("the URL map \(ResourceName.last(map))")
        }
      }
    }
    for id in Set(services).sorted() where !id.contains("/backendBuckets/") {
      add(id, to: &result)
    }
    return result
  }

  private func add(_ id: String, to result: inout BalancerBackends) {
    guard let service = inventory.backendServices[id] else {
      result.gaps.append("the backend service \(ResourceName.last(id))")
      return
    }
    for group in service.groups {
      guard group.contains("/instanceGroups/") else {
        // Endpoints of network endpoint groups are part of no list; serverless ones are no machines.
        result.gaps.append("the endpoints of \(ResourceName.last(group))")
        continue
      }
      let members = inventory.instances.sorted.filter { $0.group == group }
      let endpoints = members.compactMap { endpointsOfInstance[$0.id]?.first?.endpoint }
      let record = inventory.instanceGroups[group]
      if endpoints.isEmpty || endpoints.count < record?.size ?? endpoints.count {
        result.gaps.append("the machines of \(ResourceName.last(group))")
      }
      guard let traffic = traffic(of: service, record) else {
        result.gaps.append("the port of \(ResourceName.last(id))")
        continue
      }
      if !endpoints.isEmpty { result.targets.append((endpoints, traffic)) }
    }
  }

  /// The connections to the machines of a group: the port that the service's name means there
  /// (GCP-7.5).
  private func traffic(
    of service: Exported.BackendService, _ group: Exported.InstanceGroup?
  ) -> TrafficSet? {
    var ports: [UInt16] = []
    if let name = service.portName, let found = group?.ports[name] {
      ports = found
    } else if let port = service.port.flatMap({ UInt16(exactly: $0) }), port > 0,
      group?.ports.isEmpty ?? false || service.portName == nil
    {
      ports = [port]
    }
    guard !ports.isEmpty else { return nil }
    return ports.reduce(.empty) { $0.union(.tcp($1...$1)) }
  }

  /// The subnet of the graph from which a balancer opens connections into a network: the front ends
  /// of Google, or the proxy-only subnet of the region (GCP-7.1, GCP-7.2).
  mutating func senderSubnet(
    of rule: Exported.ForwardingRule, in network: String
  ) -> (subnet: ID<Subnet>, address: IPAddress)? {
    guard rule.scheme.hasSuffix("_MANAGED"), let region = ResourceName.region(in: rule.id) else {
      return frontEnds(in: network)
    }
    let proxySubnet = (subnetsOfNetwork[network] ?? []).first { subnet in
      subnet.isProxyOnly && !subnet.isBackup && subnet.region == region
    }
    guard let proxySubnet, let range = proxySubnet.range, case .v4(let first) = range.first else {
      return nil
    }
    let found = subnets.filter { $0.key.subnetwork == proxySubnet.id }.values.min()
    return found.map { subnet in
      (subnet, .v4(IPv4Address(rawValue: first.rawValue &+ 2 &+ nextSender(in: proxySubnet.id))))
    }
  }

  /// The ranges of Google's front ends, as they stand before the machines of a network.
  private mutating func frontEnds(in network: String) -> (ID<Subnet>, IPAddress)? {
    guard let number = networks[network] else { return nil }
    let id = "\(network)/front-ends"
    let key = SubnetKey(subnetwork: id, table: TableKey(network: network))
    let offset = nextSender(in: id)
    let address = IPAddress.v4(IPv4Address(rawValue: 0x23BF_0001 &+ (offset & 0xFFFF)))
    if let known = subnets[key] { return (known, address) }
    let prefixes = Self.frontEndRanges.prefixes
    networksWithFrontEnds.insert(network)
    topology.networks[number].prefixes =
      Set(topology.networks[number].prefixes + prefixes).sorted()
    let subnet = topology.add(
      Subnet(
        id: id, name: "Google front ends", network: number, prefixes: prefixes,
        routeTable: table(TableKey(network: network))))
    subnets[key] = subnet
    return (subnet, address)
  }

  private func nextSender(in id: String) -> UInt32 {
    UInt32(truncatingIfNeeded: topology.endpoints.count { $0.id.hasSuffix("/sender of \(id)") })
  }
}
