import Documents
import PacketSets
import Topology

extension Lowering {
  /// A private line that ends at a gateway of a VPC.
  private struct Line {
    /// The id of the connection.
    var id: String
    /// What lies behind it.
    var side: TransitAttachment.Side
    /// The prefixes of its static routes; nil where routes are learned.
    var routes: [Prefix]?
    /// Which of several routes to one prefix wins (AWS-RT-06).
    var rank: Int
    /// What it may send.
    var sources: AddressSet
    /// Where it stands.
    var location: SourceLocation
  }

  /// Adds the gateways at which private lines end at a VPC (AWS-VGW-01): they pass packets between
  /// the ranges of the VPC and the prefixes of their lines, and from no line to another.
  mutating func addVpnGateways() {
    for index in inventory.vpnGateways.sortedIndices {
      let gateway = inventory.vpnGateways.records[index]
      let page = inventory.vpnGateways.pages[index]
      guard gateway.state == "available" else {
        deadGateways[gateway.id] = "\(gateway.id) is \(gateway.state)"
        skip(.vpnGateways, page: page)
        continue
      }
      let attached = gateway.vpcIDs.compactMap { networks[$0] }
      guard !attached.isEmpty else {
        skip(.vpnGateways, page: page)
        continue
      }
      add(gateway, to: attached, scope: inventory.scope(page: page, owner: nil))
    }
  }

  private mutating func add(
    _ gateway: Exported.VpnGateway, to attached: [ID<Network>], scope: Scope
  ) {
    let own = AddressSet(attached.flatMap { topology.networks[$0].prefixes })
    let learned = learnedPrefixes(of: gateway.id)
    let lines = self.lines(of: gateway, scope: scope, learned: learned)
    let outward = topology.add(
      RouteTable(
        id: "routes of \(gateway.id) to its lines", location: gateway.location))
    let inward = topology.add(
      RouteTable(id: "routes of \(gateway.id) to its VPC", location: gateway.location))
    var attachments = attached.map { network in
      TransitAttachment(
        id: "\(gateway.id) at \(topology.networks[network].id)",
        side: .network(network, doors: []), table: outward,
        carries: AddressSet(topology.networks[network].prefixes), location: gateway.location)
    }
    for (number, network) in attached.enumerated() {
      topology.routeTables[inward].routes += topology.networks[network].prefixes.map {
        Route(destinations: [$0], target: .attachment(number), location: gateway.location)
      }
    }
    for line in lines {
      let routes = self.routes(
        to: line, attachments.count, learned: learned, own: own, of: gateway)
      topology.routeTables[outward].routes += routes
      attachments.append(
        TransitAttachment(
          id: line.id, side: line.side, table: inward,
          carries: line.sources.subtracting(own), location: line.location))
    }
    gateways[gateway.id] = topology.add(
      Gateway(
        id: gateway.id, name: gateway.tags.name,
        kind: .transit(Transit(attachments: attachments)), networks: attached,
        location: gateway.location))
  }

  /// The prefixes that a gateway announces into route tables of its VPC.
  private func learnedPrefixes(of gateway: String) -> [Prefix] {
    var prefixes: Set<Prefix> = []
    for table in inventory.routeTables.records {
      for route in table.routes where route.isPropagated && route.target == .gateway(gateway) {
        if let prefix = route.destination { prefixes.insert(prefix) }
      }
    }
    return prefixes.sorted()
  }

