import Documents

/// What the reader needs to know of YAML.
extension PolicyReader {
  /// The text of a scalar as it was written, or nil for a list or a mapping.
  func scalar(_ node: YAMLNode) -> String? { node.text }

  /// The items of a list, or nil for anything else.
  func items(_ node: YAMLNode) -> [YAMLNode]? {
    guard case .sequence(let items) = node.content else { return nil }
    return items
  }

  /// The pairs of a mapping in order, or nil for anything else.
  func mapping(_ node: YAMLNode) -> [YAMLMember]? {
    guard case .mapping(let pairs) = node.content else { return nil }
    return pairs
  }
}
