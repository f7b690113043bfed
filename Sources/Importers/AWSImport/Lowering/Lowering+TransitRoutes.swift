import Documents
import PacketSets
import Topology

extension Lowering {
  /// The ranks of routes to one prefix (AWS-TGW-03).
  private enum TransitRank {
    static let fixed = 0
    static let prefixList = 1

    /// The rank of a propagated route by what it was propagated from.
    static func propagated(from resourceType: String) -> Int {
      switch resourceType {
      case "vpc": 2
      case "direct-connect-gateway": 3
      case "connect": 4
      case "vpn": 6
      case "vpn-concentrator": 7
      default: 8
      }
    }
  }

  /// The route table of a transit gateway with this id.
  mutating func transitTable(_ id: String, of plan: TransitPlan) -> ID<RouteTable> {
    let key = "\(id) of \(plan.id)"
    if let known = routeTables[key] { return known }
    let record = inventory.transitTables[id]
    let found = inventory.transitRoutes[id]
    let location = record?.location ?? found?.location ?? .unknown
    let number = topology.add(
      RouteTable(id: id, name: record?.tags.name, location: location))
    routeTables[key] = number
    guard let found, found.isSearched, found.isWhole else {
      let command = RecordKind.routeSearch(of: id)
      tell(
        .warning, "aws.transitGateway.routes", about: id,
        found?.isSearched == true
          ? "Not all routes of \(id) of \(plan.id) are exported: what it routes may arrive anywhere "
            + "and certainly arrives nowhere."
          : "The routes of \(id) of \(plan.id) are not exported: what it routes may arrive anywhere "
            + "and certainly arrives nowhere.", at: location, effect: .assumedOpen,
        advice: "Export them: \(command).")
      topology.routeTables[number].unknown = assumption(
        about: "routes \(id)", "the routes of \(id) of \(plan.id) are not all in the exports",
        remedy: command, at: location)
      return number
    }
    let routes = self.routes(of: id, found, plan)
    topology.routeTables[number].routes = routes
    return number
  }

  private mutating func routes(
    of id: String, _ found: Exported.TransitGatewayRoutes, _ plan: TransitPlan
  ) -> [Route] {
    var result: [Route] = []
    for route in found.routes {
      result += lowered(route, of: id, plan)
    }
    // A search for static routes alone leaves out what attachments propagate (AWS-TGW-07).
    if !found.routes.contains(where: \.isPropagated) {
      result += propagatedRoutes(into: id, found, plan)
    }
    return result
  }

  private mutating func lowered(
    _ route: Exported.TransitGatewayRoute, of id: String, _ plan: TransitPlan
  ) -> [Route] {
    var base = Route(
      destinations: [], target: .drop("blackhole in \(id)"), location: route.location)
    if let prefix = route.destination {
      base.destinations = [prefix]
      base.text = prefix.description
      if route.prefixListID != nil { base.rank = TransitRank.prefixList }
    } else if let list = route.prefixListID {
      base.text = list
      base.rank = TransitRank.prefixList
      if let entries = inventory.prefixListEntries[list] {
        base.destinations = entries
      } else {
        base.possible = possibleAddresses(ofPrefixList: list, at: route.location)
      }
    }
    switch route.state {
    case "active": break
    case "blackhole": return [base]
    case "deleted": return []
    default:
      let reason = assumption(
        about: "route \(id) \(base.text)",
        "whether the route to \(base.text) in \(id), which is \(route.state), is in force",
        remedy: RecordKind.routeSearch(of: id), at: route.location)
      base.possible = PossiblePeers(
        AddressSet(base.destinations).union(base.possible?.addresses ?? .empty), because: reason)
      base.destinations = []
    }
    if route.targets.isEmpty {
      let reason = assumption(
        about: "route \(id) \(base.text)", "where the route to \(base.text) in \(id) leads",
        remedy: RecordKind.routeSearch(of: id), at: route.location)
      base.target = .attachment(
        unknownTarget(
          "the target of \(base.text) in \(id)", because: reason, plan, at: route.location))
      return [base]
    }
    return route.targets.map { target in
      var lowered = base
      if route.isPropagated {
        lowered.rank = TransitRank.propagated(from: target.resourceType)
      }
      lowered.target = self.target(target, plan)
      if case .attachment(let number) = lowered.target {
        note(AddressSet(lowered.destinations), of: number, plan)
        // Packets of a family that an attachment does not carry end there.
        if lowered.destinations.contains(where: { $0.family == .v6 }), number < count(of: plan),
          let attachment = transits[plan.id]?.attachments[number], !carriesIPv6(attachment)
        {
          lowered.target = .drop("\(attachment.id) carries no IPv6")
        }
      }
      return lowered
    }
  }

  private func count(of plan: TransitPlan) -> Int { transits[plan.id]?.attachments.count ?? 0 }

