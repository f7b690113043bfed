import ArgumentParser
import Composition
import Documents
import Lint

/// Lists rules, routes and filters that a person would mend.
struct LintCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Lists shadowed, redundant, unused, stale and over-wide rules, with their reasons.",
    discussion: """
      Every finding is exact and names the rules that are the reason, with their lines. Only what a \
      person would act on is shown. --effects takes out every rule by itself and lists those without \
      which nothing changes.

      The exit status is 0 whatever is found, or 1 with --strict when anything is.

      EXAMPLES
        bailey lint exports/
        bailey lint exports/ --all --effects
        bailey lint exports/ --format json --strict > lint.json
      """)

  @OptionGroup var input: InputOptions

  @Flag(help: "Show as well what nobody would act on.")
  var all = false

  @Flag(help: "Compare who can reach whom without each rule.")
  var effects = false

  @Flag(help: "Exit with 1 when anything is found.")
  var strict = false

  @Option(help: "text or json.")
  var format = Format.text

  @Option(help: "The file into which the findings are written.", completion: .file())
  var out: String?

  /// The forms of findings.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  func run() async throws {
    let graph = try await input.compose(besides: [out])
    let progress = Progress.start("looking", isQuiet: input.quiet)
    let linter = Linter(graph.topology)
    var findings = linter.findings()
    if effects { findings += linter.ineffectiveRules() }
    progress.stop()
    let text = LintText(findings, files: graph.catalog, showsAll: all || effects)
    try OutputFiles.result(format == .text ? text.text() : text.json(), to: out)
    let isFound = findings.contains { $0.isActionable || all }
    try input.finish(graph, strict && isFound ? .violation : .success)
  }
}
