import Documents
import Topology

extension Exported {
  /// A virtual private cloud, from `aws ec2 describe-vpcs` (API page DescribeVpcs, type Vpc).
  struct Vpc: ExportedRecord {
    /// `VpcId`.
    var id: String
    /// `OwnerId`.
    var ownerID: String?
    /// The address ranges in force.
    var ranges: [CidrAssociation]
    /// `BlockPublicAccessStates`.
    var blockPublicAccess: BlockPublicAccess?
    /// Whether `EncryptionControl` stops what is not encrypted (AWS-ENC-01).
    var enforcesEncryption: Bool
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("VpcId")
      ownerID = try value.text("OwnerId")
      ranges = try CidrAssociation.all(of: value)
      blockPublicAccess = try BlockPublicAccess.mode(of: value)
      enforcesEncryption =
        try value.object("EncryptionControl")?.text("Mode")?.lowercased() == "enforce"
      tags = try value.tags()
      location = value.location
    }
  }
}
