import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the gateways that the exports describe.
  mutating func addGateways() {
    for gateway in inventory.internetGateways.sorted {
      let attached = gateway.vpcIDs.map {
        self.network(
          of: $0, scope: Scope(provider: "aws", account: gateway.ownerID ?? ""),
          mentionedAt: gateway.location)
      }
      gateways[gateway.id] = topology.add(
        Gateway(
          id: gateway.id, name: gateway.tags.name,
          kind: gateway.isEgressOnly
            ? .egressOnly(Topology.internet) : .internet(Topology.internet),
          networks: attached, location: gateway.location))
    }
    for index in inventory.vpcEndpoints.sortedIndices
    where inventory.vpcEndpoints.records[index].isGateway {
      addServiceGateway(
        inventory.vpcEndpoints.records[index], page: inventory.vpcEndpoints.pages[index])
    }
    for index in inventory.natGateways.sortedIndices {
      addNATGateway(
        inventory.natGateways.records[index], page: inventory.natGateways.pages[index])
    }
    for index in inventory.peerings.sortedIndices {
      addPeering(inventory.peerings.records[index], page: inventory.peerings.pages[index])
    }
  }

  /// A gateway endpoint carries TCP and pings of its own VPC to its service, whose addresses the
  /// prefix list of the route names (AWS-VPE-01).
  private mutating func addServiceGateway(_ endpoint: Exported.VpcEndpoint, page: Int) {
    guard ["", "available"].contains(endpoint.state) else {
      deadGateways[endpoint.id] = "\(endpoint.id) is \(endpoint.state)"
      skip(.vpcEndpoints, page: page)
      return
    }
    let scope = inventory.scope(page: page, owner: endpoint.ownerID)
    let network = self.network(of: endpoint.vpcID, scope: scope, mentionedAt: endpoint.location)
    let service = ServiceGateway(
      world: Topology.internet, traffic: TrafficSet(.tcp).union(.echoRequests))
    gateways[endpoint.id] = topology.add(
      Gateway(
        id: endpoint.id, name: "\(endpoint.serviceName) (\(endpoint.id))",
        kind: .service(service), networks: [network], location: endpoint.location))
    guard endpoint.limitsRequests else { return }
    // AWS-VPE-02: the policy judges requests, not packets.
    tell(
      .note, "aws.vpcEndpoint.policy", about: endpoint.id,
      "The endpoint \(endpoint.id) has a policy of its own: it decides which requests the service "
        + "answers, not which packets arrive.", at: endpoint.location, effect: .exact)
  }

  /// A NAT gateway hides TCP, UDP and ICMP sources of its own VPC behind the addresses of its
  /// interfaces (AWS-NAT-01, AWS-NAT-03); only a public one reaches the internet (AWS-NAT-02).
  private mutating func addNATGateway(_ gateway: Exported.NatGateway, page: Int) {
    guard gateway.state == "available" else {
      deadGateways[gateway.id] = "\(gateway.id) is \(gateway.state)"
      if gateway.state != "pending" { addVacancies(of: gateway) }
      skip(.natGateways, page: page)
      return
    }
    let scope = inventory.scope(page: page, owner: nil)
    let network = self.network(of: gateway.vpcID, scope: scope, mentionedAt: gateway.location)
    if gateway.subnetID == nil || gateway.addresses.isEmpty {
      addRegionalNATGateway(gateway, in: network, scope)
      return
    }
    let numbers = gateway.addresses.compactMap { endpoint(of: $0, gateway, scope) }
    let traffic = TrafficSet(.tcp).union(TrafficSet(.udp)).union(TrafficSet(.icmp))
    gateways[gateway.id] = topology.add(
      Gateway(
        id: gateway.id, name: gateway.tags.name,
        kind: .sourceTranslation(
          SourceTranslation(
            endpoints: numbers, traffic: traffic, reachesInternet: gateway.isPublic)),
        networks: [network], location: gateway.location))
  }

  /// The public addresses of a gateway that is gone stay listed for a while; nobody answers there
  /// (AWS-NAT-04).
  private mutating func addVacancies(of gateway: Exported.NatGateway) {
    for address in gateway.addresses {
      guard let outside = address.address?.publicAddress else { continue }
      topology.vacancies.append(
        Vacancy(
          address: outside,
          reason: "it was the address of the NAT gateway \(gateway.id), which is \(gateway.state)",
          location: address.location))
    }
  }

  /// The interface of an address of a NAT gateway, added from the gateway's own record where the
  /// interface is not exported.
  private mutating func endpoint(
    of address: Exported.NatGateway.Address, _ gateway: Exported.NatGateway, _ scope: Scope
  ) -> ID<Endpoint>? {
    let id = address.networkInterfaceID ?? gateway.id
    if let known = self.endpoint(ofInterface: id) {
      if let found = address.address { adopt(found, at: known) }
      return known
    }
    guard let found = address.address else { return nil }
    let resource =
      resources[gateway.id]
      ?? topology.add(
        Resource(
          id: gateway.id, name: gateway.tags.name, kind: .natGateway, scope: scope,
          tags: gateway.tags, location: gateway.location))
    resources[gateway.id] = resource
    let number = topology.add(
      Endpoint(
        id: id, resource: resource,
        subnet: subnet(
          gateway.subnetID, in: gateway.vpcID, scope: scope, mentionedAt: gateway.location),
        addresses: [found], binding: binding(BindingKey(groups: [], extras: [])),
        initiates: false, offers: .empty, location: address.location))
    endpoints[id] = number
    return number
  }

  /// Gives an interface the public address that only the record of its gateway tells.
  private mutating func adopt(_ address: EndpointAddress, at number: ID<Endpoint>) {
    var known = topology.endpoints[number].addresses
    if let position = known.firstIndex(where: { $0.address == address.address }) {
      guard known[position].publicAddress == nil, address.publicAddress != nil else { return }
      known[position].publicAddress = address.publicAddress
    } else {
      known.append(address)
    }
    topology.endpoints[number].addresses = known
  }
}
