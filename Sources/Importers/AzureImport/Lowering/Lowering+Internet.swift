import Documents
import PacketSets
import Topology

/// Where packets of one family go that are sent to the internet.
struct InternetTarget {
  var family: AddressFamily
  var target: RouteTarget
}

extension Lowering {
  /// The ways to the internet of a part of a subnet (AZ-7.2, AZ-7.5).
  mutating func internetTargets(of part: SubnetPart) -> [InternetTarget] {
    let networkID = part.subnet.parent
    var targets: [InternetTarget] = []
    if part.reachesInternet4 {
      targets.append(InternetTarget(family: .v4, target: internetGateway(of: networkID)))
    } else if let id = natGatewayID(of: part.subnet) {
      targets.append(InternetTarget(family: .v4, target: natTarget(id, part)))
    } else if let balancer = part.balancer {
      targets.append(InternetTarget(family: .v4, target: balancerTarget(balancer, part)))
    } else {
      targets.append(InternetTarget(family: .v4, target: defaultOutbound(of: part)))
    }
    if part.reachesInternet6 {
      targets.append(InternetTarget(family: .v6, target: internetGateway(of: networkID)))
    } else {
      targets.append(
        InternetTarget(family: .v6, target: .drop("there is no public IPv6 address")))
    }
    return targets
  }

  /// The way in and out that every network has for its public addresses.
  mutating func internetGateway(of networkID: AzureID) -> RouteTarget {
    let key = "internet of \(networkID)"
    if let known = gateways[key] { return .gateway(known) }
    let location = networks[networkID].map { topology.networks[$0].location } ?? .unknown
    let name = networks[networkID].map { topology.networks[$0].name } ?? networkID.name
    let number = topology.add(
      Gateway(
        id: key, name: "Internet access of \(name)", kind: .internet(Topology.internet),
        networks: [networks[networkID]].compactMap { $0 }, location: location))
    gateways[key] = number
    return .gateway(number)
  }

  /// Machines without any explicit way out get an address of Azure's, unless the subnet is private
  /// (AZ-7.3).
  private mutating func defaultOutbound(of part: SubnetPart) -> RouteTarget {
    let subnet = subnet(part.subnet)
    if subnet?.defaultOutboundAccess == false {
      return .drop("the subnet is private and has no NAT gateway")
    }
    let members = stations.filter { $0.part == part }
    if !members.isEmpty, members.allSatisfy({ !$0.mayDefaultOut }) {
      return .drop("no interface of the subnet has default outbound access")
    }
    let networkID = part.subnet.parent
    let key = "default outbound access of \(networkID)"
    let location = subnet?.location ?? .unknown
    let reason = assumption(
      about: "default outbound access",
      "which machines without a way out of their own get default outbound access",
      remedy: RecordKind.subnets.export, at: location)
    return .gateway(
      opaque(
        key, "default outbound access", in: networkID, mayTranslate: true, because: reason,
        at: location))
  }

  /// A NAT gateway translates TCP and UDP of a subnet; it lets nothing in but answers (AZ-7.4).
  private mutating func natTarget(_ id: AzureID, _ part: SubnetPart) -> RouteTarget {
    let networkID = part.subnet.parent
    let key = "\(id) of \(networkID)"
    if let known = gateways[key] { return .gateway(known) }
    let location = subnet(part.subnet)?.location ?? .unknown
    guard let number = index.natGateways[id], let network = networks[networkID] else {
      tell(
        .warning, "azure.natGateway.notExported", about: id.text,
        "The NAT gateway \(id.name) is named and not exported: what it carries is undecided.",
        at: location, effect: .assumedOpen,
        advice: "Export it: \(RecordKind.natGateways.export).")
      return unknownNAT(key, id, networkID, at: location)
    }
    let gateway = inventory.natGateways[number]
    let outside = (gateway.publicAddressIDs + gateway.publicPrefixIDs)
      .compactMap { index.publicAddresses[$0] }
      .compactMap { inventory.publicAddresses[$0].address }
      .filter { $0.family == .v4 }
    if outside.isEmpty { return unknownNAT(key, id, networkID, at: gateway.location) }
    let endpoint = add(gateway, outside, in: network, networkID)
    let traffic = TrafficSet(.tcp).union(TrafficSet(.udp))
    let lowered = topology.add(
      Gateway(
        id: key, name: gateway.name,
        kind: .sourceTranslation(SourceTranslation(endpoints: [endpoint], traffic: traffic)),
        networks: [network], location: gateway.location))
    gateways[key] = lowered
    return .gateway(lowered)
  }

  /// The gateway itself, in a place of its own in the network.
  private mutating func add(
    _ gateway: Exported.NatGateway, _ outside: [IPAddress], in network: ID<Network>,
    _ networkID: AzureID
  ) -> ID<Endpoint> {
    let subnet = publicPlace(of: gateway.id, gateway.name, networkID, network, gateway.location)
    let resource =
      resources[gateway.id]
      ?? add(
        Resource(
          id: gateway.id.text, name: gateway.name, kind: .natGateway, scope: gateway.header.scope,
          tags: gateway.header.tags, location: gateway.location), as: gateway.id)
    return topology.add(
      Endpoint(
        id: gateway.id.text, resource: resource, subnet: subnet,
        addresses: outside.map { EndpointAddress($0, publicAddress: $0) },
        binding: number(of: .open), initiates: false, offers: .empty, location: gateway.location))
  }

  private mutating func unknownNAT(
    _ key: String, _ id: AzureID, _ networkID: AzureID, at location: SourceLocation
  ) -> RouteTarget {
    let reason = assumption(
      about: "gateway \(id)", "the public addresses of the NAT gateway \(id.name)",
      remedy: RecordKind.natGateways.export, at: location)
    return .gateway(
      opaque(
        key, "NAT gateway \(id.name)", in: networkID, mayTranslate: true, because: reason,
        at: location))
  }
}
