import Documents

/// Why a record of an export could not be read, and where.
struct ReadFault: Error, Hashable {
  /// The place in the file.
  var location: SourceLocation
  /// What was expected and what was found.
  var message: String

  /// Creates a fault at a value.
  init(_ value: JSONValue, _ message: String) {
    self.location = value.location
    self.message = message
  }
}
