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
        bailey check exports/ --format junit --out bailey.junit.xml
        bailey check exports/ --baseline report.json
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @OptionGroup var earlier: BaselineOptions

  @Option(help: "text, json, sarif, junit, ocsf, markdown or csv.")
  var format = Format.text

  @Option(help: "The file into which the verdicts are written; standard output when not given.")
  var out: String?

  /// The forms of verdicts.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
    case junit
    case ocsf
    case markdown
    case csv
  }

  func run() async throws {
    let before = try earlier.earlier()
    let graph = try await input.compose(besides: [policy.policy, out] + earlier.files)
    let progress = Progress.start("proving", isQuiet: input.quiet)
    var review = try policy.review(graph, input, drawsDiagrams: false)
    if let before { review = review.compared(with: before) }
    earlier.report(review, isQuiet: input.quiet)
    progress.stop()
    try OutputFiles.result(render(review), to: out)
    try input.finish(graph, policy.status(of: review, input, newOnly: earlier.countsNewOnly))
  }

  private func render(_ review: Review) -> String {
    switch format {
    case .text:
      let isColored = out == nil && input.color.isColored(terminal: Console.resultIsTerminal)
      return TextReport(usesColor: isColored, isDetailed: input.verbose).render(review)
    case .json: return String(decoding: JSONReport().render(review), as: UTF8.self)
    case .sarif: return String(decoding: SARIFReport().render(review), as: UTF8.self)
    case .junit: return String(decoding: JUnitReport().render(review), as: UTF8.self)
    case .ocsf: return String(decoding: OCSFReport().render(review), as: UTF8.self)
    case .csv: return FindingsTable().render(review)
    case .markdown: return MarkdownSummary().render(review)
    }
  }
}
