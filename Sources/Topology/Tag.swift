/// A key and a value that somebody put on a resource; both are a stranger's words.
public struct Tag: Hashable, Comparable, Sendable {
  /// The key, such as `Role`.
  public var key: String
  /// The value, such as `bastion`.
  public var value: String

  /// Creates a tag.
  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  /// Whether the left tag's key, then value, sorts first.
  public static func < (left: Tag, right: Tag) -> Bool {
    (left.key, left.value) < (right.key, right.value)
  }
}
