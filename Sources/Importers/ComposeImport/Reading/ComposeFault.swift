import Documents

/// Why a compose file is refused, as Compose refuses it, and where.
struct ComposeFault: Error, Hashable {
  /// The kind of the refusal, such as `compose.schema`.
  var code: String
  /// What is wrong, in one sentence.
  var message: String
  /// The place at which it shows.
  var location: SourceLocation

  init(_ code: String, _ message: String, at location: SourceLocation) {
    self.code = code
    self.message = message
    self.location = location
  }

  init(_ error: YAMLError) {
    self.init("yaml.\(error.kind.rawValue)", error.message, at: error.location)
  }

  /// The refusal as a diagnostic: what the file holds is missing from the graph.
  var diagnostic: Diagnostic {
    Diagnostic(.error, code, message, at: location, effect: .assumedClosed)
  }
}
