import Documents
import PacketSets
import Topology

extension Lowering {
  /// Where a route sends packets (AWS-RT-03).
  mutating func target(
    of route: Exported.Route, in network: ID<Network>, vpcID: String, policy: RoutePolicy
  ) -> RouteTarget {
    // A route whose target is gone still wins and drops what it matches (AWS-RT-11).
    if route.state == "blackhole" { return .drop("blackhole: \(name(of: route.target)) is gone") }
    switch route.target {
    case .gateway("local"): return .local
    case .gateway(let id): return gatewayTarget(id, route, in: network, policy)
    case .egressOnlyGateway(let id):
      if let reason = policy.blocksEgressOnlyGateways { return .drop(reason) }
      if policy.hasPrivateIPv6 { return .drop("the IPv6 addresses of the subnet are private") }
      return internetTarget(id, route, in: network, kind: .egressOnlyInternetGateways)
    case .natGateway(let id): return natTarget(id, route, in: network)
    case .peering(let id):
      return known(id, in: network)
        ?? opaque(
          id, "peering connection", in: network, mayTranslate: false, at: route.location,
          remedy: RecordKind.vpcPeeringConnections.command)
    case .transitGateway(let id):
      if let known = transitTarget(id, route, in: network, vpcID: vpcID) { return known }
      return opaque(
        id, "transit gateway", in: network, mayTranslate: false, at: route.location,
        remedy: [
          RecordKind.transitGateways, .transitGatewayAttachments, .transitGatewayVpcAttachments,
          .transitGatewayRouteTables,
        ].map(\.command).joined(separator: ", "))
    case .networkInterface(let id):
      return applianceTarget(endpoint(ofInterface: id), id, route, in: network)
    case .instance(let id):
      return applianceTarget(endpoint(ofInstance: id), id, route, in: network)
    case .carrierGateway(let id):
      return opaque(
        id, "carrier gateway", in: network, mayTranslate: true, at: route.location,
        remedy: "aws ec2 describe-carrier-gateways")
    case .localGateway(let id):
      return opaque(
        id, "local gateway", in: network, mayTranslate: false, at: route.location,
        remedy: "aws ec2 describe-local-gateways")
    case .coreNetwork(let arn):
      return known(arn, in: network)
        ?? opaque(
          arn, "Cloud WAN core network", in: network, mayTranslate: false, at: route.location,
          remedy: coreNetworkGaps[arn]
            ?? [RecordKind.coreAttachments, .coreVpcAttachments, .coreRoutes].map(\.command)
            .joined(separator: ", "))
    case .other(let name):
      return opaque(
        name, "target", in: network, mayTranslate: true, at: route.location,
        remedy: RecordKind.routeTables.command)
    }
  }

  private func name(of target: Exported.Route.Target) -> String {
    switch target {
    case .gateway(let id), .natGateway(let id), .egressOnlyGateway(let id), .peering(let id),
      .transitGateway(let id), .networkInterface(let id), .instance(let id),
      .carrierGateway(let id), .localGateway(let id), .coreNetwork(let id), .other(let id):
      id
    }
  }

  private mutating func known(_ id: String, in network: ID<Network>) -> RouteTarget? {
    if let reason = deadGateways[id] { return .drop(reason) }
    guard let number = gateways[id] else { return nil }
    // To one of which nothing is known, every network is attached whose routes lead there.
    if case .opaque = topology.gateways[number].kind,
      !topology.gateways[number].networks.contains(network)
    {
      topology.gateways[number].networks.append(network)
    }
    return .gateway(number)
  }

  private mutating func gatewayTarget(
    _ id: String, _ route: Exported.Route, in network: ID<Network>, _ policy: RoutePolicy
  ) -> RouteTarget {
    if id.hasPrefix("igw-") {
      if let reason = policy.blocksInternetGateways { return .drop(reason) }
      if policy.hasPrivateIPv6, route.destination?.family == .v6 {
        return .drop("the IPv6 addresses of the subnet are private")
      }
      return internetTarget(id, route, in: network, kind: .internetGateways)
    }
    if id.hasPrefix("vgw-") {
      if let known = known(id, in: network) { return known }
      return opaque(
        id, "virtual private gateway", in: network, mayTranslate: false, at: route.location,
        remedy: "aws ec2 describe-vpn-gateways, aws ec2 describe-vpn-connections")
    }
    if id.hasPrefix("vpce-") {
      if let passed = inspectionTarget(id, route) { return passed }
      if let known = known(id, in: network) { return known }
      let endpoint = inventory.vpcEndpoints[id]
      let kind = endpoint.map { "\($0.type) endpoint for \($0.serviceName)" } ?? "VPC endpoint"
      return opaque(
        id, kind, in: network, mayTranslate: true, at: route.location,
        remedy: RecordKind.vpcEndpoints.command)
    }
    return known(id, in: network)
      ?? opaque(
        id, "gateway", in: network, mayTranslate: true, at: route.location,
        remedy: RecordKind.routeTables.command)
  }

