import ArgumentParser
import Certificates
import Composition
import Documents
import Reachability
import Reports
import TierPolicy

/// Verdicts only, for continuous integration.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Proves the rules and says by its exit status whether they hold.",
    discussion: """
      EXAMPLES
        bailey check exports/ --policy bailey.yaml
        bailey check exports/ --format json --fail-on high > report.json
        bailey check exports/ --certificate proofs.json --smt-lib obligations/
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

  @Option(
    help: "The file into which the proofs are written, for bailey verify.", completion: .file())
  var certificate: String?

  @Option(
    name: .customLong("smt-lib"),
    help: "The folder into which each rule is written as a question for an SMT solver.",
    completion: .directory)
  var solverFolder: String?

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
    let graph = try await policy.compose(
      input, besides: [out, certificate, solverFolder] + earlier.files)
    let progress = Progress.start("proving", isQuiet: input.quiet)
    // Only the JSON report and comparisons name inputs by content, and hashing much takes long.
    var review = try policy.review(
      graph, input, drawsDiagrams: false, hashesInputs: format == .json || before != nil)
    if let before { review = review.compared(with: before) }
    earlier.report(review, isQuiet: input.quiet)
    progress.stop()
    try OutputFiles.result(render(review), to: out)
    try certify(graph)
    try input.finish(graph, policy.status(of: review, input, newOnly: earlier.countsNewOnly))
  }

  private func certify(_ graph: ComposedGraph) throws {
    if certificate == nil, solverFolder == nil { return }
    let model = ReachabilityModel(graph.topology)
    let certificates = PolicyCertificates(
      topology: graph.topology, review: try policy.review(model, graph, input), model: model)
    if let certificate {
      try OutputFiles.write(certificates.file().json(graph.topology), to: certificate)
    }
    if let solverFolder {
      for (claim, verdict) in certificates.claims {
        guard let question = SolverQuestion(graph.topology).question(claim) else { continue }
        // Where the proof is that no answer comes back, first packets do arrive.
        if verdict == .proven && !question.keepsClaim { continue }
        let expected = question.keepsClaim ? "unsat" : "sat"
        try OutputFiles.write(
          "; the rule is \(verdict.rawValue): \(expected) is expected\n" + question.text,
          to: "\(solverFolder)/\(SolverQuestion.fileName(claim.rule))")
      }
    }
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
