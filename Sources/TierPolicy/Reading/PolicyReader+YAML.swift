import Documents

/// What the reader needs to know of YAML.
extension PolicyReader {
  /// The text of a scalar as it was written, or nil for a list or a mapping.
  func scalar(_ node: YAMLNode) -> String? {
    guard case .scalar(let text) = node.content else { return nil }
    return text
  }

  /// The items of a list, or nil for anything else.
  func items(_ node: YAMLNode) -> [YAMLNode]? {
    guard case .sequence(let items) = node.content else { return nil }
    return items
  }

  /// The pairs of a mapping in order, or nil for anything else.
  func mapping(_ node: YAMLNode) -> [(key: YAMLNode, value: YAMLNode)]? {
    guard case .mapping(let pairs) = node.content else { return nil }
    return pairs
  }

  /// The error of a file that is no YAML.
  static func syntaxError(_ error: YAMLError, in file: SourceFile) -> Diagnostic {
    Diagnostic(
      .error, "policy.syntax", error.message, at: file.location(ofByte: error.offset),
      effect: .exact)
  }
}
