import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the subnets, each with the table and the filters that hold for it.
  mutating func addSubnets() {
    let tables = TableAssociations(inventory)
    let acls = ACLAssociations(inventory)
    let natSubnets = Set(inventory.natGateways.records.compactMap(\.subnetID))
    for index in inventory.subnets.sortedIndices {
      let subnet = inventory.subnets.records[index]
      let scope = inventory.scope(
        page: inventory.subnets.pages[index], owner: subnet.ownerID, zone: subnet.zone)
      let network = self.network(of: subnet.vpcID, scope: scope, mentionedAt: subnet.location)
      let policy = routePolicy(of: subnet, holdsNAT: natSubnets.contains(subnet.id))
      let filters = borderFilters(
        ofSubnet: subnet.id, in: subnet.vpcID, acls: acls, scope: scope, at: subnet.location)
      let table = routeTable(
        ofSubnet: subnet.id, in: subnet.vpcID, tables: tables, policy: policy, scope: scope,
        at: subnet.location)
      subnets[subnet.id] = topology.add(
        Subnet(
          id: subnet.id, name: subnet.tags.name, network: network,
          prefixes: subnet.ranges.map(\.prefix), zone: subnet.zone, routeTable: table,
          inbound: filters.inbound, outbound: filters.outbound, tags: subnet.tags,
          location: subnet.location))
    }
  }

  /// The subnet with this id; one that the exports only mention is added, and nothing is known of
  /// its ranges, routes and filters.
  mutating func subnet(
    _ id: String?, in vpcID: String?, scope: Scope, mentionedAt location: SourceLocation
  ) -> ID<Subnet> {
    let name = id ?? "subnet-unknown of \(vpcID ?? "an unknown VPC")"
    if let known = subnets[name] { return known }
    tell(
      .warning, "aws.subnet.notExported", about: name,
      "The subnet \(name) is mentioned and not exported: nothing that it sends or receives is "
        + "certain.", at: location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.subnets.command).")
    return addUnknownSubnet(name, in: vpcID, scope: scope, at: location)
  }

  /// Adds a subnet of which nothing is known.
  mutating func addUnknownSubnet(
    _ name: String, in vpcID: String?, scope: Scope, at location: SourceLocation
  ) -> ID<Subnet> {
    let network = self.network(of: vpcID, scope: scope, mentionedAt: location)
    let filters = unknownBorderFilters(of: vpcID ?? "vpc-unknown", scope: scope, at: location)
    let number = topology.add(
      Subnet(
        id: name, network: network,
        routeTable: unknownRouteTable(of: vpcID, scope: scope, at: location),
        inbound: filters.inbound, outbound: filters.outbound, location: location))
    subnets[name] = number
    return number
  }

  /// What the switches of the account do to the routes of a subnet (AWS-BPA-01, AWS-BPA-02).
  private mutating func routePolicy(
    of subnet: Exported.Subnet, holdsNAT: Bool
  ) -> RoutePolicy {
    var policy = RoutePolicy.none
    let mode = blockPublicAccess(of: subnet)
    switch mode {
    case .off: break
    case .bidirectional:
      policy.blocksInternetGateways = "VPC Block Public Access stops it in both directions"
      policy.blocksEgressOnlyGateways = policy.blocksInternetGateways
    case .ingress:
      // NAT gateways may still send; whatever else stands beside one is judged at its interface.
      if !holdsNAT {
        policy.blocksInternetGateways = "VPC Block Public Access stops what comes in"
      } else {
        guardedSubnets.insert(subnet.id)
      }
    }
    let ranges6 = subnet.ranges.filter { $0.prefix.family == .v6 }
    policy.hasPrivateIPv6 = !ranges6.isEmpty && ranges6.allSatisfy { !$0.isInternetRoutable }
    if policy != .none {
      tell(
        .note, "aws.subnet.internetBlocked", about: subnet.id,
        "Routes of \(subnet.id) to the internet carry less than they say: "
          + (policy.blocksInternetGateways ?? "its IPv6 addresses are private") + ".",
        at: subnet.location, effect: .exact)
    }
    return policy
  }

  /// The mode of a subnet, else that of its VPC.
  private func blockPublicAccess(of subnet: Exported.Subnet) -> Exported.BlockPublicAccess {
    if let mode = subnet.blockPublicAccess { return mode }
    let vpc = subnet.vpcID.flatMap { inventory.vpcs[$0] }
    if let mode = vpc?.blockPublicAccess { return mode }
    return inventory.publicAccess.mode(
      of: subnet,
      inventory.subnets.index(of: subnet.id).map { index in
        inventory.scope(
          page: inventory.subnets.pages[index], owner: subnet.ownerID, zone: subnet.zone)
      })
  }

  /// Reports subnets of one VPC whose ranges overlap, which AWS does not allow.
  mutating func checkOverlaps() {
    var ranges: [(network: ID<Network>, prefix: Prefix, subnet: ID<Subnet>)] = []
    for number in topology.subnets.ids {
      let subnet = topology.subnets[number]
      for prefix in subnet.prefixes { ranges.append((subnet.network, prefix, number)) }
    }
    ranges.sort { ($0.network, $0.prefix, $0.subnet) < ($1.network, $1.prefix, $1.subnet) }
    for (left, right) in zip(ranges, ranges.dropFirst())
    where left.network == right.network && left.prefix.overlaps(right.prefix) {
      let (first, second) = (topology.subnets[left.subnet], topology.subnets[right.subnet])
      tell(
        .warning, "aws.subnet.overlap", about: "\(first.id) \(second.id)",
        "The subnets \(first.id) and \(second.id) overlap, which AWS does not allow: the exports "
          + "are of different times or accounts.", at: second.location, effect: .assumedClosed,
        advice: "Export everything at the same time.")
    }
  }
}
