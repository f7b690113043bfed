import Documents

/// Turns the REST shape into the one that `az … list` prints.
enum Shape {
  /// Takes away the level of `properties` at every depth, as the command line does (AZ-1.2).
  static func flattened(_ text: String) throws -> String {
    let document = try JSONDocument.parse(text: text)
    guard let root = document.roots.first else { return text }
    return withExtendedLifetime(document) { flattened(root["value"] ?? root) }
  }

  private static func flattened(_ value: JSONValue) -> String {
    switch value.kind {
    case .array:
      return "[" + value.elements.map { flattened($0) }.joined(separator: ",\n") + "]"
    case .object:
      var members: [String] = []
      for (key, member) in value.members {
        if key == "properties" {
          for (inner, content) in member.members {
            members.append("\"\(inner.string)\": \(flattened(content))")
          }
        } else {
          members.append("\"\(key.string)\": \(flattened(member))")
        }
      }
      return "{" + members.joined(separator: ", ") + "}"
    default: return value.rawText
    }
  }
}
