import Documents
import PacketSets
import Topology

extension Lowering {
  /// Gives every exported table its number; its routes are made when the gateways exist.
  mutating func reserveRouteTables() {
    for table in inventory.routeTables.sorted {
      let number = topology.add(
        RouteTable(id: table.id, name: table.tags.name, location: table.location))
      routeTables[table.id] = number
      pendingTables.append(PendingTable(number: number, table: table, policy: .none))
      noteGatewayTable(table)
    }
  }

  /// The table of a subnet: the one that it is associated with, else the main one of its VPC
  /// (AWS-RT-01), else an unknown one.
  mutating func routeTable(
    ofSubnet id: String, in vpcID: String?, tables: TableAssociations, policy: RoutePolicy,
    scope: Scope, at location: SourceLocation
  ) -> ID<RouteTable> {
    var tableID = tables.ofSubnet[id]
    // A table that is not there may hold the association of any subnet without one.
    if tableID == nil, !inventory.incompleteKinds.contains(.routeTables) {
      tableID = vpcID.flatMap { tables.mainOfVPC[$0] }
    }
    guard let tableID, let number = routeTables[tableID] else {
      return unknownRouteTable(of: vpcID, scope: scope, at: location)
    }
    guard policy != .none, let table = inventory.routeTables[tableID] else { return number }
    let key = "\(tableID) \(policy)"
    if let known = routeTables[key] { return known }
    let copy = topology.add(
      RouteTable(id: table.id, name: table.tags.name, location: table.location))
    routeTables[key] = copy
    pendingTables.append(PendingTable(number: copy, table: table, policy: policy))
    return copy
  }

  /// The table of subnets of a VPC of which no export tells how they route.
  mutating func unknownRouteTable(
    of vpcID: String?, scope: Scope, at location: SourceLocation
  ) -> ID<RouteTable> {
    let id = vpcID ?? "vpc-unknown"
    let key = "unknown \(id)"
    if let known = routeTables[key] { return known }
    let reason = assumption(
      about: "routes \(id)", "the route tables of subnets of \(id) are not in the exports",
      remedy: RecordKind.routeTables.command, at: location)
    tell(
      .warning, "aws.routeTable.notExported", about: id,
      inventory.isExported(.routeTables, for: scope)
        ? "The exported route tables do not tell how some subnets of \(id) route: nothing that "
          + "leaves them is certain."
        : "No route tables are exported for \(id): nothing that leaves its subnets is certain.",
      at: location, effect: .assumedOpen,
      advice: "Export them: \(RecordKind.routeTables.command).")
    let number = topology.add(
      RouteTable(id: "route tables of \(id)", unknown: reason, location: location))
    routeTables[key] = number
    return number
  }

  /// A table of a gateway routes what enters by the gateway (AWS-RT-02, AWS-IGW-06): where it leads
  /// away from `local`, delivery to the subnets behind is not certain.
  private mutating func noteGatewayTable(_ table: Exported.RouteTable) {
    // The table of a regional NAT gateway routes what that one translated (AWS-NAT-05).
    guard table.gatewayIDs.contains(where: { !$0.hasPrefix("nat-") }) else { return }
    let detours = table.routes.filter { $0.target != .gateway("local") }
    guard !detours.isEmpty else {
      tell(
        .note, "aws.routeTable.gateway", about: table.id,
        "The table \(table.id) routes what enters by \(table.gatewayIDs.joined(separator: ", ")) "
          + "straight to its destination.", at: table.location, effect: .exact)
      return
    }
    tell(
      .warning, "aws.routeTable.gateway", about: table.id,
      "The table \(table.id) leads what enters by \(table.gatewayIDs.joined(separator: ", ")) "
        + "through an appliance or endpoint: what arrives from the internet is not certain.",
      at: table.location, effect: .assumedOpen)
    let reason = assumption(
      about: "gateway table \(table.id)",
      "what the appliance or endpoint does with what \(table.id) leads through it",
      remedy: "none: the inside of an appliance is not part of any export", at: table.location)
    let prefixes = detours.compactMap(\.destination)
    for subnet in inventory.subnets.records where subnet.vpcID == table.vpcID {
      if subnet.ranges.contains(where: { range in prefixes.contains { $0.overlaps(range.prefix) } })
      {
        redirectedSubnets[subnet.id] = reason
        inspectedSubnets[subnet.id] = firewall(past: detours)
      }
    }
  }

  /// Which route table holds where.
  struct TableAssociations {
    var ofSubnet: [String: String] = [:]
    var mainOfVPC: [String: String] = [:]

    init(_ inventory: Inventory) {
      for table in inventory.routeTables.sorted {
        for subnetID in table.subnetIDs { ofSubnet[subnetID] = table.id }
        if table.isMain, let vpcID = table.vpcID { mainOfVPC[vpcID] = table.id }
      }
    }
  }
}
