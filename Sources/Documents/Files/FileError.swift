/// Why a file could not be read or written.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of a failure.
  public enum Kind: String, Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The system refuses to read it.
    case unreadable
    /// It is a pipe, a socket, a device or a folder.
    case special
    /// A symbolic link leads in a circle, to nothing or out of the given folder.
    case link
    /// It is compressed, and damaged or too large.
    case gzip
    /// It exceeds a limit.
    case limit
    /// The system refuses to write it.
    case unwritable
  }

  /// The kind of the failure.
  public var kind: Kind
  /// The path of the file.
  public var path: String
  /// What happened, in one sentence.
  public var message: String

  /// Creates an error.
  public init(_ kind: Kind, path: String, _ message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }

  /// The error as `path: message`.
  public var description: String { "\(path): \(message)" }

  /// The error as a diagnostic whose code is `file.` and the kind.
  public var diagnostic: Diagnostic {
    Diagnostic(.error, "file.\(kind.rawValue)", message, path: path, effect: .assumedOpen)
  }
}
