import Documents
import PacketSets

extension Exported {
  /// A rule of a security group for one peer.
  ///
  /// A permission (type IpPermission) is a list of peers, each of which is allowed (AWS-SG-08); the
  /// flat form of `describe-security-group-rules` has one peer already.
  struct GroupRule: Sendable {
    /// The id of the rule: `SecurityGroupRuleId`, or its place such as `ingress[3]`.
    var id: String
    /// Whether it allows packets to leave.
    var isEgress: Bool
    /// The protocol and ports.
    var traffic: TrafficDescription
    /// Who stands at the other end.
    var peer: Peer
    /// `Description`, the words of whoever made the rule.
    var note: String?
    /// Where it stands.
    var location: SourceLocation

    /// The other end of a rule.
    enum Peer: Hashable, Sendable {
      /// An address range, of one family.
      case range(Prefix)
      /// The members of a group.
      case group(GroupReference)
      /// The current entries of a prefix list.
      case prefixList(String)
    }

    /// Reads the rules of a permission, one for each peer.
    static func rules(
      of permission: JSONValue, isEgress: Bool, number: Int
    ) throws(ReadFault) -> [GroupRule] {
      let traffic = try TrafficDescription(permission: permission)
      let place = "\(isEgress ? "egress" : "ingress")[\(number)]"
      var found: [(path: String, peer: Peer, value: JSONValue)] = []
      for (index, record) in try permission.rules("IpRanges").enumerated() {
        guard let prefix = try record.prefix("CidrIp") else {
          throw ReadFault(record, "an address range has no CidrIp")
        }
        found.append(("IpRanges[\(index)]", .range(prefix), record))
      }
      for (index, record) in try permission.rules("Ipv6Ranges").enumerated() {
        guard let prefix = try record.prefix("CidrIpv6") else {
          throw ReadFault(record, "an address range has no CidrIpv6")
        }
        found.append(("Ipv6Ranges[\(index)]", .range(prefix), record))
      }
      for (index, record) in try permission.rules("PrefixListIds").enumerated() {
        let id = try record.requiredText("PrefixListId")
        found.append(("PrefixListIds[\(index)]", .prefixList(id), record))
      }
      for (index, record) in try permission.rules("UserIdGroupPairs").enumerated() {
        let reference = try GroupReference(record)
        found.append(("UserIdGroupPairs[\(index)]", .group(reference), record))
      }
      var rules: [GroupRule] = []
      for (path, peer, value) in found {
        rules.append(
          GroupRule(
            id: found.count == 1 ? place : "\(place).\(path)", isEgress: isEgress,
            traffic: traffic, peer: peer, note: try value.text("Description"),
            location: value.location))
      }
      return rules
    }

    /// What makes two rules of one group the same rule, however they are listed.
    var identity: Identity { Identity(isEgress: isEgress, traffic: traffic, peer: peerKey) }

    /// The direction, the traffic and the peer.
    struct Identity: Hashable {
      var isEgress: Bool
      var traffic: TrafficDescription
      var peer: String
    }

    private var peerKey: String {
      switch peer {
      case .range(let prefix): prefix.description
      case .prefixList(let id): id
      case .group(let reference): reference.groupID ?? reference.groupName ?? ""
      }
    }
  }
}
