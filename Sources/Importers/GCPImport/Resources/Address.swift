import Documents
import PacketSets

extension Exported {
  /// A reserved address, from `gcloud compute addresses list` (API resource addresses).
  struct Address: ExportedRecord {
    var id: String
    /// `address` with `prefixLength`.
    var range: Prefix?
    /// `purpose`, such as VPC_PEERING for private services access.
    var purpose: String
    /// `network`, of a range for private services access.
    var network: String?
    /// Whether `addressType` is EXTERNAL.
    var isExternal: Bool
    /// `status`: one that is RESERVED is in use by nobody.
    var status: String
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      let collection =
        origin.record.name.flatMap { ResourceName.collection($0) } ?? "addresses"
      id = try origin.identity(collection)
      let length = try value.number("prefixLength")
      range = try value.address("address").map { address in
        let width = address.family == .v4 ? 32 : 128
        return Prefix(address, length: min(max(length ?? width, 0), width))
      }
      purpose = try value.text("purpose") ?? ""
      network = try origin.network()
      isExternal = try value.text("addressType") != "INTERNAL"
      status = try value.text("status") ?? ""
      mark = Mark(location: value.location)
    }
  }

  /// A group of addresses that policies name (API resource addressGroups, GCP-3.11).
  struct AddressGroup: ExportedRecord {
    var id: String
    /// `items`.
    var items: [Prefix]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      id = try origin.identity("addressGroups")
      items = try origin.value.prefixes("items")
      mark = Mark(location: origin.value.location)
    }
  }

  /// A secure tag on a machine, from `gcloud resource-manager tags bindings list` (GCP-3.8).
  struct TagBinding: ExportedRecord {
    var id: String
    /// `parent`: what carries the tag.
    var parent: String
    /// `tagValue`, such as `tagValues/123`.
    var tagValue: String
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      guard let parent = try origin.reference("parent"), let tag = try value.text("tagValue") else {
        throw ReadFault(value, "a tag binding names no resource or no tag")
      }
      self.parent = parent
      tagValue = tag
      id = try value.text("name") ?? "\(parent) \(tag)"
      mark = Mark(location: value.location)
    }
  }
}
