import Documents
import Topology

extension Exported {
  /// A transit gateway, from `aws ec2 describe-transit-gateways` (API page
  /// DescribeTransitGateways, type TransitGateway).
  struct TransitGateway: ExportedRecord {
    /// `TransitGatewayId`.
    var id: String
    /// `OwnerId`.
    var ownerID: String?
    /// `State`.
    var state: String
    /// `Options.SecurityGroupReferencingSupport` is `enable`; it is not by default (AWS-SG-15).
    var refersToGroups: Bool
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("TransitGatewayId")
      ownerID = try value.text("OwnerId")
      state = try value.text("State") ?? "available"
      let options = try value.object("Options")
      refersToGroups = try options?.text("SecurityGroupReferencingSupport") == "enable"
      tags = try value.tags()
      location = value.location
    }
  }

  /// A route table of a transit gateway, from `aws ec2 describe-transit-gateway-route-tables`.
  struct TransitGatewayRouteTable: ExportedRecord {
    /// `TransitGatewayRouteTableId`.
    var id: String
    /// The account is not part of the record.
    var ownerID: String? { nil }
    /// `TransitGatewayId`.
    var gatewayID: String?
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("TransitGatewayRouteTableId")
      gatewayID = try value.text("TransitGatewayId")
      tags = try value.tags()
      location = value.location
    }
  }
}
