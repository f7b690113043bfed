/// The key of a member of a JSON object, valid while its document is alive.
public struct JSONKey: Sendable, CustomStringConvertible {
  let value: JSONValue

  /// The text of the key with its escapes resolved.
  public var string: String { value.string ?? "" }

  /// The text of the key.
  public var description: String { string }

  /// The place of the key.
  public var location: SourceLocation { value.location }

  /// Returns whether the key is exactly this text, without an allocation.
  public func equals(_ other: StaticString) -> Bool { value.equals(other) }

  /// Returns whether the key is exactly this text.
  @_disfavoredOverload
  public func equals(_ other: String) -> Bool { value.equals(other) }

  /// Returns whether a key is exactly this text.
  public static func == (key: JSONKey, other: StaticString) -> Bool { key.value.equals(other) }

  /// Returns whether a text is the key; lets a `switch` over a key name its cases.
  public static func ~= (pattern: StaticString, key: JSONKey) -> Bool {
    key.value.equals(pattern)
  }
}
