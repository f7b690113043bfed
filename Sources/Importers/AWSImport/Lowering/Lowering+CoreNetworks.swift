import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the core networks of Cloud WAN whose attachments and routes are all exported; the others
  /// stay opaque (AWS-CWN-01).
  mutating func addCoreNetworks() {
    let attachments = inventory.coreAttachments.sorted
    for id in Set(attachments.map(\.coreNetworkID)).sorted() {
      let own = attachments.filter { $0.coreNetworkID == id && $0.isInForce }
      guard let arn = own.lazy.compactMap(\.coreNetworkARN).first else { continue }
      if let remedy = gap(ofCoreNetwork: id, own) {
        coreNetworkGaps[arn] = remedy
      } else {
        addCoreNetwork(id, arn, own)
      }
    }
  }

  /// The command for what is missing to know how a core network routes.
  private func gap(
    ofCoreNetwork id: String, _ attachments: [Exported.CoreNetworkAttachment]
  ) -> String? {
    if inventory.incompleteKinds.contains(.coreAttachments) {
      return RecordKind.coreAttachments.command
    }
    let numbers = Set(attachments.map(\.id))
    for attachment in attachments {
      guard let segment = attachment.segment, let edge = attachment.edge,
        let table = inventory.coreRoutes[Exported.CoreNetworkRoutes.id(id, segment, edge)]
      else { return RecordKind.coreRoutes.command }
      let leadsElsewhere = table.routes.contains { route in
        !route.isBlackhole
          && (route.attachmentIDs.isEmpty
            || route.attachmentIDs.contains { $0.map { !numbers.contains($0) } ?? true })
      }
      if leadsElsewhere { return RecordKind.coreAttachments.command }
      guard attachment.type == "VPC", let vpcID = vpcID(of: attachment), networks[vpcID] != nil
      else { continue }
      guard let attached = inventory.coreVpcAttachments[attachment.id],
        !attached.subnetIDs.isEmpty, attached.subnetIDs.allSatisfy({ subnets[$0] != nil })
      else {
        return "aws networkmanager get-vpc-attachment --attachment-id \(attachment.id)"
      }
    }
    return nil
  }

  private func vpcID(of attachment: Exported.CoreNetworkAttachment) -> String? {
    attachment.resourceARN.map { ARN.tail(of: $0, after: "vpc/") }
  }

  private mutating func addCoreNetwork(
    _ id: String, _ arn: String, _ attachments: [Exported.CoreNetworkAttachment]
  ) {
    let location = attachments[0].location
    let numbers = Dictionary(
      uniqueKeysWithValues: attachments.enumerated().map { ($1.id, $0) })
    var tables: [String: ID<RouteTable>] = [:]
    var lowered: [TransitAttachment] = []
    var joined: Set<ID<Network>> = []
    for attachment in attachments {
      let name = Exported.CoreNetworkRoutes.id(
        id, attachment.segment ?? "", attachment.edge ?? "")
      if tables[name] == nil { tables[name] = table(ofSegment: name, numbers) }
      var side = TransitAttachment(
        id: attachment.id, side: coreSide(of: attachment), table: tables[name],
        location: attachment.location)
      if case .network(let network, _) = side.side {
        joined.insert(network)
        let attached = inventory.coreVpcAttachments[attachment.id]
        side.entersByZone = hasZones(network)
        side.leavesByZone = attached?.isApplianceMode == false
        side.carries = attached?.carriesIPv6 == true ? .all : .allIPv4
        side.keepsIdentity = attached?.refersToGroups == true
      }
      lowered.append(side)
    }
    gateways[arn] = topology.add(
      Gateway(
        id: id, kind: .transit(Transit(attachments: lowered)), networks: joined.sorted(),
        location: location))
  }

  private mutating func coreSide(
    of attachment: Exported.CoreNetworkAttachment
  ) -> TransitAttachment.Side {
    let vpcID = vpcID(of: attachment)
    if attachment.type == "VPC", let network = vpcID.flatMap({ networks[$0] }) {
      let doors = inventory.coreVpcAttachments[attachment.id]?.subnetIDs.compactMap {
        subnets[$0]
      }
      return .network(network, doors: doors ?? [])
    }
    let remedy =
      attachment.type == "VPC"
      ? "\(RecordKind.vpcs.command), in account \(attachment.ownerID ?? "of the owner")"
      : "none: what lies beyond an attachment of this kind is not modelled"
    tell(
      .warning, "aws.coreNetwork.missingSide", about: attachment.id,
      "\(attachment.id) of \(attachment.coreNetworkID) (\(attachment.type)) leads to "
        + "\(vpcID ?? "something"), which is not exported: what lies beyond it is unknown.",
      at: attachment.location, effect: .assumedOpen,
      advice: remedy.hasPrefix("aws ") ? "Export it: \(remedy)." : nil)
    return unknownSide(
      beyond: attachment.id, "what lies beyond \(attachment.id)", remedy: remedy,
      at: attachment.location)
  }

  private mutating func table(
    ofSegment name: String, _ numbers: [String: Int]
  ) -> ID<RouteTable>? {
    guard let found = inventory.coreRoutes[name] else { return nil }
    var routes: [Route] = []
    for route in found.routes {
      let rank = route.isPropagated ? 1 : 0
      if route.isBlackhole {
        routes.append(
          Route(
            destinations: [route.destination], rank: rank, target: .drop("blackhole"),
            location: route.location))
        continue
      }
      for number in route.attachmentIDs.compactMap({ $0 }).compactMap({ numbers[$0] }) {
        routes.append(
          Route(
            destinations: [route.destination], rank: rank, target: .attachment(number),
            location: route.location))
      }
    }
    return topology.add(RouteTable(id: name, routes: routes, location: found.location))
  }
}
