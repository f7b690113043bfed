import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the transit gateways of which attachments are exported (AWS-TGW-01 to AWS-TGW-07).
  ///
  /// The others stay opaque: all that is known of them is that routes lead there.
  mutating func addTransitGateways() {
    for gateway in inventory.transitGateways.sorted where gateway.state == "deleted" {
      deadGateways[gateway.id] = "\(gateway.id) is deleted"
    }
    let plans = TransitPlan.all(of: inventory).filter { plan in
      deadGateways[plan.id] == nil && plan.attachments.contains(where: \.isInForce)
    }
    useZoneIDs()
    // Peerings name attachments of the other gateway, so that all numbers are fixed first.
    for plan in plans {
      gateways[plan.id] = topology.add(
        Gateway(
          id: plan.id, name: plan.record?.tags.name, kind: .transit(Transit(attachments: [])),
          networks: [], location: plan.record?.location ?? plan.attachments[0].location))
      transits[plan.id] = TransitNumbers(plan)
    }
    for plan in plans { fillTransitGateway(plan) }
    for gateway in inventory.transitGateways.sorted {
      guard let page = inventory.transitGateways.index(of: gateway.id) else { continue }
      if transits[gateway.id] == nil {
        skip(.transitGateways, page: inventory.transitGateways.pages[page])
      }
    }
  }

  /// Which attachment of a transit gateway has which number.
  struct TransitNumbers {
    /// The attachments in force, by number.
    var attachments: [TransitPlan.Attachment]
    /// The numbers by the ids.
    var numbers: [String: Int] = [:]
    /// Why attachments that are listed pass nothing, by id.
    var dead: [String: String] = [:]
    /// Why a VPC is not attached though a listing names it.
    var deadVPCs: [String: String] = [:]

    init(_ plan: TransitPlan) {
      attachments = plan.attachments.filter(\.isInForce)
      for (number, attachment) in attachments.enumerated() { numbers[attachment.id] = number }
      for attachment in plan.attachments where !attachment.isInForce {
        let reason = "\(attachment.id) is \(attachment.state)"
        dead[attachment.id] = reason
        if let vpc = attachment.resourceID { deadVPCs[vpc] = reason }
      }
    }
  }

  private mutating func fillTransitGateway(_ plan: TransitPlan) {
    guard let gateway = gateways[plan.id], let found = transits[plan.id] else { return }
    var attachments: [TransitAttachment] = []
    var networks: Set<ID<Network>> = []
    for planned in found.attachments {
      let side = self.side(of: planned, plan)
      var attachment = TransitAttachment(
        id: planned.id, side: side, table: nil, location: planned.location)
      if case .network(let network, _) = side {
        networks.insert(network)
        attachment.entersByZone = hasZones(network)
        attachment.leavesByZone =
          planned.vpc?.isApplianceMode == false && zonesMeanTheSame(in: plan)
        attachment.keepsIdentity =
          plan.record?.refersToGroups == true && planned.vpc?.refersToGroups == true
        // IPv6 is off unless it is switched on (sheet, section 12).
        attachment.carries = carriesIPv6(planned) ? .all : .allIPv4
      }
      attachments.append(attachment)
    }
    topology.gateways[gateway].kind = .transit(Transit(attachments: attachments))
    topology.gateways[gateway].networks = networks.sorted()
    for (number, planned) in found.attachments.enumerated() {
      let table = self.table(of: planned, plan)
      update(gateway) { $0[number].table = table }
    }
    let reaches = found.attachments.indices.filter { number in
      if case .unknown = attachments[number].side {
        found.attachments[number].resourceType == "vpc"
      } else {
        false
      }
    }
    for number in reaches { addUnknownEntry(of: found.attachments[number], plan) }
    if !plan.isWhole { addOtherAttachments(plan) }
  }

  /// Changes the attachments of a transit gateway.
  mutating func update(
    _ gateway: ID<Gateway>, _ change: (inout [TransitAttachment]) -> Void
  ) {
    guard case .transit(var transit) = topology.gateways[gateway].kind else { return }
    change(&transit.attachments)
    topology.gateways[gateway].kind = .transit(transit)
  }

  /// Whether an attachment passes IPv6.
  func carriesIPv6(_ attachment: TransitPlan.Attachment) -> Bool {
    attachment.resourceType != "vpc" || attachment.vpc?.carriesIPv6 == true
  }

  /// The table that decides about what comes from an attachment: the one that it is associated
  /// with, and none drops it (AWS-TGW-02).
  private mutating func table(
    of attachment: TransitPlan.Attachment, _ plan: TransitPlan
  ) -> ID<RouteTable>? {
    if attachment.tableIDs.count == 1, let id = attachment.tableIDs.first {
      return transitTable(id, of: plan)
    }
    if attachment.tableIDs.isEmpty, attachment.isAssociationKnown {
      tell(
        .note, "aws.transitGateway.noTable", about: attachment.id,
        "\(attachment.id) is associated with no route table: \(plan.id) drops what comes from it.",
        at: attachment.location, effect: .exact)
      return nil
    }
    let command = RecordKind.transitGatewayAttachments.command
    let remedy = plan.ownerID.map { "\(command), in account \($0)" } ?? command
    tell(
      .warning, "aws.transitGateway.association", about: "\(plan.id) \(attachment.id)",
      attachment.tableIDs.isEmpty
        ? "The exports do not tell with which route table of \(plan.id) \(attachment.id) is "
          + "associated: what comes from it may arrive anywhere and certainly arrives nowhere."
        : "Two exports disagree about the route table of \(plan.id) with which \(attachment.id) is "
          + "associated: what comes from it may arrive anywhere and certainly arrives nowhere.",
      at: attachment.location, effect: .assumedOpen, advice: "Export it: \(remedy).")
    return unknownTransitTable(of: plan, remedy: remedy, at: attachment.location)
  }

  /// The table of attachments of which no export tells how they route.
  mutating func unknownTransitTable(
    of plan: TransitPlan, remedy: String, at location: SourceLocation
  ) -> ID<RouteTable> {
    let key = "unknown \(plan.id)"
    if let known = routeTables[key] { return known }
    let number = topology.add(
      RouteTable(
        id: "route tables of \(plan.id)",
        unknown: assumption(
          about: "routes \(plan.id)", "the route tables of \(plan.id) are not in the exports",
          remedy: remedy, at: location), location: location))
    routeTables[key] = number
    return number
  }

  /// What an account that does not own a transit gateway sees of it is not all of it.
  private mutating func addOtherAttachments(_ plan: TransitPlan) {
    guard let gateway = gateways[plan.id] else { return }
    let location = topology.gateways[gateway].location
    let place = plan.ownerID.map { ", in account \($0)" } ?? ""
    let remedy = RecordKind.transitGatewayAttachments.command + place
    tell(
      .warning, "aws.transitGateway.others", about: plan.id,
      "The list of all attachments of \(plan.id) is not exported: others may lie beyond it.",
      at: location, effect: .assumedOpen, advice: "Export it: \(remedy).")
    let side = unknownSide(
      beyond: plan.id, "what else is attached to \(plan.id)", remedy: remedy, at: location)
    let table = unknownTransitTable(of: plan, remedy: remedy, at: location)
    update(gateway) {
      $0.append(
        TransitAttachment(
          id: "other attachments of \(plan.id)", side: side, table: table, location: location))
    }
  }

  /// Lets packets of a VPC whose door to a transit gateway is not known into it, to nowhere certain.
  private mutating func addUnknownEntry(
    of attachment: TransitPlan.Attachment, _ plan: TransitPlan
  ) {
    guard let network = attachment.resourceID.flatMap({ networks[$0] }) else { return }
    addUnknownEntry(from: network, to: plan.id, at: attachment.location)
  }

  /// Lets packets of a network into a transit gateway of which it is not known how it is attached.
  mutating func addUnknownEntry(
    from network: ID<Network>, to id: String, at location: SourceLocation
  ) {
    guard let gateway = gateways[id] else { return }
    topology.gateways[gateway].networks.append(network)
    let name = topology.networks[network].id
    let remedy = RecordKind.transitGatewayVpcAttachments.command
    tell(
      .warning, "aws.transitGateway.entry", about: "\(id) \(name)",
      "The exports do not tell how \(name) is attached to \(id): what enters there may arrive "
        + "anywhere and certainly arrives nowhere.", at: location, effect: .assumedOpen,
      advice: "Export it: \(remedy).")
    let table = unknownTransitTable(
      of: TransitPlan(id: id), remedy: remedy, at: location)
    update(gateway) {
      $0.append(
        TransitAttachment(
          id: "attachment of \(name)", side: .network(network, doors: []), table: table,
          location: location))
    }
  }
}
