/// A node of a YAML document, with its place.
public struct YAMLNode: Hashable, Sendable {
  /// How a scalar was written.
  public enum Style: String, Hashable, Sendable {
    /// Without quotes: the text decides what it is.
    case plain
    /// In single quotes.
    case singleQuoted
    /// In double quotes.
    case doubleQuoted
    /// As a block behind `|`.
    case literal
    /// As a block behind `>`.
    case folded
  }

  /// What a node holds.
  public enum Content: Hashable, Sendable {
    /// A text and how it was written.
    case scalar(String, Style)
    /// Nodes in their order.
    case sequence([YAMLNode])
    /// Keys and values in their order.
    case mapping([YAMLMember])
  }

  /// What the node holds.
  public var content: Content
  /// The tag that was written, such as `!foo` or `tag:yaml.org,2002:str`.
  public var tag: String?
  /// The place of the node; of an alias, the place of the node it names.
  public var location: SourceLocation

  /// Creates a node.
  public init(_ content: Content, tag: String? = nil, location: SourceLocation = .unknown) {
    self.content = content
    self.tag = tag
    self.location = location
  }

  /// The text of a scalar as it was written, nil for every other node.
  public var text: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// The nodes of a sequence, none for every other node.
  public var elements: [YAMLNode] {
    guard case .sequence(let elements) = content else { return [] }
    return elements
  }

  /// The keys and values of a mapping, none for every other node.
  public var members: [YAMLMember] {
    guard case .mapping(let members) = content else { return [] }
    return members
  }

  /// Returns the value of a key, nil when this is no mapping or has no such key.
  ///
  /// - Complexity: O(*members*).
  public subscript(key: String) -> YAMLNode? {
    members.first { $0.key.text == key }?.value
  }
}

/// A key of a YAML mapping with its value.
public struct YAMLMember: Hashable, Sendable {
  /// The key, always a scalar.
  public var key: YAMLNode
  /// The value.
  public var value: YAMLNode

  /// Creates a member.
  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }

  /// The text of the key.
  public var name: String { key.text ?? "" }
}
