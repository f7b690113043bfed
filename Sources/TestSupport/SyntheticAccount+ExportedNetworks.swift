import PacketSets

/// The parts of a network in the words of the AWS command line.
extension SyntheticAccount {
  typealias Value = SyntheticAccountValue

  func vpc(_ plan: NetworkPlan) -> Value {
    [
      "OwnerId": .text(Self.owner), "InstanceTenancy": "default",
      "CidrBlockAssociationSet": [
        [
          "AssociationId": .text(identifier("vpc-cidr-assoc", plan.number)),
          "CidrBlock": .text(plan.prefix.description),
          "CidrBlockState": ["State": "associated"],
        ]
      ],
      "IsDefault": false, "Tags": .tags("net\(plan.number)"), "VpcId": .text(plan.id),
      "State": "available", "CidrBlock": .text(plan.prefix.description),
      "DhcpOptionsId": .text(identifier("dopt", 0)),
    ]
  }

  func subnet(_ subnet: SubnetPlan, _ plan: NetworkPlan) -> Value {
    [
      "AvailabilityZoneId": .text("euc1-az\(subnet.zone + 1)"),
      "MapCustomerOwnedIpOnLaunch": false, "OwnerId": .text(Self.owner),
      "AssignIpv6AddressOnCreation": false, "Ipv6CidrBlockAssociationSet": [],
      "Tags": .tags(subnet.name), "EnableDns64": false, "Ipv6Native": false,
      "SubnetId": .text(subnet.id), "State": "available", "VpcId": .text(plan.id),
      "CidrBlock": .text(subnet.prefix.description), "AvailableIpAddressCount": 500,
      "AvailabilityZone": .text(Self.zone(subnet.zone)), "DefaultForAz": false,
      "MapPublicIpOnLaunch": false,
    ]
  }

  /// The tables of the three sides; the one at the back is the main one.
  func routeTables(_ plan: NetworkPlan) -> [Value] {
    let gateway = ("GatewayId", Value.text(identifier("igw", plan.number)))
    var tables = [
      table("back", plan, plan.subnets.filter { $0.side == .back }, nil),
      table("front", plan, plan.subnets.filter { $0.side == .front }, gateway),
    ]
    for zone in 0..<plan.zoneCount {
      let nat = ("NatGatewayId", Value.text(identifier("nat", plan.number, zone)))
      let subnets = plan.subnets.filter { $0.side == .middle && $0.zone == zone }
      tables.append(table("middle-\(zone)", plan, subnets, nat))
    }
    return tables
  }

  private func table(
    _ mark: String, _ plan: NetworkPlan, _ subnets: [SubnetPlan], _ target: (String, Value)?
  ) -> Value {
    let id = tableID(mark, plan.number)
    func association(_ subnet: SubnetPlan?, _ number: Int) -> Value {
      var fields: [(String, Value)] = [
        ("Main", .flag(subnet == nil)),
        (
          "RouteTableAssociationId",
          .text(identifier("rtbassoc", plan.number, mark.utf8.reduce(number) { $0 * 31 + Int($1) }))
        ),
        ("RouteTableId", .text(id)),
      ]
      if let subnet { fields.append(("SubnetId", .text(subnet.id))) }
      fields.append(("AssociationState", ["State": "associated"]))
      return .record(fields)
    }
    var associations = subnets.enumerated().map { association($1, $0) }
    if mark == "back" { associations.append(association(nil, subnets.count)) }
    var routes = [Self.route(plan.prefix, ("GatewayId", "local"), origin: "CreateRouteTable")]
    for other in [plan.number - 1, plan.number + 1] where (0..<networkCount).contains(other) {
      let peering = identifier("pcx", min(other, plan.number))
      routes.append(
        Self.route(
          Self.prefix(ofNetwork: other), ("VpcPeeringConnectionId", .text(peering)),
          origin: "CreateRoute"))
    }
    if hasTransit {
      routes.append(
        Self.route(
          Self.transitPrefix, ("TransitGatewayId", .text(identifier("tgw", 0))),
          origin: "CreateRoute"))
    }
    if let target { routes.append(Self.route(.allIPv4, target, origin: "CreateRoute")) }
    return [
      "Associations": .list(associations), "PropagatingVgws": [], "RouteTableId": .text(id),
      "Routes": .list(routes), "Tags": .tags("net\(plan.number)-\(mark)"),
      "VpcId": .text(plan.id), "OwnerId": .text(Self.owner),
    ]
  }

  private func tableID(_ mark: String, _ network: Int) -> String {
    let number = ["back", "front", "middle-0", "middle-1"].firstIndex(of: mark) ?? 4
    return identifier("rtb", network, number)
  }

  private static func route(_ prefix: Prefix, _ target: (String, Value), origin: String) -> Value {
    .record([
      ("DestinationCidrBlock", .text(prefix.description)), target, ("Origin", .text(origin)),
      ("State", "active"),
    ])
  }

  /// The access list that subnets have unless they have their own, and one for those that do.
  func accessLists(_ plan: NetworkPlan) -> [Value] {
    [
      accessList("default", plan, plan.subnets.filter { !$0.hasAccessList }, [.everything]),
      accessList("own", plan, plan.subnets.filter(\.hasAccessList), Self.accessList),
    ]
  }

  private func accessList(
    _ name: String, _ plan: NetworkPlan, _ subnets: [SubnetPlan], _ inbound: [RulePlan]
  ) -> Value {
    let id = identifier("acl", plan.number, name == "default" ? 0 : 1)
    let associations = subnets.enumerated().map { number, subnet -> Value in
      [
        "NetworkAclAssociationId": .text(
          identifier("aclassoc", plan.number, name == "default" ? number : 100 + number)),
        "NetworkAclId": .text(id), "SubnetId": .text(subnet.id),
      ]
    }
    let closed = { (egress: Bool) in
      Self.entry(32767, .everything, isEgress: egress, action: "deny")
    }
    let entries =
      [Self.entry(100, .everything, isEgress: true, action: "allow"), closed(true)]
      + inbound.enumerated().map {
        Self.entry(100 + 10 * $0, $1, isEgress: false, action: "allow")
      } + [closed(false)]
    return [
      "Associations": .list(associations), "Entries": .list(entries),
      "IsDefault": .flag(name == "default"), "NetworkAclId": .text(id), "Tags": [],
      "VpcId": .text(plan.id), "OwnerId": .text(Self.owner),
    ]
  }

  private static func entry(_ number: Int, _ rule: RulePlan, isEgress: Bool, action: String)
    -> Value
  {
    var cidr = ""
    if case .prefix(let prefix) = rule.peer { cidr = prefix.description }
    var fields: [(String, Value)] = [
      ("CidrBlock", .text(cidr)), ("Egress", .flag(isEgress)),
    ]
    if let ports = rule.ports {
      fields.append(
        (
          "PortRange",
          ["From": .number(Int(ports.lowerBound)), "To": .number(Int(ports.upperBound))]
        ))
    }
    fields += [
      ("Protocol", .text(rule.ports == nil ? "-1" : "6")), ("RuleAction", .text(action)),
      ("RuleNumber", .number(number)),
    ]
    return .record(fields)
  }
}
