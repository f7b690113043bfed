import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the network interfaces, the parties of every proof.
  mutating func addEndpoints() {
    let count = inventory.networkInterfaces.records.count
    topology.endpoints.reserveCapacity(count)
    resources.reserveCapacity(resources.count + count)
    endpointsByIndex = Array(repeating: nil, count: count)
    // The primary interface of an instance stands before its others, as it stands for the instance.
    let sorted = inventory.networkInterfaces.sortedIndices
    for index in sorted where !inventory.networkInterfaces.records[index].isSecondary {
      addEndpoint(index)
    }
    for index in sorted where inventory.networkInterfaces.records[index].isSecondary {
      addEndpoint(index)
    }
    noteMissingInterfaces()
    for page in Set(inventory.networkInterfaces.pages) {
      interfaceScopes.insert(inventory.fileScopes[inventory.pages[page].file])
    }
  }

  private mutating func addEndpoint(_ index: Int) {
    let interface = inventory.networkInterfaces.records[index]
    let page = inventory.networkInterfaces.pages[index]
    // Interfaces for remote memory access alone have no addresses.
    if interface.type == "efaonly" {
      skip(.networkInterfaces, page: page)
      return
    }
    var role = InterfaceRole.of(interface)
    if interface.instanceID != nil, role.kind == .networkInterface { role.kind = .instance }
    if interface.instanceID == nil { recognise(interface, &role) }
    let resource = self.resource(of: interface, role, page: page)
    let subnetNumber: ID<Subnet>
    if let id = interface.subnetID, let known = subnets[id] {
      subnetNumber = known
    } else {
      subnetNumber = subnet(
        interface.subnetID, in: interface.vpcID,
        scope: scope(of: interface, page: page),
        mentionedAt: interface.location)
    }
    let key = bindingKey(of: interface, role, resource)
    let number = topology.add(
      Endpoint(
        id: interface.id, resource: resource, subnet: subnetNumber,
        addresses: addresses(of: interface), binding: binding(key),
        forwards: !interface.checksSourceAndDestination && role.offers == .everything,
        initiates: role.initiates, offers: traffic(of: role.offers, interface),
        location: interface.location))
    endpointsByIndex[index] = number
    if role.offers == .someTCP, isJoinedLater(interface) {
      privateLinks.append(PrivateLink(endpoint: number, interface: index, key: key))
    }
    if role.offers == .listeners {
      balancerNodes[topology.resources[resource].id, default: []].append(
        BalancerNode(endpoint: number, key: key))
    }
  }

  /// The endpoint of a network interface.
  func endpoint(ofInterface id: String) -> ID<Endpoint>? {
    if let index = inventory.networkInterfaces.index(of: id) { return endpointsByIndex[index] }
    return endpoints[id]
  }

  /// The endpoint of an instance; the first one where it has several.
  func endpoint(ofInstance id: String) -> ID<Endpoint>? {
    guard let resource = resources[id] else { return nil }
    return topology.endpoints.firstIndex { $0.resource == resource }.map { ID($0) }
  }

  /// All addresses; of a delegated IPv6 prefix, which is too large to list, the first one.
  private mutating func addresses(of interface: Exported.NetworkInterface) -> [EndpointAddress] {
    guard !interface.ipv6Prefixes.isEmpty else { return interface.addresses }
    tell(
      .note, "aws.networkInterface.ipv6Prefix", about: "prefixes",
      "Interfaces such as \(interface.id) have delegated IPv6 prefixes, of which the first address "
        + "stands for all.", at: interface.location, effect: .assumedClosed)
    return interface.addresses + interface.ipv6Prefixes.map { EndpointAddress($0.first) }
  }

  private func traffic(
    of offer: InterfaceRole.Offer, _ interface: Exported.NetworkInterface
  ) -> TrafficSet {
    switch offer {
    case .everything, .listeners: .all
    case .nothing: .empty
    case .tcp(let port): .tcp(port...port)
    case .traffic(let traffic): traffic
    case .someTCP:
      servicePort(of: interface).map { .tcp($0...$0) }
        ?? self.offer(ofServiceBehind: interface) ?? .tcp(0...65535)
    }
  }

  /// The port of the AWS service behind an interface endpoint: its API, which is HTTPS.
  ///
  /// The port of other services is theirs to choose (AWS-VPE-03).
  func servicePort(of interface: Exported.NetworkInterface) -> UInt16? {
    guard let id = serviceOfInterface[interface.id],
      let name = inventory.vpcEndpoints[id]?.serviceName, name.hasPrefix("com.amazonaws."),
      !name.hasPrefix("com.amazonaws.vpce.")
    else { return nil }
    let otherPorts = [
      ".email-smtp", ".cassandra", ".kafka", ".transfer.server", ".iot.data", ".git-codecommit",
      ".ecs-telemetry", ".workspaces", ".awsconnector", ".greengrass", ".codeartifact",
    ]
    return otherPorts.contains { name.hasSuffix($0) } ? nil : 443
  }

  /// Says what is missing where interfaces were not exported.
  private mutating func noteMissingInterfaces() {
    guard inventory.filesOfKind[.networkInterfaces] == nil,
      !inventory.networkInterfaces.isEmpty
    else { return }
    tell(
      .warning, "aws.networkInterface.onlyInstances", about: "",
      "Network interfaces are known from instances only: those of load balancers, databases, "
        + "functions and endpoints are missing.", effect: .assumedClosed,
      advice: "Export them: \(RecordKind.networkInterfaces.command).")
    omit(
      about: "interfaces", "network interfaces are known from instances only",
      remedy: RecordKind.networkInterfaces.command)
  }
}