  /// The attachment that a route names; one that no listing holds is added.
  private mutating func target(
    _ target: Exported.TransitGatewayTarget, _ plan: TransitPlan
  ) -> RouteTarget {
    if let number = transits[plan.id]?.numbers[target.attachmentID] { return .attachment(number) }
    if let reason = transits[plan.id]?.dead[target.attachmentID] { return .drop(reason) }
    let reason = assumption(
      about: "attachment \(target.attachmentID)",
      "what lies beyond \(target.attachmentID) of \(plan.id)",
      remedy: RecordKind.transitGatewayAttachments.command, at: target.location)
    return .attachment(
      unknownTarget(target.attachmentID, because: reason, plan, at: target.location))
  }

  /// Adds an attachment of which nothing is known but that routes lead there.
  private mutating func unknownTarget(
    _ id: String, because reason: ID<Assumption>, _ plan: TransitPlan, at location: SourceLocation
  ) -> Int {
    guard let gateway = gateways[plan.id],
      case .transit(let transit) = topology.gateways[gateway].kind
    else { return 0 }
    if let known = transit.attachments.firstIndex(where: { $0.id == id }) { return known }
    tell(
      .warning, "aws.transitGateway.target", about: "\(plan.id) \(id)",
      "A route of \(plan.id) leads to \(id), which is not exported: what lies beyond it is unknown.",
      at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.transitGatewayAttachments.command).")
    let world = topology.add(
      World(
        id: "beyond \(id)", name: "beyond \(id)", kind: .partner, addresses: .all,
        location: location))
    let table = unknownTransitTable(
      of: plan, remedy: RecordKind.transitGatewayAttachments.command, at: location)
    update(gateway) {
      $0.append(
        TransitAttachment(
          id: id, side: .unknown(reason, world: world), table: table, location: location))
    }
    return transit.attachments.count
  }

  // MARK: Propagation

  /// The routes that attachments propagate into a table.
  ///
  /// Those of VPCs are their ranges; what others learn by BGP only a search for routes tells. Without
  /// the list of propagations each attachment may or may not propagate.
  private mutating func propagatedRoutes(
    into id: String, _ found: Exported.TransitGatewayRoutes, _ plan: TransitPlan
  ) -> [Route] {
    var result: [Route] = []
    let isKnown = found.propagations != nil
    let propagating = found.propagations.map { Set($0.map(\.attachmentID)) }
    for (number, attachment) in (transits[plan.id]?.attachments ?? []).enumerated()
    where propagating?.contains(attachment.id) ?? true {
      let rank = TransitRank.propagated(from: attachment.resourceType)
      let network = attachment.resourceID.flatMap { networks[$0] }
      var learned = AddressSet.empty
      switch attachment.resourceType {
      case "vpc":
        guard let network else {
          learned = .all
          break
        }
        let ranges = topology.networks[network].prefixes.filter {
          $0.family == .v4 || carriesIPv6(attachment)
        }
        if isKnown, !ranges.isEmpty {
          result += ranges.map {
            Route(
              destinations: [$0], rank: rank, target: .attachment(number),
              location: attachment.location)
          }
        } else {
          learned = AddressSet(ranges)
        }
      case "peering", "tgw-peering":
        // Peerings have static routes, unless Cloud WAN exchanges routes with them.
        learned = attachment.resourceType == "peering" && !isKnown ? .empty : .all
      case "vpn":
        let connection = attachment.resourceID.flatMap { inventory.vpnConnections[$0] }
        learned = connection?.isStatic == true ? AddressSet(connection?.routes ?? []) : .all
      default: learned = .all
      }
      guard !learned.isEmpty else { continue }
      result.append(
        possibleRoute(to: learned, by: number, attachment, rank: rank, into: id, plan))
    }
    return result
  }

  private mutating func possibleRoute(
    to learned: AddressSet, by number: Int, _ attachment: TransitPlan.Attachment, rank: Int,
    into id: String, _ plan: TransitPlan
  ) -> Route {
    let command = RecordKind.routeSearch(of: id)
    tell(
      .warning, "aws.transitGateway.learned", about: "\(id) \(attachment.id)",
      "The exports do not hold the routes that \(attachment.id) (\(attachment.resourceType)) "
        + "propagates into \(id): they may lead there.", at: attachment.location,
      effect: .assumedOpen, advice: "Export them: \(command).")
    let reason = assumption(
      about: "propagation \(id) \(attachment.id)",
      "which routes \(attachment.id) (\(attachment.resourceType)) propagates into \(id)",
      remedy: command, at: attachment.location)
    note(learned, of: number, plan)
    return Route(
      text: "propagated from \(attachment.id)", destinations: [],
      possible: PossiblePeers(learned, because: reason), rank: rank, target: .attachment(number),
      location: attachment.location)
  }

  /// Notes that the world beyond an attachment has addresses to which routes lead.
  private mutating func note(_ addresses: AddressSet, of number: Int, _ plan: TransitPlan) {
    guard let gateway = gateways[plan.id],
      case .transit(let transit) = topology.gateways[gateway].kind,
      transit.attachments.indices.contains(number),
      case .world(let world) = transit.attachments[number].side
    else { return }
    siteAddresses[world] = (siteAddresses[world] ?? .empty).union(addresses)
  }
}
