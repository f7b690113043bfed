/// Why a file is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of a refusal.
  public enum Kind: String, Hashable, Sendable {
    /// The text breaks the grammar of RFC 8259.
    case syntax
    /// The bytes are not UTF-8, or an escape is not a Unicode scalar.
    case encoding
    /// The text ends in the middle of a value.
    case truncated
    /// The file is something else: text, a table, YAML, HTML, binary.
    case notJSON
    /// The file is empty.
    case empty
    /// The file exceeds a limit.
    case limit
  }

  /// The kind of the refusal.
  public var kind: Kind
  /// The path of the file.
  public var path: String
  /// The byte at which reading stopped.
  public var location: SourceLocation
  /// The line of that byte, from one.
  public var line: Int
  /// The column of that byte in Unicode scalars, from one.
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

  /// The byte at which reading stopped.
  public var offset: Int { Int(location.offset) }

  /// The error as `path:line:column: message`.
  public var description: String { "\(path):\(line):\(column): \(message)" }

  /// The error as a diagnostic whose code is `json.` and the kind.
  ///
  /// - Parameter effect: What the loss of the file does to proofs.
  /// - Returns: The diagnostic.
  public func diagnostic(effect: ProofEffect = .assumedOpen) -> Diagnostic {
    let advice: String? =
      switch kind {
      case .truncated: "export the file again, it ends too early"
      case .notJSON, .empty: "export with `--output json`"
      case .encoding: "save the file as UTF-8"
      case .syntax, .limit: nil
      }
    return Diagnostic(
      .error, "json.\(kind.rawValue)", message, at: location, path: path, effect: effect,
      advice: advice)
  }
}
