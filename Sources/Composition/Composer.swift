public import Documents
import EvidenceImport
import Topology

/// Makes one graph of files of any mix of sources.
///
/// What each file is, is recognised by its content. A file that cannot be used never stops the rest.
/// The graph, the account and the diagnostics depend on nothing but the paths and bytes of the
/// files: neither on the order in which they are given nor on the number of cores.
public enum Composer {
  /// Reads files and folders and composes their graph.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, or `-` for standard input.
  ///   - others: Files and folders that are no inputs even where they lie in a folder that is, such
  ///     as a policy or what an earlier run wrote.
  ///   - placements: What of the files stands on machines that other files hold.
  ///   - limits: What is refused for its size.
  /// - Returns: The graph, empty with an error among its diagnostics when nothing could be read.
  public static func compose(
    paths: [String], besides others: [String] = [], placements: [MachinePlacement] = [],
    limits: FileLimits = .standard
  ) async -> ComposedGraph {
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory(paths, limits: limits, into: &diagnostics)
    let asked = paths.filter { $0 != "-" }.map { PathText.absolute($0) }
    let besides = others.filter { other in !asked.contains { $0.isIn([.absolute(other)]) } }
    let inputs = InputSelection.inputs(among: entries, besides: besides)
    let catalog = SourceCatalog.read(inputs, limits: limits, into: &diagnostics)
    let refused = diagnostics.sorted().filter { $0.severity == .error }.compactMap(\.path)
    var graph = await compose(catalog, placements: placements)
    graph.diagnostics.append(contentsOf: diagnostics)
    for path in Set(refused).sorted() { noteGap(path, at: nil, in: &graph) }
    graph.coverage.files += Set(refused).map {
      FileCoverage(file: .none, path: $0, content: "", recordCount: 0, state: .refused)
    }
    graph.coverage.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return graph
  }

  /// Composes the graph of files that are read already.
  ///
  /// - Parameters:
  ///   - catalog: The files.
  ///   - placements: What of the files stands on machines that other files hold.
  /// - Returns: The graph, empty with an error among its diagnostics when no file was recognised.
  public static func compose(
    _ catalog: SourceCatalog, placements: [MachinePlacement] = []
  ) async -> ComposedGraph {
    let importers = RegisteredImporter.all
    let inputs = await parse(catalog.files, importers: importers)
    var diagnostics = Diagnostics()
    var unused: [FileCoverage] = []
    for input in inputs {
      diagnostics.append(contentsOf: input.diagnostics)
      guard input.document == nil else { continue }
      unused.append(
        FileCoverage(
          file: input.file.id, path: input.file.path, content: "", recordCount: 0,
          state: input.state))
    }
    let fragments = await lower(
      inputs, importers: importers, placements: placements, diagnostics: &diagnostics)
    var joined = TopologyJoiner.join(fragments, diagnostics: &diagnostics)
    joined.topology = HostFusion.byAddress(joined.topology)
    let (evidence, account) = EvidenceImporter.evidence(
      of: documents(inputs) { $0.importer == nil },
      containers: documents(inputs) { $0.importer == importers.count - 1 })
    diagnostics.append(contentsOf: evidence.diagnostics)
    joined.coverage.files += account.files + unused
    joined.coverage.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var graph = ComposedGraph(
      topology: joined.topology, catalog: catalog, coverage: joined.coverage,
      diagnostics: diagnostics)
    graph.evidence = evidence
    for file in joined.coverage.files where file.state == .refused {
      noteGap(file.path, at: SourceLocation(file: file.file, offset: 0), in: &graph)
    }
    return graph.hasInput ? graph : withoutInput(graph)
  }

  /// Notes that nothing can be proven, because a file that was given could not be read.
  private static func noteGap(
    _ path: String, at location: SourceLocation?, in graph: inout ComposedGraph
  ) {
    graph.topology.omissions.append(
      graph.topology.add(
        Assumption(
          statement: "what \(path) holds could not be read", remedy: "this file again",
          location: location)))
  }

  /// Reads all files on all cores; the result is in the order of the files.
  private static func parse(
    _ files: [SourceFile], importers: [RegisteredImporter]
  ) async -> [ParsedInput] {
    await withTaskGroup(of: (Int, ParsedInput).self) { group in
      for (number, file) in files.enumerated() {
        group.addTask { (number, ParsedInput.parse(file, importers: importers)) }
      }
      var result: [ParsedInput?] = Array(repeating: nil, count: files.count)
      for await (number, input) in group { result[number] = input }
      return result.compactMap { $0 }
    }
  }

  /// Hands the documents to their importers; the fragments are in the order of the importers.
  private static func lower(
    _ inputs: [ParsedInput], importers: [RegisteredImporter], placements: [MachinePlacement],
    diagnostics: inout Diagnostics
  ) async -> [TopologyFragment] {
    let lowered = await withTaskGroup(of: (Int, TopologyFragment, Diagnostics).self) { group in
      for (number, importer) in importers.enumerated() {
        let documents = documents(inputs) { $0.importer == number }
        guard !documents.isEmpty else { continue }
        group.addTask {
          var found = Diagnostics()
          let fragment = importer.fragment(documents, placements, &found)
          return (number, fragment, found)
        }
      }
      var result: [(Int, TopologyFragment, Diagnostics)] = []
      for await fragment in group { result.append(fragment) }
      return result.sorted { $0.0 < $1.0 }
    }
    for (_, _, found) in lowered { diagnostics.append(contentsOf: found) }
    return lowered.map { $0.1 }
  }

  /// The documents of some inputs.
  private static func documents(
    _ inputs: [ParsedInput], where isWanted: (ParsedInput.Recognised) -> Bool
  ) -> [InputDocument] {
    inputs.compactMap(\.document).filter(isWanted).map(\.document)
  }

  /// The graph with the error that nothing could be read.
  private static func withoutInput(_ graph: ComposedGraph) -> ComposedGraph {
    var graph = graph
    graph.diagnostics.append(
      Diagnostic(
        .error, "input.nothing", "nothing was read: \(RegisteredImporter.expectation)",
        effect: .assumedOpen, advice: "give the folder that holds the exports"))
    return graph
  }
}
