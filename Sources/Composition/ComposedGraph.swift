public import Documents
public import EvidenceImport
public import Topology

/// The unified graph of all inputs of a run, with the account of what was read.
public struct ComposedGraph: Sendable {
  /// The graph.
  public var topology: Topology
  /// The files behind the locations in the graph and in the diagnostics.
  public var catalog: SourceCatalog
  /// What was read and what was not.
  public var coverage: Coverage
  /// What the inputs tell about how hosts, containers and identities are set up.
  public var evidence = Evidence()
  /// What the inputs did that their reader should know.
  public var diagnostics: Diagnostics

  /// Creates a graph with its account.
  public init(
    topology: Topology, catalog: SourceCatalog, coverage: Coverage, diagnostics: Diagnostics
  ) {
    self.topology = topology
    self.catalog = catalog
    self.coverage = coverage
    self.diagnostics = diagnostics
  }

  /// Whether at least one file was read, so that the graph stands for something.
  public var hasInput: Bool {
    coverage.files.contains { $0.state == .read || $0.state == .partial }
  }

  /// Whether every file that is an export was read whole.
  ///
  /// A file that no importer knows is listed, and does not make the input incomplete.
  public var isComplete: Bool {
    hasInput && !coverage.files.contains { $0.state == .partial || $0.state == .refused }
  }
}
