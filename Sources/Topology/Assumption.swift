public import Documents

/// A fact that the exports do not hold, and on which a verdict may hang.
///
/// An assumption widens what *may* pass and never what *certainly* passes.
public struct Assumption: Hashable, Sendable {
  /// What is not known, as a sentence without a full stop.
  public var statement: String
  /// What to export so that it is known, as a command or a file.
  public var remedy: String
  /// Where the gap shows, if it shows in a file.
  public var location: SourceLocation?

  /// Creates an assumption.
  public init(statement: String, remedy: String, location: SourceLocation? = nil) {
    self.statement = statement
    self.remedy = remedy
    self.location = location
  }
}
