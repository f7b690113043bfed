import Documents
import PacketSets

extension Exported {
  /// What is attached to a core network of Cloud WAN, from `aws networkmanager list-attachments`
  /// (AWS-CWN-01).
  struct CoreNetworkAttachment: ExportedRecord {
    /// `AttachmentId`.
    var id: String
    /// `OwnerAccountId`.
    var ownerID: String?
    /// `CoreNetworkId`.
    var coreNetworkID: String
    /// `CoreNetworkArn`, which routes name.
    var coreNetworkARN: String?
    /// `AttachmentType`.
    var type: String
    /// `State`.
    var state: String
    /// `EdgeLocation`.
    var edge: String?
    /// `SegmentName`.
    var segment: String?
    /// `ResourceArn`.
    var resourceARN: String?
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("AttachmentId")
      ownerID = try value.text("OwnerAccountId")
      coreNetworkID = try value.requiredText("CoreNetworkId")
      coreNetworkARN = try value.text("CoreNetworkArn")
      type = try value.text("AttachmentType") ?? ""
      state = try value.text("State") ?? ""
      edge = try value.text("EdgeLocation")
      segment = try value.text("SegmentName")
      resourceARN = try value.text("ResourceArn")
      location = value.location
    }

    /// Whether packets pass it.
    var isInForce: Bool { ["AVAILABLE", "UPDATING", "PENDING_NETWORK_UPDATE"].contains(state) }
  }

  /// How a VPC is attached to a core network, from `aws networkmanager get-vpc-attachment`.
  struct CoreNetworkVpcAttachment: ExportedRecord {
    /// `VpcAttachment.Attachment.AttachmentId`.
    var id: String
    /// `VpcAttachment.Attachment.OwnerAccountId`.
    var ownerID: String?
    /// The ids in `VpcAttachment.SubnetArns`.
    var subnetIDs: [String]
    /// `VpcAttachment.Options.Ipv6Support`.
    var carriesIPv6: Bool
    /// `VpcAttachment.Options.ApplianceModeSupport`.
    var isApplianceMode: Bool
    /// `VpcAttachment.Options.SecurityGroupReferencingSupport`.
    var refersToGroups: Bool
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      guard let vpc = try value.object("VpcAttachment"),
        let attachment = try vpc.object("Attachment")
      else { throw ReadFault(value, "an answer about an attachment has no VpcAttachment") }
      id = try attachment.requiredText("AttachmentId")
      ownerID = try attachment.text("OwnerAccountId")
      subnetIDs = try vpc.texts("SubnetArns").map { ARN.tail(of: $0, after: "subnet/") }
      let options = try vpc.object("Options")
      carriesIPv6 = try options?.flag("Ipv6Support") == true
      isApplianceMode = try options?.flag("ApplianceModeSupport") == true
      refersToGroups = try options?.flag("SecurityGroupReferencingSupport") == true
      location = vpc.location
    }
  }

  /// The routes of a segment at an edge of a core network, from
  /// `aws networkmanager get-network-routes`.
  struct CoreNetworkRoutes: ExportedRecord {
    /// `CoreNetworkSegmentEdge`: the core network, the segment and the edge.
    var id: String
    /// No account is part of the answer.
    var ownerID: String? { nil }
    /// `NetworkRoutes`.
    var routes: [Route]
    /// Where it stands.
    var location: SourceLocation

    /// A route of a segment.
    struct Route: Sendable {
      /// `DestinationCidrBlock`.
      var destination: Prefix
      /// `Destinations[].CoreNetworkAttachmentId`; nil for one that leads elsewhere.
      var attachmentIDs: [String?]
      /// `State` is `BLACKHOLE`.
      var isBlackhole: Bool
      /// `Type` is `PROPAGATED`.
      var isPropagated: Bool
      /// Where it stands.
      var location: SourceLocation
    }

    init(_ value: JSONValue) throws(ReadFault) {
      guard let edge = try value.object("CoreNetworkSegmentEdge") else {
        throw ReadFault(value, "an answer about routes has no CoreNetworkSegmentEdge")
      }
      id = Self.id(
        try edge.requiredText("CoreNetworkId"), try edge.requiredText("SegmentName"),
        try edge.requiredText("EdgeLocation"))
      routes = []
      for record in try value.records("NetworkRoutes") {
        guard let destination = try record.prefix("DestinationCidrBlock") else {
          throw ReadFault(record, "a route has no DestinationCidrBlock")
        }
        var targets: [String?] = []
        for target in try record.records("Destinations") {
          targets.append(try target.text("CoreNetworkAttachmentId"))
        }
        routes.append(
          Route(
            destination: destination, attachmentIDs: targets,
            isBlackhole: try record.text("State") == "BLACKHOLE",
            isPropagated: try record.text("Type") == "PROPAGATED", location: record.location))
      }
      location = value.location
    }

    /// The name of a segment at an edge.
    static func id(_ network: String, _ segment: String, _ edge: String) -> String {
      "\(network) \(segment) \(edge)"
    }
  }
}
