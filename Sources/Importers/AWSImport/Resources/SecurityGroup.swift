import Documents
import PacketSets
import Topology

extension Exported {
  /// A security group, from `aws ec2 describe-security-groups` (API page DescribeSecurityGroups,
  /// type SecurityGroup).
  struct SecurityGroup: ExportedRecord {
    /// `GroupId`.
    var id: String
    /// `GroupName`.
    var name: String?
    /// `VpcId`: where it was made; it may be used elsewhere (AWS-SG-17).
    var vpcID: String?
    /// `OwnerId`.
    var ownerID: String?
    /// `SecurityGroupArn`, which names the region.
    var arn: String?
    /// `IpPermissions` and `IpPermissionsEgress`, one rule for each peer.
    var rules: [GroupRule]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Whether the record has its list of rules at all; the command line always prints it.
    var isWhole: Bool

    init(_ value: JSONValue) throws(ReadFault) {
      isWhole = value["IpPermissions"] != nil
      id = try value.requiredText("GroupId")
      name = try value.text("GroupName")
      vpcID = try value.text("VpcId")
      ownerID = try value.text("OwnerId")
      arn = try value.text("SecurityGroupArn")
      rules = []
      for (index, permission) in try value.rules("IpPermissions").enumerated() {
        rules += try GroupRule.rules(of: permission, isEgress: false, number: index)
      }
      for (index, permission) in try value.rules("IpPermissionsEgress").enumerated() {
        rules += try GroupRule.rules(of: permission, isEgress: true, number: index)
      }
      tags = try value.tags()
      location = value.location
    }
  }
}
