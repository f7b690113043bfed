import ArgumentParser
import Composition
import Documents
import Hardening
import Reachability

/// Judges the hardening checklist.
struct ChecklistCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checklist",
    abstract: "Judges every item of the hardening checklist with its evidence.",
    discussion: """
      Every item passes, fails, is unknown with the command that would give the evidence, or does \
      not apply. Failures name the file and the line, or the packet and its path. Secrets that are \
      found are never printed.

      The exit status is 1 when an item fails, 3 with --strict when one is unknown, else 0.

      EXAMPLES
        bailey checklist exports/
        bailey checklist exports/ --level server --level container
        bailey checklist exports/ --format json --out checklist.json
      """)

  @OptionGroup var input: InputOptions

  @Option(
    name: .customLong("level"),
    help: "A part to judge: server, container, network, secrets or identity; all by default.")
  var levels: [Level] = []

  @Flag(help: "Show the evidence of passed items as well.")
  var all = false

  @Flag(help: "Exit with 3 when an item is unknown.")
  var strict = false

  @Option(help: "text, markdown or json.")
  var format = Format.text

  @Option(help: "The file into which the checklist is written.", completion: .file())
  var out: String?

  /// The forms of a checklist.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case markdown
    case json
  }

  /// A part of the checklist as an argument.
  enum Level: String, ExpressibleByArgument, CaseIterable {
    case server
    case container
    case network
    case secrets
    case identity

    /// The part.
    var level: Check.Level {
      switch self {
      case .server: .server
      case .container: .container
      case .network: .network
      case .secrets: .secrets
      case .identity: .identity
      }
    }
  }

  func run() async throws {
    let graph = try await PolicyOptions.composeForQuestions(input, besides: [out])
    let progress = Progress.start("judging", isQuiet: input.quiet)
    let chosen = levels.isEmpty ? Set(Check.Level.allCases) : Set(levels.map(\.level))
    let checklist = Checklist(
      graph.evidence, model: ReachabilityModel(graph.topology), catalog: graph.catalog,
      levels: chosen)
    progress.stop()
    try OutputFiles.result(text(of: checklist, graph.catalog), to: out)
    try input.finish(graph, status(of: checklist))
  }

  private func text(of checklist: Checklist, _ files: SourceCatalog) -> String {
    let text = ChecklistText(checklist, files: files, showsAll: all)
    switch format {
    case .text: return text.text()
    case .markdown: return text.markdown()
    case .json: return text.json()
    }
  }

  private func status(of checklist: Checklist) -> ExitStatus {
    if checklist.hasFailure { return .violation }
    return strict && checklist.count(.unknown) > 0 ? .incomplete : .success
  }
}
