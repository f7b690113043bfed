/// Why a file is not the YAML that was expected, and where.
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of a refusal.
  public enum Kind: String, Hashable, Sendable {
    /// The text breaks the grammar.
    case syntax
    /// The bytes are not UTF-8 text.
    case encoding
    /// A key stands twice in a mapping.
    case duplicateKey
    /// An alias names no anchor, or the node that it is in.
    case alias
    /// A key or a merge is of a kind that is not read.
    case unsupported
    /// The file exceeds a limit.
    case limit
  }

  /// The kind of the refusal.
  public var kind: Kind
  /// The path of the file.
  public var path: String
  /// The place at which reading stopped.
  public var location: SourceLocation
  /// The line of that place, from one.
  public var line: Int
  /// The column of that place in Unicode scalars, from one.
  public var column: Int
  /// What was expected and what stood there.
  public var message: String

  init(_ kind: Kind, _ message: String, at offset: Int, in file: SourceFile) {
    let position = file.position(ofByte: offset)
    self.kind = kind
    self.path = file.path
    self.location = file.location(ofByte: offset)
    self.line = position.line
    self.column = position.column
    self.message = message
  }

  /// The error as `path:line:column: message`.
  public var description: String { "\(path):\(line):\(column): \(message)" }

  /// The error as a diagnostic whose code is `yaml.` and the kind.
  public var diagnostic: Diagnostic {
    Diagnostic(
      .error, "yaml.\(kind.rawValue)", message, at: location, path: path, effect: .assumedOpen)
  }
}
