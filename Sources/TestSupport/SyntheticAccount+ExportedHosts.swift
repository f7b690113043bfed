import PacketSets

/// Groups, gateways and interfaces in the words of the AWS command line.
extension SyntheticAccount {
  func securityGroup(_ group: GroupPlan, _ plan: NetworkPlan) -> Value {
    [
      "GroupId": .text(group.id),
      "IpPermissionsEgress": .list(group.outbound.map { permission($0, plan) }),
      "Tags": .tags(group.name), "VpcId": .text(plan.id), "OwnerId": .text(Self.owner),
      "GroupName": .text(group.name), "Description": .text("For \(group.name)"),
      "IpPermissions": .list(group.inbound.map { permission($0, plan) }),
    ]
  }

  private func permission(_ rule: RulePlan, _ plan: NetworkPlan) -> Value {
    var fields: [(String, Value)] = [("IpProtocol", .text(rule.ports == nil ? "-1" : "tcp"))]
    if let ports = rule.ports {
      fields.append(("FromPort", .number(Int(ports.lowerBound))))
      fields.append(("ToPort", .number(Int(ports.upperBound))))
    }
    switch rule.peer {
    case .prefix(let prefix):
      fields.append(("UserIdGroupPairs", []))
      fields.append(("IpRanges", [["CidrIp": .text(prefix.description)]]))
    case .group(let network, let index):
      var pair: [(String, Value)] = [("UserId", .text(Self.owner))]
      if network != plan.number {
        pair.append(("VpcId", .text(identifier("vpc", network))))
        let peering = identifier("pcx", min(network, plan.number))
        pair.append(("VpcPeeringConnectionId", .text(peering)))
        pair.append(("PeeringStatus", "active"))
      }
      pair.append(("GroupId", .text(identifier("sg", network, index))))
      fields.append(("UserIdGroupPairs", [.record(pair)]))
      fields.append(("IpRanges", []))
    }
    fields.append(("Ipv6Ranges", []))
    fields.append(("PrefixListIds", []))
    return .record(fields)
  }

  func internetGateway(_ plan: NetworkPlan) -> Value {
    [
      "Attachments": [["State": "available", "VpcId": .text(plan.id)]],
      "InternetGatewayId": .text(identifier("igw", plan.number)), "OwnerId": .text(Self.owner),
      "Tags": .tags("net\(plan.number)"),
    ]
  }

  func natGateways(_ plan: NetworkPlan) -> [Value] {
    (0..<plan.zoneCount).map { zone in
      let interface = plan.interfaces[zone]
      var address: [(String, Value)] = [
        ("AllocationId", .text(identifier("eipalloc", plan.number, zone))),
        ("NetworkInterfaceId", .text(interface.id)),
        ("PrivateIp", .text(interface.address.description)),
      ]
      if let outside = interface.publicAddress {
        address.append(("PublicIp", .text(outside.description)))
      }
      address += [("IsPrimary", true), ("Status", "succeeded")]
      return [
        "CreateTime": "2026-03-02T09:12:44+00:00", "NatGatewayAddresses": [.record(address)],
        "NatGatewayId": .text(identifier("nat", plan.number, zone)), "State": "available",
        "SubnetId": .text(plan.subnets[interface.subnet].id), "VpcId": .text(plan.id),
        "Tags": .tags("net\(plan.number)-\(zone)"), "ConnectivityType": "public",
      ]
    }
  }

  /// The link to the next network, if there is a next one.
  func peering(_ plan: NetworkPlan) -> [Value] {
    let next = plan.number + 1
    if next >= networkCount { return [] }
    func side(_ number: Int) -> Value {
      let prefix = Value.text(Self.prefix(ofNetwork: number).description)
      return [
        "CidrBlock": prefix, "CidrBlockSet": [["CidrBlock": prefix]],
        "OwnerId": .text(Self.owner), "VpcId": .text(identifier("vpc", number)),
        "Region": .text(Self.region),
      ]
    }
    return [
      [
        "AccepterVpcInfo": side(next), "RequesterVpcInfo": side(plan.number),
        "Status": ["Code": "active", "Message": "Active"], "Tags": [],
        "VpcPeeringConnectionId": .text(identifier("pcx", plan.number)),
      ]
    ]
  }

