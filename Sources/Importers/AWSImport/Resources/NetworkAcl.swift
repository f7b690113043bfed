import Documents
import PacketSets
import Topology

extension Exported {
  /// A network ACL, from `aws ec2 describe-network-acls` (API page DescribeNetworkAcls, type
  /// NetworkAcl).
  struct NetworkAcl: ExportedRecord {
    /// `NetworkAclId`.
    var id: String
    /// `VpcId`.
    var vpcID: String?
    /// `OwnerId`.
    var ownerID: String?
    /// `IsDefault`: whether it holds for subnets that no other ACL names.
    var isDefault: Bool
    /// `Associations[].SubnetId`.
    var subnetIDs: [String]
    /// `Entries`, in the order of the export, which is not the order in which they are tried.
    var entries: [Entry]
    /// `Tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    /// Whether the record has its list of rules at all; the command line always prints it.
    var isWhole: Bool

    init(_ value: JSONValue) throws(ReadFault) {
      isWhole = value["Entries"] != nil
      id = try value.requiredText("NetworkAclId")
      vpcID = try value.text("VpcId")
      ownerID = try value.text("OwnerId")
      isDefault = try value.flag("IsDefault") ?? false
      subnetIDs = []
      for association in try value.rules("Associations") {
        if let subnetID = try association.text("SubnetId") { subnetIDs.append(subnetID) }
      }
      entries = []
      for entry in try value.rules("Entries") { entries.append(try Entry(entry)) }
      tags = try value.tags()
      location = value.location
    }

    /// A numbered rule (type NetworkAclEntry).
    struct Entry: Sendable {
      /// `RuleNumber`: the lowest is tried first.
      var number: Int
      /// `Egress`: whether it judges what leaves the subnet.
      var isEgress: Bool
      /// `RuleAction`: whether it allows.
      var allows: Bool
      /// `Protocol`, `PortRange` and `IcmpTypeCode`.
      var traffic: TrafficDescription
      /// `CidrBlock` or `Ipv6CidrBlock`.
      var range: Prefix
      /// Where it stands.
      var location: SourceLocation

      init(_ value: JSONValue) throws(ReadFault) {
        guard let number = try value.number("RuleNumber") else {
          throw ReadFault(value, "an ACL entry has no RuleNumber")
        }
        self.number = number
        guard let egress = try value.flag("Egress") else {
          throw ReadFault(value, "an ACL entry has no Egress, so that its direction is not known")
        }
        isEgress = egress
        let action = try value.text("RuleAction")
        guard action == "allow" || action == "deny" else {
          throw ReadFault(value, "RuleAction is neither allow nor deny")
        }
        allows = action == "allow"
        let range4 = try value.prefix("CidrBlock")
        guard let range = try value.prefix("Ipv6CidrBlock") ?? range4 else {
          throw ReadFault(value, "an ACL entry has no address range")
        }
        self.range = range
        traffic = try TrafficDescription(aclEntry: value)
        location = value.location
      }
    }
  }
}
