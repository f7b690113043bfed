public import Documents

/// What was read from the exports and what became of it.
public struct Coverage: Hashable, Sendable {
  /// The files, in the order of their paths.
  public var files: [FileCoverage] = []
  /// The kinds of records, by scope and type.
  public var records: [RecordCoverage] = []
  /// The newest time at which an export says it was taken, as ISO 8601 text.
  public var capturedAt: String?

  /// Creates an empty account of what was read.
  public init() {}

  /// Whether every file was recognised and read whole.
  public var isComplete: Bool { files.allSatisfy { $0.state == .read } && !files.isEmpty }
}

/// What became of one file.
public struct FileCoverage: Hashable, Sendable {
  /// The file.
  public var file: FileID
  /// Its path as it was given.
  public var path: String
  /// What it was recognised as, such as `AWS DescribeVpcs`; empty when it was not.
  public var content: String
  /// How many records it held.
  public var recordCount: Int
  /// How far it was read.
  public var state: ReadState

  /// How far a file was read.
  public enum ReadState: String, Hashable, Sendable {
    /// Whole.
    case read
    /// In part: it says itself that more pages exist, or records in it were refused.
    case partial
    /// Not at all, because of an error in it.
    case refused
    /// Not at all, because no importer knows it.
    case unrecognised
  }

  /// Creates the account of a file.
  public init(file: FileID, path: String, content: String, recordCount: Int, state: ReadState) {
    self.file = file
    self.path = path
    self.content = content
    self.recordCount = recordCount
    self.state = state
  }
}

/// What became of one type of records in one scope.
public struct RecordCoverage: Hashable, Sendable {
  /// Where the records live.
  public var scope: Scope
  /// The type in the provider's words, such as `RouteTables`.
  public var type: String
  /// How many were seen.
  public var seen: Int
  /// How many became part of the graph.
  public var modelled: Int
  /// What leaving out the rest means for proofs.
  public var effect: ProofEffect
  /// What is said about it to people, such as what to export; empty when all is modelled.
  public var note: String

  /// Creates the account of a type.
  public init(
    scope: Scope, type: String, seen: Int, modelled: Int, effect: ProofEffect, note: String = ""
  ) {
    self.scope = scope
    self.type = type
    self.seen = seen
    self.modelled = modelled
    self.effect = effect
    self.note = note
  }
}
