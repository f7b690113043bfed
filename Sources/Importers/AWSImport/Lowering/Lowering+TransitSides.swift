import Documents
import PacketSets
import Topology

extension Lowering {
  /// What stands at the other end of an attachment.
  mutating func side(
    of attachment: TransitPlan.Attachment, _ plan: TransitPlan
  ) -> TransitAttachment.Side {
    let resource = attachment.resourceID ?? "an unknown resource"
    switch attachment.resourceType {
    case "vpc": return vpcSide(of: attachment, plan)
    case "peering", "tgw-peering": return peeringSide(of: attachment, plan)
    case "vpn":
      if let connection = attachment.resourceID.flatMap({ inventory.vpnConnections[$0] }) {
        return .world(site(of: connection))
      }
      return .world(
        site(resource, named: "the site behind \(resource)", at: attachment.location))
    case "direct-connect-gateway":
      return .world(directConnectSite(resource, at: attachment.location))
    default:
      return unknownSide(
        beyond: attachment.id,
        "what lies beyond \(attachment.id) (\(attachment.resourceType) \(resource))",
        remedy: "none: the inside of such an attachment is not part of any export",
        at: attachment.location)
    }
  }

  /// A VPC with the subnets in which the attachment has its interfaces, of which one must lie in
  /// the zone of a sender (AWS-TGW-01, AWS-TGW-04).
  private mutating func vpcSide(
    of attachment: TransitPlan.Attachment, _ plan: TransitPlan
  ) -> TransitAttachment.Side {
    let vpc = attachment.resourceID ?? "an unknown VPC"
    guard let network = networks[vpc] else {
      let place = attachment.resourceOwnerID.map { " (account \($0))" } ?? ""
      tell(
        .warning, "aws.transitGateway.missingSide", about: attachment.id,
        "\(attachment.id) leads to \(vpc)\(place), which is not exported: what lies beyond it is "
          + "unknown.", at: attachment.location, effect: .assumedOpen,
        advice: "Export that account and region as well.")
      return unknownSide(
        beyond: attachment.id, "what lies beyond \(attachment.id) in \(vpc)",
        remedy: "the exports of \(vpc)\(place)", at: attachment.location)
    }
    let doors = (attachment.vpc?.subnetIDs ?? doorsOfInterfaces(of: attachment.id)).map { id in
      subnet(
        id, in: vpc, scope: topology.networks[network].scope, mentionedAt: attachment.location)
    }
    if !doors.isEmpty { return .network(network, doors: doors.sorted()) }
    return unknownSide(
      beyond: attachment.id, "in which subnets of \(vpc) \(attachment.id) stands",
      remedy: RecordKind.transitGatewayVpcAttachments.command, at: attachment.location)
  }

  /// The subnets of the interfaces that an attachment has.
  private func doorsOfInterfaces(of attachment: String) -> [String] {
    let note = "Network Interface for Transit Gateway Attachment \(attachment)"
    let found = inventory.networkInterfaces.records.filter {
      $0.type == "transitgateway" && $0.note == note
    }
    return Set(found.compactMap(\.subnetID)).sorted()
  }

  /// The attachment of the other transit gateway that belongs to the same peering (AWS-TGW-06).
  private mutating func peeringSide(
    of attachment: TransitPlan.Attachment, _ plan: TransitPlan
  ) -> TransitAttachment.Side {
    let other = attachment.resourceID ?? "an unknown transit gateway"
    if let gateway = gateways[other], let far = transits[other] {
      let back = far.attachments.indices.filter {
        far.attachments[$0].resourceType.hasSuffix("peering")
          && far.attachments[$0].resourceID == plan.id
      }
      let same = back.first { far.attachments[$0].id == attachment.id }
      if let number = same ?? (back.count == 1 ? back.first : nil) {
        return .transit(gateway, attachment: number)
      }
    }
    let place = attachment.resourceOwnerID.map { " (account \($0))" } ?? ""
    tell(
      .warning, "aws.transitGateway.missingSide", about: "\(attachment.id) of \(plan.id)",
      "\(attachment.id) leads to \(other)\(place), which is not exported: what lies beyond it is "
        + "unknown.", at: attachment.location, effect: .assumedOpen,
      advice: "Export that account and region as well.")
    return unknownSide(
      beyond: attachment.id, "what lies beyond \(attachment.id) at \(other)",
      remedy: "the exports of \(other)\(place)", at: attachment.location)
  }

  /// Something that is not in the exports, from which packets may come.
  mutating func unknownSide(
    beyond id: String, _ statement: String, remedy: String, at location: SourceLocation
  ) -> TransitAttachment.Side {
    let key = "beyond \(id)"
    let world =
      siteWorlds[key]
      ?? topology.add(
        World(id: key, name: key, kind: .partner, addresses: .all, location: location))
    siteWorlds[key] = world
    return .unknown(
      assumption(about: "attachment \(id)", statement, remedy: remedy, at: location),
      world: world)
  }

  // MARK: Zones

  /// Where accounts call different zones by one name, subnets go by the ids of their zones.
  mutating func useZoneIDs() {
    var ids: [String: Set<String>] = [:]
    for subnet in inventory.subnets.records {
      if let id = subnet.zoneID { ids[subnet.zone, default: []].insert(id) }
    }
    guard ids.values.contains(where: { $0.count > 1 }) else { return }
    for subnet in inventory.subnets.records {
      guard let number = subnets[subnet.id], let id = subnet.zoneID else { continue }
      topology.subnets[number].zone = id
    }
  }

  /// Whether the zones of all subnets of a network are known, so that the door in the zone of a
  /// sender is (AWS-TGW-01).
  mutating func hasZones(_ network: ID<Network>) -> Bool {
    let missing = topology.subnets.filter { $0.network == network && $0.zone.isEmpty }
    for subnet in missing {
      tell(
        .warning, "aws.subnet.zone", about: subnet.id,
        "The zone of \(subnet.id) is not exported: which door of a transit gateway its packets take "
          + "is not known, and any is tried.", at: subnet.location, effect: .assumedOpen,
        advice: "Export it: \(RecordKind.subnets.command).")
    }
    return missing.isEmpty
  }

  /// Whether a zone has one name in all networks of a transit gateway: they are of one account, or
  /// the exports hold the ids of the zones.
  func zonesMeanTheSame(in plan: TransitPlan) -> Bool {
    var accounts: Set<String> = []
    var hasIDs = true
    for attachment in plan.attachments where attachment.isInForce {
      guard let vpc = attachment.vpc, let id = vpc.vpcID, let network = networks[id] else {
        continue
      }
      accounts.insert(topology.networks[network].scope.account)
      hasIDs = hasIDs && vpc.subnetIDs.allSatisfy { inventory.subnets[$0]?.zoneID != nil }
    }
    return accounts.count < 2 || hasIDs
  }
}
