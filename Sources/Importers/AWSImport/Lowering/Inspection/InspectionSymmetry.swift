import PacketSets
import Topology

/// Whether answers pass the very endpoint of a firewall that the packets passed which they answer.
///
/// A stateful firewall drops what belongs to no connection that it saw begin (AWS-NFW-01).
struct InspectionSymmetry {
  /// What the exports hold.
  let inventory: Inventory
  /// Which table holds for which subnet.
  let tables: Lowering.TableAssociations
  /// The attachments of transit gateways.
  let plans: [TransitPlan]
  /// The endpoints of the firewall, each with its subnet.
  let endpoints: [String: String]
  /// The subnets in which somebody asks or answers under an address of his own.
  let inhabited: Set<String>
  /// The VPC of the firewall.
  let vpcID: String

  /// Why answers may take another way, as a sentence without a full stop; nil when they do not.
  func fault() -> String? {
    let homes = Set(endpoints.values)
    let own = inventory.subnets.sorted.filter { $0.vpcID == vpcID && !homes.contains($0.id) }
    for subnet in own where inhabited.contains(subnet.id) || isDoor(subnet.id) {
      guard let table = table(of: subnet.id) else {
        return "the route table of \(subnet.id) is not exported"
      }
      for route in table.routes {
        guard let endpoint = self.endpoint(of: route), route.state != "blackhole" else { continue }
        guard let destination = route.destination else {
          return "a route of \(subnet.id) to \(endpoint) names a prefix list"
        }
        if let fault = fault(from: subnet, destination, endpoint, among: own) { return fault }
      }
    }
    for table in inventory.routeTables.sorted
    where table.vpcID == vpcID && !table.gatewayIDs.isEmpty {
      for route in table.routes {
        guard let endpoint = self.endpoint(of: route), let range = route.destination else {
          continue
        }
        for subnet in own
        where inhabited.contains(subnet.id)
          && subnet.ranges.contains(where: { $0.prefix.overlaps(range) })
        {
          let leaves = self.table(of: subnet.id)?.routes.contains { route in
            guard case .gateway(let id) = route.target else { return false }
            return table.gatewayIDs.contains(id)
          }
          if leaves != false {
            return "\(subnet.id) sends past \(endpoint) what came in by it"
          }
        }
      }
    }
    return nil
  }

  private func table(of subnet: String) -> Exported.RouteTable? {
    (tables.ofSubnet[subnet] ?? tables.mainOfVPC[vpcID]).flatMap { inventory.routeTables[$0] }
  }

  /// The endpoint of this firewall to which a route leads.
  private func endpoint(of route: Exported.Route) -> String? {
    guard case .gateway(let id) = route.target, endpoints[id] != nil else { return nil }
    return id
  }

  /// The endpoint by which a table sends packets to a range.
  private func endpoint(by table: Exported.RouteTable?, to range: Prefix) -> String? {
    let best = (table?.routes ?? [])
      .filter { $0.destination?.contains(range) == true && $0.state != "filtered" }
      .max { ($0.destination?.length ?? 0) < ($1.destination?.length ?? 0) }
    return best.flatMap { endpoint(of: $0) }
  }

  private func fault(
    from subnet: Exported.Subnet, _ destination: Prefix, _ endpoint: String,
    among own: [Exported.Subnet]
  ) -> String? {
    let family = destination.family
    let ranges = subnet.ranges.map(\.prefix).filter { $0.family == family }
    let isDoor = isDoor(subnet.id)
    for other in own where other.id != subnet.id && inhabited.contains(other.id) {
      let reached = other.ranges.map(\.prefix).filter {
        $0.family == family && self.endpoint(by: table(of: subnet.id), to: $0) == endpoint
      }
      guard !reached.isEmpty, destination.overlaps(reached[0]) else { continue }
      let back = table(of: other.id)
      if isDoor {
        let ends = (back?.routes ?? []).compactMap { self.endpoint(of: $0) }
        let leaves = back?.routes.contains {
          if case .transitGateway = $0.target { return true }
          return false
        }
        if ends.isEmpty || Set(ends) != [endpoint] || leaves != false {
          return "\(other.id) does not answer by \(endpoint)"
        }
      } else if ranges.contains(where: { self.endpoint(by: back, to: $0) != endpoint }) {
        return "\(other.id) does not answer \(subnet.id) by \(endpoint)"
      }
    }
    let vpc = inventory.vpcs[vpcID]?.ranges.map(\.prefix) ?? []
    if vpc.contains(where: { $0.contains(destination) }) { return nil }
    guard let home = endpoints[endpoint], let onward = table(of: home) else {
      return "the route table behind \(endpoint) is not exported"
    }
    for route in onward.routes
    where route.target != .gateway("local") && route.state != "blackhole" {
      if route.destination.map({ $0.overlaps(destination) }) == false { continue }
      if let fault = faultOnward(route, from: subnet, ranges, endpoint, isDoor: isDoor) {
        return fault
      }
    }
    return nil
  }

