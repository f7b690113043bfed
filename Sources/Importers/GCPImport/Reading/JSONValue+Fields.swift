import Documents
import PacketSets
import Topology

/// Typed access to the members of an exported object.
///
/// Members with default values are left out of answers: an absent member, `null` and an empty string
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

  /// The prefix that a member writes; an address without a length is one host.
  func prefix(_ key: StaticString) throws(ReadFault) -> Prefix? {
    guard let value = member(key), let text = try text(key) else { return nil }
    guard let prefix = Prefix(text) else { throw ReadFault(value, "\(key) is not a range") }
    return prefix
  }

  /// The prefixes of a member that is a list of ranges.
  func prefixes(_ key: StaticString) throws(ReadFault) -> [Prefix] {
    guard let value = member(key) else { return [] }
    var prefixes: [Prefix] = []
    for text in try texts(key) {
      guard let prefix = Prefix(text) else {
        throw ReadFault(value, "\(key) holds \(text), which is not an address range")
      }
      prefixes.append(prefix)
    }
    return prefixes
  }

  /// The address that a member writes.
  func address(_ key: StaticString) throws(ReadFault) -> IPAddress? {
    guard let value = member(key), let text = try text(key) else { return nil }
    guard let address = IPAddress(text) else { throw ReadFault(value, "\(key) is not an address") }
    return address
  }

  /// The labels of a record.
  func labels(_ key: StaticString = "labels") throws(ReadFault) -> [Tag] {
    guard let value = try object(key) else { return [] }
    return value.members.map { Tag($0.key.string, $0.value.string ?? "") }.sorted()
  }
}
