import Documents
import PacketSets

extension Exported {
  /// A prefix list, from `aws ec2 describe-managed-prefix-lists` (no entries) or
  /// `aws ec2 describe-prefix-lists` (with `Cidrs`, for the lists of AWS); both say `PrefixLists`
  /// (AWS-IO-09).
  struct PrefixList: ExportedRecord {
    /// `PrefixListId`.
    var id: String
    /// `OwnerId`: `AWS` for the lists of AWS.
    var ownerID: String?
    /// `PrefixListName`.
    var name: String?
    /// `AddressFamily`.
    var family: AddressFamily?
    /// `Cidrs`.
    var ranges: [Prefix]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("PrefixListId")
      ownerID = try value.text("OwnerId")
      name = try value.text("PrefixListName")
      switch try value.text("AddressFamily") {
      case "IPv4": family = .v4
      case "IPv6": family = .v6
      default: family = nil
      }
      ranges = []
      for text in try value.texts("Cidrs") {
        guard let prefix = Prefix(text) else {
          throw ReadFault(value, "an element of Cidrs is not an address range")
        }
        ranges.append(prefix)
      }
      location = value.location
    }

    /// Whether AWS keeps the list, so that it holds addresses of AWS services only.
    var isOfAWS: Bool { ownerID == "AWS" || name?.hasPrefix("com.amazonaws.") == true }
  }
}
