import Documents

extension Exported {
  /// A group that a rule names as its peer (types UserIdGroupPair and ReferencedSecurityGroup).
  struct GroupReference: Hashable, Sendable {
    /// `GroupId`.
    var groupID: String?
    /// `GroupName`.
    var groupName: String?
    /// `UserId`: not returned when the group was deleted (AWS-SG-16).
    var userID: String?
    /// `VpcPeeringConnectionId`, when the group lies beyond a peering.
    var peeringID: String?
    /// `PeeringStatus`; any but `active` makes the reference match nothing.
    var peeringStatus: String?

    init(_ value: JSONValue) throws(ReadFault) {
      groupID = try value.text("GroupId")
      groupName = try value.text("GroupName")
      userID = try value.text("UserId")
      peeringID = try value.text("VpcPeeringConnectionId")
      peeringStatus = try value.text("PeeringStatus")
    }
  }
}
