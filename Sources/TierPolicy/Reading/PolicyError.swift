public import Documents

/// Everything that is wrong with a policy file.
public struct PolicyError: Error, Hashable, Sendable {
  /// The path of the file.
  public var path: String
  /// The errors, by place.
  public var problems: [Problem]

  /// One error, with its place in words.
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The place as `path:line:column`.
    public var place: String
    /// The line, from one.
    public var line: Int
    /// The column, from one.
    public var column: Int
    /// What is wrong, where, and what was probably meant.
    public var diagnostic: Diagnostic

    /// The error as one line.
    public var description: String {
      let advice = diagnostic.advice.map { " (\($0))" } ?? ""
      return "\(place): error: \(diagnostic.message) [\(diagnostic.code)]\(advice)"
    }
  }

  init(_ file: SourceFile, _ diagnostics: [Diagnostic]) {
    path = file.path
    problems = diagnostics.map { diagnostic in
      let position = file.position(ofByte: diagnostic.location.map { Int($0.offset) } ?? 0)
      return Problem(
        place: "\(file.path):\(position)", line: position.line, column: position.column,
        diagnostic: diagnostic)
    }
  }
}

extension PolicyError: CustomStringConvertible {
  /// Every error on a line of its own.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
