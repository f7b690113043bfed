import Documents

/// Why a part of an export could not be read, and where.
struct ReadFault: Error, Hashable {
  /// The place in the file.
  var location: SourceLocation
  /// What was expected and what was found.
  var message: String

  init(_ location: SourceLocation, _ message: String) {
    self.location = location
    self.message = message
  }

  init(_ word: TextLine.Word, expected: String) {
    self.init(word.location, "expected \(expected), found \(word.text.prefix(60))")
  }

  /// The fault as a warning about something that then may be anything.
  func diagnostic(_ code: String, advice: String? = nil) -> Diagnostic {
    Diagnostic(
      .warning, code, "\(message): what this line does is taken as unknown", at: location,
      effect: .assumedOpen, advice: advice)
  }
}
