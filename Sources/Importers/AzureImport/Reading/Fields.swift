import Documents

/// The members of an object of an export, whatever its shape.
///
/// The members under `properties` stand beside the others, so that an answer of the REST interface
/// and the flattened output of the command line read alike (AZ-1.1, AZ-1.2). Keys are compared
/// without regard to case and underscores (AZ-1.4).
struct Fields {
  /// Where the object stands.
  let location: SourceLocation
  /// The template in which the object stands; its texts may be expressions.
  let template: Template?
  /// The members in the order of the export.
  private(set) var members: [Member] = []

  /// A key without underscores, and its value.
  struct Member {
    var key: String
    var value: JSONValue
  }

  /// Reads an object; anything else has no fields.
  init?(_ value: JSONValue, template: Template? = nil) {
    guard value.kind == .object else { return nil }
    location = value.location
    self.template = template
    members.reserveCapacity(value.count)
    var properties: JSONValue?
    for (key, member) in value.members {
      let name = Self.plain(key.string)
      if member.kind == .object, Self.matches(name, "properties") {
        properties = member
      } else {
        members.append(Member(key: name, value: member))
      }
    }
    for (key, member) in properties?.members ?? .empty {
      let name = Self.plain(key.string)
      if !members.contains(where: { Self.matches($0.key, name) }) {
        members.append(Member(key: name, value: member))
      }
    }
  }

  /// Reads a row of a table of Resource Graph (AZ-1.6).
  init(row: JSONValue, columns: [String]) {
    location = row.location
    template = nil
    var properties: JSONValue?
    for (column, value) in zip(columns, row.elements) {
      if value.kind == .object, Self.matches(column, "properties") {
        properties = value
      } else {
        members.append(Member(key: Self.plain(column), value: value))
      }
    }
    for (key, member) in properties?.members ?? .empty {
      let name = Self.plain(key.string)
      if !members.contains(where: { Self.matches($0.key, name) }) {
        members.append(Member(key: name, value: member))
      }
    }
  }

  /// The value of a member that is there and not null.
  func find(_ key: StaticString) -> JSONValue? {
    let name = "\(key)"
    guard let member = members.last(where: { Self.matches($0.key, name) }), !member.value.isNull
    else { return nil }
    return member.value
  }

  /// Whether the key is there at all, even with null.
  func has(_ key: StaticString) -> Bool {
    let name = "\(key)"
    return members.contains { Self.matches($0.key, name) }
  }

  /// Adds the members of another listing of the same thing that this one does not have.
  mutating func fill(from other: Fields) {
    for member in other.members where !member.value.isNull {
      if let index = members.firstIndex(where: { Self.matches($0.key, member.key) }) {
        if members[index].value.isNull { members[index] = member }
      } else {
        members.append(member)
      }
    }
  }

  private static func plain(_ key: String) -> String {
    key.utf8.contains(UInt8(ascii: "_")) ? key.replacing("_", with: "") : key
  }

  /// Whether two keys are the same but for the case of their letters.
  static func matches(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count
      && zip(left.utf8, right.utf8).allSatisfy { $0 == $1 || folded($0) == folded($1) }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte | 0x20 : byte
  }
}
