import ArgumentParser
import Composition
import Documents
import Reports

/// Verdicts only, for continuous integration.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Proves the rules and says by its exit status whether they hold.",
    discussion: """
      EXAMPLES
        bailey check exports/ --policy bailey.yaml
        bailey check exports/ --format json --fail-on high > report.json
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @Option(help: "text, json or markdown.")
  var format = Format.text

  @Option(help: "The file into which the verdicts are written; standard output when not given.")
  var out: String?

  /// The forms of verdicts.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case markdown
  }

  func run() async throws {
    let graph = try await policy.compose(input, besides: [out])
    let progress = Progress.start("proving", isQuiet: input.quiet)
    let review = try policy.review(graph, input, drawsDiagrams: false)
    progress.stop()
    try OutputFiles.result(render(review), to: out)
    try input.finish(graph, policy.status(of: review, input))
  }

  private func render(_ review: Review) -> String {
    switch format {
    case .text:
      let isColored = out == nil && input.color.isColored(terminal: Console.resultIsTerminal)
      return TextReport(usesColor: isColored, isDetailed: input.verbose).render(review)
    case .json: return String(decoding: JSONReport().render(review), as: UTF8.self)
    case .markdown: return MarkdownReport(diagramFolder: nil).render(review)
    }
  }
}
