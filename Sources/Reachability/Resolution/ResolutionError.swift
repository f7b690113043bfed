/// Why the words of a question stand for nothing that can be asked about.
public struct ResolutionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of a refusal.
  public enum Kind: String, Hashable, Sendable {
    /// Nothing in the graph goes by this word.
    case unknown
    /// The word stands for several things.
    case ambiguous
    /// Nobody sends from this address.
    case unownedSource
    /// Both ends lie outside the graph.
    case outside
    /// The protocol, the ports or the type are none.
    case traffic
  }

  /// The kind of the refusal.
  public var kind: Kind
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The ids for which an ambiguous word may stand, sorted.
  public var candidates: [String]

  /// Creates an error.
  public init(_ kind: Kind, _ message: String, candidates: [String] = []) {
    self.kind = kind
    self.message = message
    self.candidates = candidates
  }

  /// What is wrong.
  public var description: String { message }
}
