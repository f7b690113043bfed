/// A line and a column, both counted from one, columns in Unicode scalars.
public struct TextPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The line, from one.
  public var line: Int
  /// The column in Unicode scalars, from one.
  public var column: Int

  /// Creates the position at a line and a column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Orders positions by line, then by column.
  public static func < (first: TextPosition, second: TextPosition) -> Bool {
    (first.line, first.column) < (second.line, second.column)
  }

  /// The position as `line:column`.
  public var description: String { "\(line):\(column)" }
}
