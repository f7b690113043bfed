import Documents
import PacketSets

extension Exported {
  /// An address range of a VPC or subnet that is in force.
  struct CidrAssociation: Sendable {
    /// The range.
    var prefix: Prefix
    /// Whether the range may be announced to the internet; false for private IPv6 ranges.
    var isInternetRoutable: Bool
    /// Where it stands.
    var location: SourceLocation

    /// The states of a range that is not, or no longer, or not yet in force.
    static let idleStates: Set<String> = [
      "associating", "disassociating", "disassociated", "failing", "failed",
    ]

    /// Reads the ranges of a VPC or subnet that are in force: the state `associated`, or none.
    ///
    /// `CidrBlock` alone is only the primary range; it counts when the list is absent.
    static func all(of value: JSONValue) throws(ReadFault) -> [CidrAssociation] {
      var result: [CidrAssociation] = []
      let listed = try value.records("CidrBlockAssociationSet")
      for record in listed {
        let state = try record.object("CidrBlockState")?.text("State")
        guard let prefix = try record.prefix("CidrBlock"), !idleStates.contains(state ?? "")
        else { continue }
        result.append(
          CidrAssociation(prefix: prefix, isInternetRoutable: true, location: record.location))
      }
      if listed.isEmpty, let prefix = try value.prefix("CidrBlock") {
        result.append(
          CidrAssociation(
            prefix: prefix, isInternetRoutable: true,
            location: (value.member("CidrBlock") ?? value).location))
      }
      for record in try value.records("Ipv6CidrBlockAssociationSet") {
        let state = try record.object("Ipv6CidrBlockState")?.text("State")
        guard let prefix = try record.prefix("Ipv6CidrBlock"), !idleStates.contains(state ?? "")
        else { continue }
        let attribute = try record.text("Ipv6AddressAttribute")
        result.append(
          CidrAssociation(
            prefix: prefix, isInternetRoutable: attribute != "private",
            location: record.location))
      }
      return result
    }
  }
}
