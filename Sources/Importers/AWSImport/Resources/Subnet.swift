import Documents
import Topology

extension Exported {
  /// A subnet, from `aws ec2 describe-subnets` (API page DescribeSubnets, type Subnet).
  struct Subnet: ExportedRecord {
    /// `SubnetId`.
    var id: String
    /// `VpcId`.
    var vpcID: String?
    /// `OwnerId`: of a shared subnet, the account of the VPC.
    var ownerID: String?
    /// The address ranges in force; an IPv6-only subnet has no IPv4 range.
    var ranges: [CidrAssociation]
    /// `AvailabilityZone`, or `AvailabilityZoneId` where the name is missing.
    var zone: String
    /// `AvailabilityZoneId`, which means the same zone in every account.
    var zoneID: String?
    /// `BlockPublicAccessStates`.
    var blockPublicAccess: BlockPublicAccess?
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Its zone, which names the region.
    var zoneName: String? { zone }

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("SubnetId")
      vpcID = try value.text("VpcId")
      ownerID = try value.text("OwnerId")
      ranges = try CidrAssociation.all(of: value)
      let name = try value.text("AvailabilityZone")
      zoneID = try value.text("AvailabilityZoneId")
      zone = name ?? zoneID ?? ""
      blockPublicAccess = try BlockPublicAccess.mode(of: value)
      tags = try value.tags()
      location = value.location
    }
  }
}
