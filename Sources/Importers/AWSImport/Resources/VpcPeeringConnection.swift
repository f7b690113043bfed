import Documents
import PacketSets
import Topology

extension Exported {
  /// A VPC peering connection, from `aws ec2 describe-vpc-peering-connections` (API page
  /// DescribeVpcPeeringConnections, type VpcPeeringConnection).
  struct VpcPeeringConnection: ExportedRecord {
    /// `VpcPeeringConnectionId`.
    var id: String
    /// The owner of the requester's side.
    var ownerID: String?
    /// `Status.Code`; only `active` carries packets (AWS-PCX-01).
    var status: String
    /// `RequesterVpcInfo` and `AccepterVpcInfo`.
    var sides: [Side]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Each side tags it on its own.
    static let membersOfEachSide: Set<String> = ["Tags"]

    /// One of the two VPCs (type VpcPeeringConnectionVpcInfo).
    struct Side: Sendable {
      /// `VpcId`.
      var vpcID: String?
      /// `OwnerId`.
      var ownerID: String?
      /// `Region`.
      var region: String?
      /// The ranges of the VPC, which are returned only while the peering is active.
      var ranges: [Prefix]

      init(_ value: JSONValue) throws(ReadFault) {
        vpcID = try value.text("VpcId")
        ownerID = try value.text("OwnerId")
        region = try value.text("Region")
        ranges = []
        for record in try value.records("CidrBlockSet") {
          if let prefix = try record.prefix("CidrBlock") { ranges.append(prefix) }
        }
        if ranges.isEmpty, let prefix = try value.prefix("CidrBlock") { ranges.append(prefix) }
        for record in try value.records("Ipv6CidrBlockSet") {
          if let prefix = try record.prefix("Ipv6CidrBlock") { ranges.append(prefix) }
        }
      }
    }

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("VpcPeeringConnectionId")
      status = try value.object("Status")?.text("Code") ?? ""
      sides = []
      if let side = try value.object("RequesterVpcInfo") { sides.append(try Side(side)) }
      if let side = try value.object("AccepterVpcInfo") { sides.append(try Side(side)) }
      ownerID = sides.first?.ownerID
      tags = try value.tags()
      location = value.location
    }
  }
}