  func networkInterface(_ index: Int, _ plan: NetworkPlan) -> Value {
    let interface = plan.interfaces[index]
    let isTranslation = interface.tier == .translation
    let zone = Value.text(Self.zone(plan.subnets[interface.subnet].zone))
    let address = Value.text(interface.address.description)
    let name = Value.text("\(Self.hostName("ip", interface.address)).\(Self.region).internal")
    var fields: [(String, Value)] = []
    var privateAddress: [(String, Value)] = []
    if let outside = interface.publicAddress {
      let association: Value = [
        "AllocationId": .text(identifier("eipalloc", plan.number, index)),
        "AssociationId": .text(identifier("eipassoc", plan.number, index)),
        "IpOwnerId": .text(Self.owner),
        "PublicDnsName": .text(
          "\(Self.hostName("ec2", outside)).\(Self.region).compute.amazonaws.com"),
        "PublicIp": .text(outside.description),
      ]
      fields.append(("Association", association))
      privateAddress.append(("Association", association))
    }
    privateAddress += [
      ("Primary", true), ("PrivateDnsName", name), ("PrivateIpAddress", address),
    ]
    let groups = interface.groups.map { number -> Value in
      [
        "GroupId": .text(plan.groups[number].id), "GroupName": .text(plan.groups[number].name),
      ]
    }
    fields += [
      ("Attachment", attachment(index, plan, isTranslation: isTranslation)),
      ("AvailabilityZone", zone),
      (
        "Description",
        isTranslation
          ? .text("Interface for NAT Gateway \(identifier("nat", plan.number, index))") : ""
      ),
      ("Groups", .list(groups)),
      ("InterfaceType", isTranslation ? "nat_gateway" : "interface"), ("Ipv6Addresses", []),
      ("MacAddress", .text(Self.hardwareAddress(interface.address))),
      ("NetworkInterfaceId", .text(interface.id)), ("OwnerId", .text(Self.owner)),
      ("PrivateDnsName", name), ("PrivateIpAddress", address),
      ("PrivateIpAddresses", [.record(privateAddress)]), ("RequesterManaged", .flag(isTranslation)),
      ("SourceDestCheck", .flag(!isTranslation)), ("Status", "in-use"),
      ("SubnetId", .text(plan.subnets[interface.subnet].id)),
      ("TagSet", .tags(interface.name, tier: interface.tier.rawValue)), ("VpcId", .text(plan.id)),
    ]
    return .record(fields)
  }

  private func attachment(_ index: Int, _ plan: NetworkPlan, isTranslation: Bool) -> Value {
    if isTranslation {
      return [
        "AttachmentId": .text(identifier("ela-attach", plan.number, index)),
        "DeleteOnTermination": false, "DeviceIndex": 1, "InstanceOwnerId": "amazon-aws",
        "Status": "attached",
      ]
    }
    return [
      "AttachTime": "2026-04-14T16:20:05+00:00",
      "AttachmentId": .text(identifier("eni-attach", plan.number, index)),
      "DeleteOnTermination": true, "DeviceIndex": 0, "NetworkCardIndex": 0,
      "InstanceId": .text(identifier("i", plan.number, index)),
      "InstanceOwnerId": .text(Self.owner), "Status": "attached",
    ]
  }

  private static func hostName(_ mark: String, _ address: IPv4Address) -> String {
    mark + "-" + address.description.split(separator: ".").joined(separator: "-")
  }

  private static func hardwareAddress(_ address: IPv4Address) -> String {
    let bytes = [UInt32(0x0a), 0xff] + [24, 16, 8, 0].map { address.rawValue >> $0 & 0xff }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
  }
}
