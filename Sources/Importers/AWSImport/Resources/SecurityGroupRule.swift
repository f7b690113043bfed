import Documents
import PacketSets

extension Exported {
  /// A rule in the flat form of `aws ec2 describe-security-group-rules` (API page
  /// DescribeSecurityGroupRules, type SecurityGroupRule), which knows the id of the rule.
  struct SecurityGroupRule: ExportedRecord {
    /// `SecurityGroupRuleId`.
    var id: String
    /// `GroupId`: the group that holds it.
    var groupID: String
    /// `GroupOwnerId`.
    var ownerID: String?
    /// The rule.
    var rule: GroupRule
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("SecurityGroupRuleId")
      groupID = try value.requiredText("GroupId")
      ownerID = try value.text("GroupOwnerId")
      location = value.location
      let peer: GroupRule.Peer
      if let prefix = try value.prefix("CidrIpv4") {
        peer = .range(prefix)
      } else if let prefix = try value.prefix("CidrIpv6") {
        peer = .range(prefix)
      } else if let list = try value.text("PrefixListId") {
        peer = .prefixList(list)
      } else if let reference = try value.object("ReferencedGroupInfo") {
        peer = .group(try GroupReference(reference))
      } else {
        throw ReadFault(value, "a security group rule has no peer")
      }
      guard let isEgress = try value.flag("IsEgress") else {
        throw ReadFault(
          value, "a security group rule has no IsEgress, so that its direction is not known")
      }
      rule = GroupRule(
        id: id, isEgress: isEgress,
        traffic: try TrafficDescription(permission: value), peer: peer,
        note: try value.text("Description"), location: location)
    }
  }
}
