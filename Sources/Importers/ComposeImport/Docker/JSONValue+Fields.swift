import Documents

/// Lenient access to the members of what the engine prints: what is missing or of another type reads
/// as nothing, and what cannot do without is refused by its reader.
extension JSONValue {
  /// The text of a member that is not empty.
  func text(_ key: StaticString) -> String? {
    guard let text = self[key]?.string, !text.isEmpty else { return nil }
    return text
  }

  /// The truth of a member; false when it is absent.
  func flag(_ key: StaticString) -> Bool { self[key]?.bool ?? false }

  /// The member that is an object of texts.
  func texts(_ key: StaticString) -> [String: String] {
    guard let value = self[key], value.kind == .object else { return [:] }
    var result: [String: String] = [:]
    for member in value.members {
      if let text = member.value.string {
        result[member.key.string] = text
      } else if member.value.kind == .bool || member.value.kind == .number {
        result[member.key.string] = member.value.rawText
      }
    }
    return result
  }
}
