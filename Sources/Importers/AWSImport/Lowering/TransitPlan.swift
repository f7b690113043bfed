import Documents
import Topology

/// What all the listings together tell of one transit gateway.
struct TransitPlan {
  /// The id of the gateway.
  var id: String
  /// The account that owns it, where an export tells.
  var ownerID: String?
  /// Its own record.
  var record: Exported.TransitGateway?
  /// The attachments, sorted by their ids.
  var attachments: [Attachment] = []
  /// Whether the list of all attachments of its owner is exported.
  var isWhole = false

  /// What all the listings together tell of one attachment.
  struct Attachment {
    var id: String
    var resourceType: String
    var resourceID: String?
    var resourceOwnerID: String?
    var state: String
    /// The tables that listings name for it: one, or none, or several where they disagree.
    var tableIDs: Set<String> = []
    /// Whether a listing tells that there is no table, if there is none.
    var isAssociationKnown = false
    /// The record that names its subnets.
    var vpc: Exported.TransitGatewayVpcAttachment?
    var location: SourceLocation

    /// Whether packets pass; one that is being made or removed passes none.
    var isInForce: Bool { state == "available" || state == "modifying" }
  }

  /// The plans of all transit gateways of which attachments are exported, sorted by their ids.
  static func all(of inventory: Inventory) -> [TransitPlan] {
    var builder = Builder(inventory: inventory)
    builder.addAttachments()
    builder.addVpcAttachments()
    builder.addConnects()
    builder.addPeerings()
    return builder.plans()
  }

  private struct Builder {
    let inventory: Inventory
    var attachments: [String: [String: Attachment]] = [:]
    var owners: [String: String] = [:]
    var whole: Set<String> = []

    mutating func addAttachments() {
      for index in inventory.transitAttachments.sortedIndices {
        let record = inventory.transitAttachments.records[index]
        let account = inventory.scope(
          page: inventory.transitAttachments.pages[index], owner: nil
        ).account
        // Only the owner of the gateway sees with which table an attachment is associated.
        let isOfOwner =
          record.ownerID == nil || account.isEmpty || account == record.ownerID
        if isOfOwner { whole.insert(record.gatewayID) }
        owners[record.gatewayID] = owners[record.gatewayID] ?? record.ownerID
        var attachment = Attachment(
          id: record.attachmentID, resourceType: record.resourceType,
          resourceID: record.resourceID, resourceOwnerID: record.resourceOwnerID,
          state: record.state, location: record.location)
        attachment.isAssociationKnown = isOfOwner
        if let table = record.tableID { attachment.tableIDs.insert(table) }
        attachments[record.gatewayID, default: [:]][record.attachmentID] = attachment
      }
    }

    mutating func addVpcAttachments() {
      for record in inventory.transitVpcAttachments.sorted {
        var attachment =
          attachments[record.gatewayID]?[record.id]
          ?? Attachment(
            id: record.id, resourceType: "vpc", resourceID: record.vpcID,
            resourceOwnerID: record.ownerID, state: record.state, location: record.location)
        attachment.resourceID = attachment.resourceID ?? record.vpcID
        attachment.vpc = record
        attachments[record.gatewayID, default: [:]][record.id] = attachment
      }
    }

    mutating func addConnects() {
      for record in inventory.transitConnects.sorted
      where attachments[record.gatewayID]?[record.id] == nil {
        attachments[record.gatewayID, default: [:]][record.id] = Attachment(
          id: record.id, resourceType: "connect", state: record.state,
          location: record.location)
      }
    }

    /// A peering is listed for both its gateways, of which one may not be in the exports.
    mutating func addPeerings() {
      let known = Set(attachments.keys).union(inventory.transitGateways.records.map(\.id))
      for record in inventory.transitPeerings.sorted where record.sides.count == 2 {
        for (near, far) in [
          (record.sides[0], record.sides[1]), (record.sides[1], record.sides[0]),
        ] where known.contains(near.gatewayID) {
          guard attachments[near.gatewayID]?[near.attachmentID] == nil else { continue }
          attachments[near.gatewayID, default: [:]][near.attachmentID] = Attachment(
            id: near.attachmentID, resourceType: "peering", resourceID: far.gatewayID,
            resourceOwnerID: far.ownerID, state: record.state, location: record.location)
        }
      }
    }

    func plans() -> [TransitPlan] {
      attachments.keys.sorted().map { id in
        var plan = TransitPlan(id: id, record: inventory.transitGateways[id])
        plan.ownerID = plan.record?.ownerID ?? owners[id]
        plan.isWhole =
          whole.contains(id)
          && !inventory.incompleteKinds.contains(.transitGatewayAttachments)
        for (_, attachment) in (attachments[id] ?? [:]).sorted(by: { $0.key < $1.key }) {
          var attachment = attachment
          for table in inventory.transitAssociations[attachment.id] ?? []
          where (inventory.transitTables[table]?.gatewayID ?? id) == id {
            attachment.tableIDs.insert(table)
            attachment.isAssociationKnown = true
          }
          plan.attachments.append(attachment)
        }
        return plan
      }
    }
  }
}
