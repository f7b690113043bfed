import Documents

/// Typed access to the members of a compose file.
extension YAMLNode {
  /// The truth of a member (CMP-1.7): `true` and `false`, and the older `yes`, `on`, `y` and theirs.
  func flag(_ key: String, at path: String) throws(ComposeFault) -> Bool? {
    guard let node = self[key], !node.isNull else { return nil }
    switch node.text?.lowercased() {
    case "true", "y", "yes", "on": return true
    case "false", "n", "no", "off": return false
    default:
      throw ComposeFault(
        "compose.schema", "\(Escape.terminal(path)).\(key) must be true or false",
        at: node.location)
    }
  }

  /// The member that is a mapping, or a list of `key=value`, of texts.
  func texts(_ key: String) -> [String: String] {
    guard let node = self[key] else { return [:] }
    var result: [String: String] = [:]
    for member in Merge.asMapping(node).members { result[member.name] = member.value.text ?? "" }
    return result
  }

  /// The member that is a list of texts, or one text.
  func list(_ key: String) -> [YAMLNode] {
    guard let node = self[key], !node.isNull else { return [] }
    if node.text != nil { return [node] }
    return node.elements.filter { $0.text != nil }
  }

  /// The names that a member lists, as a list or as the keys of a mapping.
  func names(_ key: String) -> [(name: String, location: SourceLocation)] {
    guard let node = self[key] else { return [] }
    if node.kind == .mapping { return node.members.map { ($0.name, $0.key.location) } }
    return node.elements.compactMap { element in element.text.map { ($0, element.location) } }
  }

  /// The integer of a member, which may be written as text.
  func number(_ key: String, at path: String) throws(ComposeFault) -> Int? {
    guard let node = self[key], !node.isNull else { return nil }
    guard let text = node.text, let number = node.int ?? Int(text) else {
      throw ComposeFault(
        "compose.schema", "\(Escape.terminal(path)).\(key) must be an integer",
        at: node.location)
    }
    return number
  }
}