  /// Whether answers to what leaves behind the endpoint come back to it.
  private func faultOnward(
    _ route: Exported.Route, from subnet: Exported.Subnet, _ ranges: [Prefix],
    _ endpoint: String, isDoor: Bool
  ) -> String? {
    let fault = "answers to \(subnet.id) do not come back to \(endpoint)"
    switch route.target {
    case .natGateway(let id):
      guard let home = inventory.natGateways[id]?.subnetID, let table = table(of: home) else {
        return "\(id) is not exported"
      }
      let ends = Set(table.routes.compactMap { self.endpoint(of: $0) })
      guard ends == [endpoint] else { return fault }
      if isDoor {
        let leaves = table.routes.contains {
          if case .transitGateway = $0.target { return true }
          return false
        }
        return leaves ? fault : nil
      }
      return ranges.allSatisfy { self.endpoint(by: table, to: $0) == endpoint } ? nil : fault
    case .gateway(let id) where id.hasPrefix("igw-"):
      let edge = inventory.routeTables.sorted.first { $0.gatewayIDs.contains(id) }
      return ranges.allSatisfy { self.endpoint(by: edge, to: $0) == endpoint } ? nil : fault
    case .transitGateway(let id):
      guard let plan = plans.first(where: { $0.id == id }) else { return "\(id) is not exported" }
      return faultByTransit(plan, from: subnet, ranges, endpoint, isDoor: isDoor)
    case .gateway, .egressOnlyGateway, .peering, .networkInterface, .instance, .carrierGateway,
      .localGateway, .coreNetwork, .other:
      return fault
    }
  }

  private func isDoor(_ subnet: String) -> Bool {
    plans.contains { $0.attachments.contains { doors(of: $0).contains(subnet) } }
  }

  private func doors(of attachment: TransitPlan.Attachment) -> [String] {
    attachment.resourceID == vpcID ? attachment.vpc?.subnetIDs ?? [] : []
  }

  private func faultByTransit(
    _ plan: TransitPlan, from subnet: Exported.Subnet, _ ranges: [Prefix], _ endpoint: String,
    isDoor: Bool
  ) -> String? {
    guard
      let own = plan.attachments.first(where: { $0.resourceID == vpcID && $0.isInForce }),
      let attached = own.vpc
    else { return "\(plan.id) is not attached to \(vpcID)" }
    if attached.subnetIDs.count > 1, !attached.isApplianceMode {
      return "\(own.id) is not in appliance mode: answers may come by the endpoint of another zone"
    }
    for door in attached.subnetIDs {
      let ends = Set((table(of: door)?.routes ?? []).compactMap { self.endpoint(of: $0) })
      guard !ends.isEmpty else { return "\(door) sends past \(endpoint)" }
      if isDoor { continue }
      for range in ranges where self.endpoint(by: table(of: door), to: range) != endpoint {
        return "\(door) does not answer \(subnet.id) by \(endpoint)"
      }
    }
    return isDoor ? faultBeyond(plan, own) : nil
  }

  /// Whether the tables of a transit gateway lead both directions past the firewall, or neither.
  private func faultBeyond(_ plan: TransitPlan, _ own: TransitPlan.Attachment) -> String? {
    let others = plan.attachments.filter { $0.isInForce && $0.id != own.id }
    var ways: [String: [TransitWay]] = [:]
    for other in others {
      guard other.tableIDs.count <= 1 else { return "the table of \(other.id) is not known" }
      guard let id = other.tableIDs.first else { continue }
      guard let found = self.ways(of: id) else { return "the routes of \(id) are not exported" }
      ways[other.id] = found
    }
    func passes(_ from: TransitPlan.Attachment, _ to: TransitPlan.Attachment) -> Bool? {
      let list = ways[from.id] ?? []
      guard to.resourceType == "vpc", let id = to.resourceID, let vpc = inventory.vpcs[id] else {
        // Of what lies beyond a line, the routes to the line tell.
        if list.contains(where: { $0.attachmentIDs.contains(to.id) }) { return false }
        return list.contains { $0.attachmentIDs.contains(own.id) }
      }
      let found = vpc.ranges.map { range in
        // Of equal prefixes the later one wins: static routes stand behind propagated ones.
        list.filter { $0.destination?.contains(range.prefix) == true }
          .reduce(nil) { (best: TransitWay?, way) in
            (way.destination?.length ?? 0) >= (best?.destination?.length ?? -1) ? way : best
          }?.attachmentIDs.contains(own.id) ?? false
      }
      return Set(found).count == 1 ? found.first : nil
    }
    for (number, one) in others.enumerated() {
      for other in others.dropFirst(number + 1) {
        guard let there = passes(one, other), let back = passes(other, one), there == back else {
          return
            "\(plan.id) leads one direction between \(one.id) and \(other.id) past the firewall"
        }
      }
    }
    return nil
  }

  /// A route of a transit gateway; nil for a destination that is learned.
  private struct TransitWay {
    var destination: Prefix?
    var attachmentIDs: [String]
  }

  /// The routes of a table, propagated ones first; nil when they are not all exported.
  private func ways(of table: String) -> [TransitWay]? {
    guard let found = inventory.transitRoutes[table], found.isSearched, found.isWhole,
      found.routes.allSatisfy({ $0.destination != nil })
    else { return nil }
    var ways: [TransitWay] = []
    for target in found.propagations ?? [] {
      let ranges = target.resourceID.flatMap { inventory.vpcs[$0] }?.ranges.map(\.prefix)
      for range in ranges ?? [] {
        ways.append(TransitWay(destination: range, attachmentIDs: [target.attachmentID]))
      }
      if ranges == nil {
        ways.append(TransitWay(destination: nil, attachmentIDs: [target.attachmentID]))
      }
    }
    let sorted = found.routes.filter(\.isPropagated) + found.routes.filter { !$0.isPropagated }
    return ways
      + sorted.map {
        TransitWay(destination: $0.destination, attachmentIDs: $0.targets.map(\.attachmentID))
      }
  }
}
