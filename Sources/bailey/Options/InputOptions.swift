import ArgumentParser
import Composition
import Documents

/// What to read, and how much to say about it.
struct InputOptions: ParsableArguments {
  @Argument(
    help: "Files or folders with exports; - is standard input.", completion: .file())
  var paths: [String]

  @Flag(help: "Accept inputs that could not be read whole.")
  var allowIncomplete = false

  @Option(
    name: .customLong("as-of"),
    help: "The day on which waivers are judged; that of the exports when it is not given.")
  var day: Day?

  @Flag(name: .shortAndLong, help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Show every diagnostic.")
  var verbose = false

  @Option(help: "Colours: auto, always or never.")
  var color = ColorChoice.auto

  mutating func validate() throws {
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    if paths.isEmpty { throw ValidationError("a PATH is missing") }
  }

  /// Reads the inputs, says what they did, and ends the run when nothing was read.
  ///
  /// - Parameters:
  ///   - others: Files and folders that the command uses otherwise and that are no inputs.
  ///   - placements: What of the inputs stands on machines that others of them hold.
  /// - Returns: The graph.
  /// - Throws: That a path does not exist or that nothing was read.
  func compose(
    besides others: [String?] = [], placements: [MachinePlacement] = []
  ) async throws -> ComposedGraph {
    for path in paths { try requireExistence(of: path) }
    let progress = Progress.start("reading \(paths.joined(separator: ", "))", isQuiet: quiet)
    let graph = await Composer.compose(
      paths: paths, besides: others.compactMap { $0 }.filter { $0 != "-" },
      placements: placements)
    progress.stop()
    report(graph.diagnostics, in: graph.catalog)
    guard graph.hasInput else { throw ExitCode(ExitStatus.incomplete.rawValue) }
    return graph
  }

  /// The status of a run over inputs, worse when they were not read whole.
  func finish(_ graph: ComposedGraph, _ status: ExitStatus = .success) throws {
    let inputs = ExitStatus.ofInputs(graph, allowsIncomplete: allowIncomplete)
    let result = status.combined(with: inputs)
    if result != .success { throw ExitCode(result.rawValue) }
  }

  /// Writes diagnostics to standard error.
  func report(_ diagnostics: Diagnostics, in catalog: SourceCatalog) {
    let text = DiagnosticText(
      catalog: catalog, isVerbose: verbose, isQuiet: quiet,
      isColored: color.isColored(terminal: Console.errorIsTerminal))
    for line in text.lines(diagnostics) { Console.error(line) }
  }

  private func requireExistence(of path: String) throws {
    var refusals = Diagnostics()
    guard path != "-", FileReader.inventory([path], into: &refusals).isEmpty else { return }
    if let missing = refusals.all.first(where: { $0.code == "file.missing" }) {
      throw Problem(.usage, "\(Escape.terminal(path)): \(missing.message)")
    }
  }
}
