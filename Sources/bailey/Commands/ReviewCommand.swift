import ArgumentParser
import Composition
import Diagrams
import Documents
import Lint
import Reports

/// Imports, proves, draws and reports.
struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Imports, proves, draws and reports: the main job.",
    discussion: """
      Prints the report and a diagram, and writes report.html, .md, .txt, .json, .sarif, .junit.xml \
      and .ocsf.json, findings.csv, flows.csv and diagrams/*.svg into the folder given by --out. \
      Without a policy, the built-in baseline with inferred tiers applies.

      EXAMPLES
        bailey review exports/
        bailey review exports/ --policy bailey.yaml --out report/
        bailey review exports/ --since report/report.json --out next/
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var earlier: BaselineOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "The folder into which the reports are written.", completion: .directory)
  var out: String?

  func run() async throws {
    let before = try earlier.earlier()
    let graph = try await policy.compose(input, besides: [out] + earlier.files)
    let progress = Progress.start("proving and drawing", isQuiet: input.quiet)
    var review = try policy.review(graph, input, drawsDiagrams: true, surveysFlows: true)
    if let before { review = review.compared(with: before) }
    earlier.report(review, isQuiet: input.quiet)
    review.hygiene = review.singlePoints + Self.hygiene(of: graph)
    if let out { review.command += ["--out", out] }
    progress.stop()
    let report = TextReport(
      width: min(picture.width ?? 100, 120),
      usesColor: input.color.isColored(terminal: Console.resultIsTerminal),
      isDetailed: input.verbose)
    Console.result(report.render(review))
    if let diagram = review.diagrams.first {
      Console.result("\n" + picture.text(diagram.scene))
    }
    if let out { try write(review, to: out) }
    let status = policy.status(of: review, input, newOnly: earlier.countsNewOnly)
    try input.finish(graph, status)
  }

  /// What a person would mend in the rules.
  private static func hygiene(of graph: ComposedGraph) -> [HygieneRemark] {
    Linter(graph.topology).findings().filter(\.isActionable).map { finding in
      let holder =
        finding.holder == finding.holderID
        ? finding.holder : "\(finding.holder) (\(finding.holderID))"
      let place =
        graph.catalog.resolve(finding.location) == nil
        ? "" : graph.catalog.describe(finding.location)
      return HygieneRemark(
        kind: finding.kind.rawValue, holder: holder, rule: finding.rule,
        message: finding.message, place: place, reasons: finding.reasons.map(\.rule))
    }
  }

  private func write(_ review: Review, to folder: String) throws {
    var files: [(name: String, bytes: [UInt8])] = [
      ("report.html", HTMLReport().render(review)),
      ("report.md", Array(MarkdownReport().render(review).utf8)),
      ("report.txt", Array(TextReport(isDetailed: true).render(review).utf8)),
      ("report.json", JSONReport().render(review)),
      ("report.sarif", SARIFReport().render(review)),
      ("report.junit.xml", JUnitReport().render(review)),
      ("report.ocsf.json", OCSFReport().render(review)),
      ("findings.csv", Array(FindingsTable().render(review).utf8)),
      ("flows.csv", Array(FlowsTable().render(review).utf8)),
    ]
    for diagram in review.diagrams {
      let svg = SVGRenderer().render(diagram.scene)
      files.append(("diagrams/\(diagram.name).svg", Array(svg.utf8)))
    }
    for file in files { try OutputFiles.write(file.bytes, to: "\(folder)/\(file.name)") }
    if !input.quiet { Console.error("wrote \(files.count) files to \(Escape.terminal(folder))") }
  }
}