  private mutating func lines(
    of gateway: Exported.VpnGateway, scope: Scope, learned: [Prefix]
  ) -> [Line] {
    var lines: [Line] = []
    for connection in inventory.vpnConnections.sorted
    where connection.vpnGatewayID == gateway.id && connection.state == "available" {
      lines.append(
        Line(
          id: connection.id, side: .world(site(of: connection)),
          routes: connection.isStatic ? connection.routes : nil,
          rank: connection.isStatic ? 1 : 2,
          // A VPN at the gateway of a VPC carries no IPv6.
          sources: connection.sources.intersection(.allIPv4), location: connection.location))
    }
    for association in inventory.directConnectAssociations.sorted
    where association.gatewayID == gateway.id && association.state == "associated" {
      let id = association.lineGatewayID ?? association.id
      lines.append(
        Line(
          id: association.id, side: .world(directConnectSite(id, at: association.location)),
          routes: nil, rank: 0, sources: .all, location: association.location))
    }
    for interface in inventory.virtualInterfaces.sorted
    where interface.vpnGatewayID == gateway.id && interface.state == "available" {
      let world = site(
        interface.id, named: interface.name ?? "the site behind \(interface.id)",
        at: interface.location)
      lines.append(
        Line(
          id: interface.id, side: .world(world), routes: nil, rank: 0, sources: .all,
          location: interface.location))
    }
    if let missing = missingLine(of: gateway, beside: lines, scope: scope, learned: learned) {
      lines.append(missing)
    }
    return lines
  }

  /// A line that no export describes, where something tells that there is one or may be one.
  private mutating func missingLine(
    of gateway: Exported.VpnGateway, beside lines: [Line], scope: Scope, learned: [Prefix]
  ) -> Line? {
    let fixed = AddressSet(lines.compactMap(\.routes).flatMap { $0 })
    let isExplained =
      lines.contains { $0.routes == nil } || AddressSet(learned).isSubset(of: fixed)
    let isListed =
      inventory.isExported(.vpnConnections, for: scope)
      && !inventory.incompleteKinds.contains(.vpnConnections)
    if isListed, isExplained, !lines.isEmpty {
      if inventory.filesOfKind[.directConnectAssociations] == nil {
        tell(
          .note, "aws.vpnGateway.directConnect", about: gateway.id,
          "No export tells whether Direct Connect ends at \(gateway.id): it is taken to have only "
            + "the VPN connections that are exported.", at: gateway.location,
          effect: .assumedClosed,
          advice: "Export it: \(RecordKind.directConnectAssociations.command) "
            + "--virtual-gateway-id \(gateway.id).")
      }
      return nil
    }
    let remedy =
      "\(RecordKind.vpnConnections.command), \(RecordKind.directConnectAssociations.command) "
      + "--virtual-gateway-id \(gateway.id)"
    tell(
      .warning, "aws.vpnGateway.missingLine", about: gateway.id,
      "The exports do not tell which lines end at \(gateway.id): what lies beyond it is unknown.",
      at: gateway.location, effect: .assumedOpen, advice: "Export them: \(remedy).")
    return Line(
      id: "lines of \(gateway.id)",
      side: unknownSide(
        beyond: gateway.id, "what lies beyond \(gateway.id)", remedy: remedy,
        at: gateway.location), routes: nil, rank: 2, sources: .all, location: gateway.location)
  }

  /// The routes to a line: its static ones, else what the gateway announces to the VPC, else all
  /// that it may have learned.
  private mutating func routes(
    to line: Line, _ number: Int, learned: [Prefix], own: AddressSet,
    of gateway: Exported.VpnGateway
  ) -> [Route] {
    var routes: [Route] = []
    var addresses = AddressSet(line.routes ?? learned)
    for prefix in line.routes ?? learned {
      routes.append(
        Route(
          destinations: [prefix], rank: line.rank, target: .attachment(number),
          location: line.location))
    }
    if line.routes == nil, learned.isEmpty {
      let command = RecordKind.routeTables.command
      let reason = assumption(
        about: "learned \(line.id)",
        "which routes \(gateway.id) learns over \(line.id)",
        remedy: "\(command), with route propagation from \(gateway.id) switched on",
        at: line.location)
      tell(
        .warning, "aws.vpnGateway.learned", about: line.id,
        "The exports do not hold the routes that \(gateway.id) learns over \(line.id): any address "
          + "may lie beyond it.", at: line.location, effect: .assumedOpen)
      addresses = AddressSet.all.subtracting(own)
      routes.append(
        Route(
          text: "learned over \(line.id)", destinations: [],
          possible: PossiblePeers(addresses, because: reason), rank: line.rank,
          target: .attachment(number), location: line.location))
    }
    if case .world(let world) = line.side {
      siteAddresses[world] = (siteAddresses[world] ?? .empty).union(addresses)
    }
    return routes
  }
}