  /// An internet gateway.
  ///
  /// AWS marks routes to a detached one as blackholes, so an active route
  /// tells that the gateway is attached even where gateways are not exported.
  private mutating func internetTarget(
    _ id: String, _ route: Exported.Route, in network: ID<Network>, kind: RecordKind
  ) -> RouteTarget {
    if let gateway = gateways[id] {
      if topology.gateways[gateway].networks.contains(network) { return .gateway(gateway) }
      if inventory.filesOfKind[kind] != nil {
        tell(
          .warning, "aws.internetGateway.detached", about: "\(id) \(network)",
          "A route leads to \(id), which another export says is not attached to this VPC: the "
            + "route carries nothing.", at: route.location, effect: .assumedClosed,
          advice: "Export everything at the same time.")
        return .drop("\(id) is not attached to this VPC")
      }
    }
    let isOpen =
      inventory.isExported(kind, for: topology.networks[network].scope)
      && !inventory.incompleteKinds.contains(kind)
    if isOpen || route.state != "active" {
      return opaque(
        id, "internet gateway", in: network, mayTranslate: true, at: route.location,
        remedy: kind.command)
    }
    tell(
      .note, "aws.internetGateway.inferred", about: "\(id) \(network)",
      "\(id) is not exported; an active route to it tells that it is attached.",
      at: route.location, effect: .exact, advice: "Export it: \(kind.command).")
    if let gateway = gateways[id] {
      topology.gateways[gateway].networks.append(network)
      return .gateway(gateway)
    }
    let gateway = topology.add(
      Gateway(
        id: id,
        kind: kind == .internetGateways
          ? .internet(Topology.internet) : .egressOnly(Topology.internet),
        networks: [network], location: route.location))
    gateways[id] = gateway
    return .gateway(gateway)
  }

  /// A transit gateway of which attachments are exported.
  private mutating func transitTarget(
    _ id: String, _ route: Exported.Route, in network: ID<Network>, vpcID: String
  ) -> RouteTarget? {
    if let reason = deadGateways[id] { return .drop(reason) }
    guard let numbers = transits[id], let gateway = gateways[id] else { return nil }
    if !topology.gateways[gateway].networks.contains(network) {
      if let reason = numbers.deadVPCs[vpcID] { return .drop(reason) }
      addUnknownEntry(from: network, to: id, at: route.location)
    }
    return .gateway(gateway)
  }

  private mutating func natTarget(
    _ id: String, _ route: Exported.Route, in network: ID<Network>
  ) -> RouteTarget {
    if route.destination?.family == .v6 {
      return opaque(
        "\(id) (NAT64)", "NAT64 translation", in: network, mayTranslate: true,
        at: route.location, remedy: "none: NAT64 is not modelled")
    }
    return known(id, in: network)
      ?? opaque(
        id, "NAT gateway", in: network, mayTranslate: true, at: route.location,
        remedy: RecordKind.natGateways.command)
  }

  /// An appliance: an interface that passes on the packets of others.
  ///
  /// One that checks sources and destinations drops them.
  private mutating func applianceTarget(
    _ endpoint: ID<Endpoint>?, _ id: String, _ route: Exported.Route, in network: ID<Network>
  ) -> RouteTarget {
    guard let endpoint else {
      return opaque(
        id, "appliance", in: network, mayTranslate: true, at: route.location,
        remedy: RecordKind.networkInterfaces.command)
    }
    let found = topology.endpoints[endpoint]
    let owns = found.addresses.contains { route.destination?.contains($0.address) ?? true }
    if !found.forwards, !owns { return .drop("\(found.id) checks source and destination") }
    return .endpoint(endpoint)
  }

  /// A gateway of which it is only known that packets go there.
  private mutating func opaque(
    _ id: String, _ kind: String, in network: ID<Network>, mayTranslate: Bool,
    at location: SourceLocation, remedy: String
  ) -> RouteTarget {
    if let gateway = gateways[id] {
      if !topology.gateways[gateway].networks.contains(network) {
        topology.gateways[gateway].networks.append(network)
      }
      return .gateway(gateway)
    }
    let isExported = isListed(id, as: kind)
    let remedy = isExported ? "none: it is exported and not modelled" : remedy
    let reason = assumption(
      about: "gateway \(id)", "where \(id) (\(kind)) delivers packets", remedy: remedy,
      at: location)
    tell(
      .warning, "aws.route.opaqueTarget", about: id,
      "Routes lead to \(id) (\(kind)), which is not \(isExported ? "modelled" : "exported"): what "
        + "they carry may arrive anywhere and certainly arrives nowhere.", at: location,
      effect: .assumedOpen,
      advice: remedy.hasPrefix("aws ") ? "Export it: \(remedy)." : nil)
    let gateway = topology.add(
      Gateway(
        id: id,
        kind: .opaque(
          OpaqueGateway(
            title: "\(kind) \(id)", mayTranslate: mayTranslate, assumption: reason,
            world: world(beyond: id, kind, at: location))),
        networks: [network], location: location))
    gateways[id] = gateway
    return .gateway(gateway)
  }

  /// The world from which a gateway may let packets in: none for a gateway endpoint, which only
  /// answers, and for a NAT gateway.
  private mutating func world(
    beyond id: String, _ kind: String, at location: SourceLocation
  ) -> ID<World>? {
    switch kind {
    case "internet gateway": return Topology.internet
    case "transit gateway", "virtual private gateway", "local gateway",
      "Cloud WAN core network", "carrier gateway":
      return topology.add(
        World(
          id: "beyond \(id)", name: "beyond \(kind) \(id)",
          kind: kind == "virtual private gateway" ? .onPremises : .partner, addresses: .all,
          location: location))
    default: return nil
    }
  }

  /// Whether the exports hold a thing of which only the routes are modelled.
  private func isListed(_ id: String, as kind: String) -> Bool {
    if inventory.vpcEndpoints[id] != nil || inventory.natGateways[id] != nil { return true }
    let key: String
    switch kind {
    case "transit gateway", "virtual private gateway": return false
    case "carrier gateway": key = "CarrierGateways"
    case "local gateway": key = "LocalGateways"
    default: return false
    }
    return inventory.unmodelled.contains { $0.kind.key == key && $0.count > 0 }
  }
}
