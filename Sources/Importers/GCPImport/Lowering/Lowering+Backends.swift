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
      if group.contains("/networkEndpointGroups/") {
        addEndpoints(of: group, to: &result)
        continue
      }
      guard group.contains("/instanceGroups/") else {
        result.gaps.append("the endpoints of \(ResourceName.last(group))")
        continue
      }
      let (members, isComplete) = machines(of: group)
      let endpoints = members.compactMap { endpointsOfInstance[$0]?.first?.endpoint }
      if endpoints.isEmpty || endpoints.count < members.count || !isComplete {
        result.gaps.append("the machines of \(ResourceName.last(group))")
      }
      guard let traffic = traffic(of: service, inventory.instanceGroups[group]) else {
        result.gaps.append("the port of \(ResourceName.last(id))")
        continue
      }
      if !endpoints.isEmpty { result.targets.append((endpoints, traffic)) }
    }
  }

  /// The machines of an instance group, and whether these are all: those that its manager made, and
  /// those that a list of its members names.
  func machines(of group: String) -> (instances: [String], isComplete: Bool) {
    let listed = inventory.groupMembers["\(group)/members"]
    let made = inventory.instances.sorted.filter { $0.group == group }.map(\.id)
    let all = Set(made + (listed?.members.compactMap(\.instance) ?? [])).sorted()
    let size = inventory.instanceGroups[group]?.size
    return (all, size.map { all.count >= $0 } ?? (listed != nil || !all.isEmpty))
  }

  /// The endpoints of a network endpoint group, each with its own port (GCP-7.5, GCP-7.11).
  private func addEndpoints(of group: String, to result: inout BalancerBackends) {
    let record = inventory.endpointGroups[group]
    // Behind it are services of Google, at which no machine of a network stands.
    if record?.type == "SERVERLESS" { return }
    let listed = inventory.groupMembers["\(group)/members"]?.members ?? []
    var found = 0
    for member in listed {
      guard let number = (member.port ?? record?.port).flatMap({ UInt16(exactly: $0) }),
        let endpoint = endpoint(of: member)
      else { continue }
      found += 1
      result.targets.append(([endpoint], .tcp(number...number)))
    }
    if found == 0 || found < max(listed.count, record?.size ?? 0) {
      result.gaps.append("the endpoints of \(ResourceName.last(group))")
    }
  }

  /// The endpoint that a member of a group means: the part of its machine with its address.
  func endpoint(of member: Exported.GroupMembers.Member) -> ID<Endpoint>? {
    guard let instance = member.instance, let all = endpointsOfInstance[instance] else {
      return nil
    }
    guard let address = member.address else { return all.first?.endpoint }
    for (network, _) in all {
      if let owner = owners[OwnerKey(network: network, address: address)] { return owner }
    }
    return all.first?.endpoint
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
