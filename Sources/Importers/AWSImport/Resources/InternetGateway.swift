import Documents
import Topology

extension Exported {
  /// An internet gateway, from `aws ec2 describe-internet-gateways` (API page
  /// DescribeInternetGateways), or an egress-only one, from
  /// `aws ec2 describe-egress-only-internet-gateways`.
  struct InternetGateway: ExportedRecord {
    /// `InternetGatewayId` or `EgressOnlyInternetGatewayId`.
    var id: String
    /// `OwnerId`.
    var ownerID: String?
    /// Whether it lets connections out only.
    var isEgressOnly: Bool
    /// The VPCs to which it is attached: `Attachments[].State` is `available` or `attached`.
    var vpcIDs: [String]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      if let id = try value.text("EgressOnlyInternetGatewayId") {
        self.id = id
        isEgressOnly = true
      } else {
        id = try value.requiredText("InternetGatewayId")
        isEgressOnly = false
      }
      ownerID = try value.text("OwnerId")
      vpcIDs = []
      for attachment in try value.records("Attachments") {
        let state = try attachment.text("State")
        guard state == "available" || state == "attached" || state == nil,
          let vpcID = try attachment.text("VpcId")
        else { continue }
        vpcIDs.append(vpcID)
      }
      tags = try value.tags()
      location = value.location
    }
  }
}
