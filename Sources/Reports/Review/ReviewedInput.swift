public import Documents
public import Topology

/// A file of the run, named by its content.
public struct ReviewedInput: Hashable, Sendable {
  /// The path as it was given.
  public var path: String
  /// What it was recognised as; empty when it was not.
  public var content: String
  /// The number of bytes.
  public var byteCount: Int
  /// The SHA-256 of the bytes in hexadecimal; empty when the bytes are not at hand.
  public var digest: String
  /// How many records it held.
  public var recordCount: Int
  /// How far it was read.
  public var state: FileCoverage.ReadState
}

/// What became of one type of records in one scope.
public struct ReviewedRecords: Hashable, Sendable {
  /// The provider, the account and the region.
  public var scope: Scope
  /// The type in the provider's words.
  public var type: String
  /// How many were seen.
  public var seen: Int
  /// How many became part of the graph.
  public var modelled: Int
  /// What leaving out the rest means for proofs.
  public var effect: ProofEffect
  /// What is said about it to people.
  public var note: String
}

/// What a file did that its owner should know.
public struct ReviewedDiagnostic: Hashable, Sendable {
  /// How much it matters.
  public var severity: Diagnostic.Severity
  /// What kind of diagnostic it is.
  public var code: String
  /// What happened.
  public var message: String
  /// Where, as `path:line:column`; empty when that is not known.
  public var place: String
  /// What it does to the proofs.
  public var effect: ProofEffect
  /// What to export or change; empty when there is nothing to do.
  public var advice: String
}

/// Something that the exports do not hold.
public struct ReviewGap: Hashable, Sendable {
  /// The name by which the report cites it, such as `A1`.
  public var id: String
  /// What is not known.
  public var statement: String
  /// What to export so that it is known.
  public var remedy: String
  /// Where the gap shows, as `path:line:column`; empty when that is not known.
  public var place: String
  /// The rules whose verdicts hang on it, sorted.
  public var rules: [String]
}
