import Documents
import PacketSets
import Topology

/// Typed access to the members of an exported object.
///
/// No member of an EC2 answer is required (AWS-IO-02): an absent member, `null` and an empty string
/// all read as `nil`, an absent list as an empty one. A member of another type is a fault.
extension JSONValue {
  /// The member with this key; `nil` when it is absent or null.
  func member(_ key: StaticString) -> JSONValue? {
    guard let value = self[key], !value.isNull else { return nil }
    return value
  }

  /// The text of a member.
  func text(_ key: StaticString) throws(ReadFault) -> String? {
    guard let value = member(key) else { return nil }
    guard let text = value.string else { throw ReadFault(value, "\(key) is not a string") }
    return text.isEmpty ? nil : text
  }

  /// The text of this value, which stands under a key.
  func asText(_ key: JSONKey) throws(ReadFault) -> String {
    guard let text = string else { throw ReadFault(self, "\(key) is not a string") }
    return text
  }

  /// The text of a member that a record cannot do without.
  func requiredText(_ key: StaticString) throws(ReadFault) -> String {
    guard kind == .object else { throw ReadFault(self, "a record is not an object") }
    guard let text = try text(key) else { throw ReadFault(self, "a record has no \(key)") }
    return text
  }

  /// The truth of a member.
  func flag(_ key: StaticString) throws(ReadFault) -> Bool? {
    guard let value = member(key) else { return nil }
    guard let flag = value.bool else { throw ReadFault(value, "\(key) is not true or false") }
    return flag
  }

  /// The integer of a member, which may also be written as text.
  func number(_ key: StaticString) throws(ReadFault) -> Int? {
    guard let value = member(key) else { return nil }
    if let number = value.int { return number }
    if let text = value.string, let number = Int(text) { return number }
    throw ReadFault(value, "\(key) is not an integer")
  }

  /// The elements of a member, each of which must be an object.
  func records(_ key: StaticString) throws(ReadFault) -> [JSONValue] {
    guard let value = member(key) else { return [] }
    guard value.kind == .array else { throw ReadFault(value, "\(key) is not a list") }
    var records: [JSONValue] = []
    records.reserveCapacity(value.count)
    for element in value.elements {
      guard element.kind == .object else {
        throw ReadFault(element, "an element of \(key) is not an object")
      }
      records.append(element)
    }
    return records
  }

  /// The elements of a list without which an object means something else: `null` is a fault.
  func rules(_ key: StaticString) throws(ReadFault) -> [JSONValue] {
    if let value = self[key], value.isNull {
      throw ReadFault(value, "\(key) is null where a list is expected")
    }
    return try records(key)
  }

  /// The texts of a member that is a list of texts.
  func texts(_ key: StaticString) throws(ReadFault) -> [String] {
    guard let value = member(key) else { return [] }
    guard value.kind == .array else { throw ReadFault(value, "\(key) is not a list") }
    var texts: [String] = []
    for element in value.elements {
      guard let text = element.string else {
        throw ReadFault(element, "an element of \(key) is not a string")
      }
      texts.append(text)
    }
    return texts
  }

  /// The member that is an object.
  func object(_ key: StaticString) throws(ReadFault) -> JSONValue? {
    guard let value = member(key) else { return nil }
    guard value.kind == .object else { throw ReadFault(value, "\(key) is not an object") }
    return value
  }

  /// The prefix that a member writes, with its host bits cleared.
  func prefix(_ key: StaticString) throws(ReadFault) -> Prefix? {
    guard let value = member(key) else { return nil }
    if value.equals("") { return nil }
    guard let prefix = value.withUTF8({ Prefix(utf8: $0) }) ?? nil else {
      throw ReadFault(value, "\(key) is not an address range")
    }
    guard value.withUTF8({ $0.contains(UInt8(ascii: "/")) }) == true else {
      throw ReadFault(value, "\(key) is not an address range: it has no length such as /24")
    }
    return prefix
  }

  /// The address that a member writes.
  func address(_ key: StaticString) throws(ReadFault) -> IPAddress? {
    guard let value = member(key) else { return nil }
    if value.equals("") { return nil }
    guard let address = value.withUTF8({ IPAddress(utf8: $0) }) ?? nil else {
      throw ReadFault(value, "\(key) is not an address")
    }
    return address
  }

  /// The tags of a record: `Tags`, or `TagSet` on network interfaces (AWS-IO-03).
  func tags(_ key: StaticString = "Tags") throws(ReadFault) -> [Tag] {
    guard member(key) != nil else { return [] }
    var tags: [Tag] = []
    for record in try records(key) {
      tags.append(Tag(try record.text("Key") ?? "", try record.text("Value") ?? ""))
    }
    return tags
  }
}

extension [Tag] {
  /// The value of the tag `Name`, by which people know a resource.
  var name: String? {
    guard let name = first(where: { $0.key == "Name" })?.value, !name.isEmpty else { return nil }
    return name
  }
}
