/// A contradiction within the program: the proof and the packet do not agree.
///
/// It is the program's own mistake and never an answer about the exports.
public struct ReviewError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The rule of which an example does not replay.
  public var rule: String
  /// The example in words.
  public var example: String
  /// What was expected and what came of it.
  public var explanation: String

  /// The contradiction as one sentence.
  public var description: String {
    "internal error: rule \(rule): \(example): \(explanation)"
  }
}
