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
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions

  @Option(help: "text, json or markdown.")
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
    case markdown
  }

  func run() async throws {
    let graph = try await policy.compose(input, besides: [out, certificate, solverFolder])
    let progress = Progress.start("proving", isQuiet: input.quiet)
    let review = try policy.review(graph, input, drawsDiagrams: false)
    progress.stop()
    try OutputFiles.result(render(review), to: out)
    try certify(graph)
    try input.finish(graph, policy.status(of: review, input))
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
    case .markdown: return MarkdownReport(diagramFolder: nil).render(review)
    }
  }
}
