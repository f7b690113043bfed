import Documents

/// Writes a configuration of AWS Config with the keys and shapes of the command line.
struct ConfigurationNames {
  private let shape: ConfigurationType.Shape
  /// How the bytes of the configuration stand in the file, where it was the text of a string.
  private let text: EmbeddedText?
  /// The place of what does not stand in the file.
  private let fallback: Int
  /// The key of tags in this kind of records.
  var tagKey = "Tags"
  /// The tags of the item, for configurations that hold none.
  var tags: JSONValue?
  /// How the bytes of the tags stand in the file.
  var tagText: EmbeddedText?

  init(_ shape: ConfigurationType.Shape, text: EmbeddedText?, fallback: Int) {
    self.shape = shape
    self.text = text
    self.fallback = fallback
  }

  /// Writes the configuration of a resource.
  func writeRecord(_ value: JSONValue, into builder: inout JSONBuilder) {
    builder.beginObject(at: place(of: value))
    var hasTags = false
    for (key, member) in value.members {
      let name = self.name(of: key.string)
      if name == tagKey { hasTags = member.count > 0 }
      if name == tagKey, !hasTags { continue }
      writeMember(name, member, into: &builder)
    }
    if !hasTags, let tags { write(tags: tags, into: &builder) }
    builder.end(at: end(of: value))
  }

  private func writeMember(
    _ name: String, _ value: JSONValue, into builder: inout JSONBuilder
  ) {
    // The entries of a prefix list are the ranges that `describe-prefix-lists` prints.
    if case .properties = shape, name == "Entries", value[0]?["Cidr"] != nil {
      builder.key("Cidrs")
      builder.beginArray(at: place(of: value))
      for entry in value.elements {
        if let range = entry["Cidr"] { copy(range, into: &builder) }
      }
      builder.end(at: end(of: value))
      return
    }
    builder.key(name)
    write(value, into: &builder)
  }

  private func write(_ value: JSONValue, into builder: inout JSONBuilder) {
    switch value.kind {
    case .object:
      // `state` and others are written as an object with the one member `value`.
      if value.count == 1, let inner = value["value"] {
        write(inner, into: &builder)
      } else {
        builder.beginObject(at: place(of: value))
        if value["ipProtocol"] != nil {
          writePermission(value, into: &builder)
        } else {
          for (key, member) in value.members {
            writeMember(name(of: key.string), member, into: &builder)
          }
        }
        builder.end(at: end(of: value))
      }
    case .array:
      builder.beginArray(at: place(of: value))
      for element in value.elements { write(element, into: &builder) }
      builder.end(at: end(of: value))
    case .null, .bool, .number, .string: copy(value, into: &builder)
    }
  }

  /// Writes a permission of a security group: its `ipRanges` are plain texts, the objects of the
  /// command line are in `ipv4Ranges`.
  private func writePermission(_ value: JSONValue, into builder: inout JSONBuilder) {
    let hasObjects = value["ipv4Ranges"] != nil
    for (key, member) in value.members {
      if key == "ipRanges" {
        guard !hasObjects else { continue }
        builder.key("IpRanges")
        builder.beginArray(at: place(of: member))
        for range in member.elements {
          guard range.kind == .string else {
            write(range, into: &builder)
            continue
          }
          builder.beginObject(at: place(of: range))
          builder.key("CidrIp")
          copy(range, into: &builder)
          builder.end(at: end(of: range))
        }
        builder.end(at: end(of: member))
      } else {
        writeMember(
          key == "ipv4Ranges" ? "IpRanges" : name(of: key.string), member, into: &builder)
      }
    }
  }

  private func write(tags: JSONValue, into builder: inout JSONBuilder) {
    let start = tagText?.place(of: tags.byteRange.lowerBound) ?? tags.byteRange.lowerBound
    builder.key(tagKey)
    builder.beginArray(at: start)
    for (key, value) in tags.members {
      builder.beginObject(at: start)
      builder.key("Key")
      builder.string(key.string)
      builder.key("Value")
      builder.string(value.string ?? "")
      builder.end(at: start)
    }
    builder.end(at: start)
  }

  private func copy(_ value: JSONValue, into builder: inout JSONBuilder) {
    if let text {
      builder.copy(value, from: { text.range($0) }, at: fallback)
    } else {
      builder.copy(value)
    }
  }

  private func place(of value: JSONValue) -> Int {
    text?.place(of: value.byteRange.lowerBound) ?? value.byteRange.lowerBound
  }

  private func end(of value: JSONValue) -> Int {
    text?.place(of: value.byteRange.upperBound) ?? value.byteRange.upperBound
  }

  /// The spellings of AWS Config that differ in more than their first letter.
  private static let spellings: [String: String] = [
    "vpcid": "VPCId", "dnsname": "DNSName", "dbclusterIdentifier": "DBClusterIdentifier",
    "dbClusterIdentifier": "DBClusterIdentifier", "dbclusterArn": "DBClusterArn",
    "dbInstanceIdentifier": "DBInstanceIdentifier", "dbinstanceIdentifier": "DBInstanceIdentifier",
    "dbsubnetGroup": "DBSubnetGroup", "dbSubnetGroup": "DBSubnetGroup",
    "dbsubnetGroupName": "DBSubnetGroupName", "dbSubnetGroupName": "DBSubnetGroupName",
    "dbinstanceArn": "DBInstanceArn", "dbInstanceArn": "DBInstanceArn",
  ]

  /// The key of the command line for a key of the configuration.
  private func name(of key: String) -> String {
    switch shape {
    case .described: return Self.spellings[key] ?? XMLNames.capitalized(key)
    case .properties(let others): return others[key] ?? key
    case .lowercased:
      guard let first = key.first, first.isUppercase else { return key }
      return first.lowercased() + key.dropFirst()
    }
  }
}
