import Documents

/// Compares two listings of one resource.
///
/// Lists of different commands have different fields (AZ-1.3): only what both have can differ.
enum FieldComparison {
  /// Members that change between two captures or decide no packet.
  private static let volatile: Set<String> = [
    "etag", "provisioningstate", "resourceguid", "tags", "resourcegroup", "type", "zones",
    "systemdata", "timecreated", "identity", "name", "id", "ipconfigurations", "privateendpoints",
    "networkinterfaces", "serviceassociationlinks", "resourcenavigationlinks", "subnets",
    "virtualnetworkpeerings", "networksecuritygroup", "routetable", "publicipaddress",
    "instanceview", "ipconfiguration", "applicationgatewayipconfigurations", "delegations",
  ]

  /// The first member of which two listings disagree.
  static func disagreement(_ left: Fields, _ right: Fields, depth: Int = 0) -> String? {
    for member in left.members where !member.value.isNull {
      let key = member.key.lowercased()
      if depth == 0, volatile.contains(key) { continue }
      if ["etag", "provisioningstate", "resourcegroup", "type", "id"].contains(key) { continue }
      guard
        let other = right.members.first(where: { Fields.matches($0.key, member.key) }),
        !other.value.isNull
      else { continue }
      if !agree(member.value, other.value, depth: depth + 1) { return member.key }
    }
    return nil
  }

  private static func agree(_ left: JSONValue, _ right: JSONValue, depth: Int) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .null: return true
    case .bool: return left.bool == right.bool
    case .number: return left.rawText == right.rawText
    case .string: return left.string?.lowercased() == right.string?.lowercased()
    case .array:
      return left.count == right.count
        && zip(left.elements, right.elements).allSatisfy { agree($0, $1, depth: depth + 1) }
    case .object:
      guard depth < 32, let one = Fields(left), let other = Fields(right) else { return true }
      return disagreement(one, other, depth: depth) == nil
    }
  }
}
