import Documents
import Topology

extension Exported {
  /// An attachment as the list of all kinds of them shows it, from
  /// `aws ec2 describe-transit-gateway-attachments`.
  ///
  /// The two gateways of a peering list the same attachment, each from its side, so that it takes
  /// both identifiers to tell one from the other.
  struct TransitGatewayAttachment: ExportedRecord {
    /// `TransitGatewayAttachmentId` and `TransitGatewayId`.
    var id: String
    /// `TransitGatewayOwnerId`: its listing wins over that of the attached account.
    var ownerID: String?
    /// `TransitGatewayAttachmentId`.
    var attachmentID: String
    /// `TransitGatewayId`.
    var gatewayID: String
    /// `ResourceType`: `vpc`, `vpn`, `direct-connect-gateway`, `connect`, `peering` and others.
    var resourceType: String
    /// `ResourceId`.
    var resourceID: String?
    /// `ResourceOwnerId`.
    var resourceOwnerID: String?
    /// `State`.
    var state: String
    /// `Association.TransitGatewayRouteTableId` of an association in force.
    var tableID: String?
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      attachmentID = try value.requiredText("TransitGatewayAttachmentId")
      gatewayID = try value.requiredText("TransitGatewayId")
      id = "\(attachmentID) of \(gatewayID)"
      ownerID = try value.text("TransitGatewayOwnerId")
      resourceType = try value.text("ResourceType") ?? ""
      resourceID = try value.text("ResourceId")
      resourceOwnerID = try value.text("ResourceOwnerId")
      state = try value.text("State") ?? "available"
      let association = try value.object("Association")
      let isInForce = !CidrAssociation.idleStates.contains(try association?.text("State") ?? "")
      tableID = isInForce ? try association?.text("TransitGatewayRouteTableId") : nil
      tags = try value.tags()
      location = value.location
    }
  }

  /// An attachment of a VPC, from `aws ec2 describe-transit-gateway-vpc-attachments`.
  struct TransitGatewayVpcAttachment: ExportedRecord {
    /// `TransitGatewayAttachmentId`.
    var id: String
    /// `VpcOwnerId`.
    var ownerID: String?
    /// `TransitGatewayId`.
    var gatewayID: String
    /// `VpcId`.
    var vpcID: String?
    /// `SubnetIds`: where packets enter and leave, at most one for each zone.
    var subnetIDs: [String]
    /// `State`.
    var state: String
    /// `Options.ApplianceModeSupport` is `enable`.
    var isApplianceMode: Bool
    /// `Options.Ipv6Support` is `enable`; it is not by default.
    var carriesIPv6: Bool
    /// `Options.SecurityGroupReferencingSupport` is not `disable` (AWS-SG-15).
    var refersToGroups: Bool
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("TransitGatewayAttachmentId")
      gatewayID = try value.requiredText("TransitGatewayId")
      ownerID = try value.text("VpcOwnerId")
      vpcID = try value.text("VpcId")
      subnetIDs = try value.texts("SubnetIds")
      state = try value.text("State") ?? "available"
      let options = try value.object("Options")
      isApplianceMode = try options?.text("ApplianceModeSupport") == "enable"
      carriesIPv6 = try options?.text("Ipv6Support") == "enable"
      refersToGroups = try options?.text("SecurityGroupReferencingSupport") != "disable"
      tags = try value.tags()
      location = value.location
    }
  }

  /// A peering of two transit gateways, from
  /// `aws ec2 describe-transit-gateway-peering-attachments`.
  struct TransitGatewayPeeringAttachment: ExportedRecord {
    /// `TransitGatewayAttachmentId`.
    var id: String
    /// `RequesterTgwInfo.OwnerId`.
    var ownerID: String?
    /// `State`.
    var state: String
    /// The two sides, each with its attachment and its gateway.
    var sides: [Side]
    /// Where it stands.
    var location: SourceLocation

    /// Each side tags it and sees options of its own.
    static let membersOfEachSide: Set<String> = ["Tags", "Options"]

    /// One of the two sides of a peering.
    struct Side: Sendable {
      /// The attachment at the gateway.
      var attachmentID: String
      /// `TransitGatewayId`.
      var gatewayID: String
      /// `OwnerId`.
      var ownerID: String?
    }

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("TransitGatewayAttachmentId")
      state = try value.text("State") ?? "available"
      sides = []
      let accepted = try value.text("AccepterTransitGatewayAttachmentId") ?? id
      for (info, attachment) in [
        (try value.object("RequesterTgwInfo"), id), (try value.object("AccepterTgwInfo"), accepted),
      ] {
        guard let info, let gateway = try info.text("TransitGatewayId") else { continue }
        sides.append(
          Side(
            attachmentID: attachment, gatewayID: gateway, ownerID: try info.text("OwnerId")))
      }
      ownerID = sides.first?.ownerID
      location = value.location
    }
  }

  /// An attachment of an appliance, from `aws ec2 describe-transit-gateway-connects`.
  struct TransitGatewayConnect: ExportedRecord {
    /// `TransitGatewayAttachmentId`.
    var id: String
    /// The account is not part of the record.
    var ownerID: String? { nil }
    /// `TransitGatewayId`.
    var gatewayID: String
    /// `State`.
    var state: String
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("TransitGatewayAttachmentId")
      gatewayID = try value.requiredText("TransitGatewayId")
      state = try value.text("State") ?? "available"
      location = value.location
    }
  }
}
