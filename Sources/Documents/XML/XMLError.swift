/// Why bytes are not well-formed XML, and where.
public struct XMLError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line at which reading stopped, from one.
  public var line: Int
  /// The column at which reading stopped, from one.
  public var column: Int
  /// What was expected.
  public var message: String

  /// Creates an error at a line and a column.
  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  /// The error as `line:column: message`.
  public var description: String { "\(line):\(column): \(message)" }
}
