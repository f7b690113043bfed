import Documents

/// Compares exported objects by their content.
enum JSONEquality {
  /// Members that change between two captures and decide no packet.
  private static func isVolatile(_ key: JSONKey) -> Bool {
    key == "AvailableIpAddressCount" || key == "UsageOperationUpdateTime"
  }

  /// Whether two objects have the same content besides the members with the given keys.
  static func areEqual(_ left: JSONValue, _ right: JSONValue, besides keys: Set<String>) -> Bool {
    guard !keys.isEmpty, left.kind == .object, right.kind == .object else {
      return areEqual(left, right)
    }
    for (one, other) in [(left, right), (right, left)] {
      for (key, value) in one.members where !keys.contains(key.string) && !isVolatile(key) {
        guard let twin = other[key.string], areEqual(value, twin) else { return false }
      }
    }
    return true
  }

  /// Whether two values have the same content, whatever the order of their members.
  static func areEqual(_ left: JSONValue, _ right: JSONValue) -> Bool {
    guard left.kind == right.kind, left.count == right.count else { return false }
    switch left.kind {
    case .null: return true
    case .bool: return left.bool == right.bool
    case .number: return left.rawText == right.rawText
    case .string: return left.string == right.string
    case .array:
      return zip(left.elements, right.elements).allSatisfy { areEqual($0, $1) }
    case .object:
      for (key, value) in left.members where !isVolatile(key) {
        guard let other = right[key.string], areEqual(value, other) else { return false }
      }
      return true
    }
  }
}
