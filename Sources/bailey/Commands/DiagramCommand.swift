import ArgumentParser
import Composition
import Diagrams
import Documents
import Reports

/// Draws one diagram, or all of them into a folder.
struct DiagramCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draws the networks and who can reach whom in them.",
    discussion: """
      Draws one diagram on standard output, or into the file given by --out; into a folder, one \
      whose name ends with a slash, it writes every view. What breaks the policy is marked.

      VIEWS
        estate    the networks as cards, with what passes between them and from outside
        network   one network, the one given by --of, else the first diagram of --list
        subnet    the subnet given by --of, with everything that it is joined with
        finding   the finding given by --of, hop by hop, both directions
        matrix    which tier reaches which
        diff      what changed since the exports given by --against
        or a name that --list shows

      Without --view, a small estate is one diagram and a large one an overview.

      EXAMPLES
        bailey diagram exports/
        bailey diagram exports/ --format svg --out network.svg
        bailey diagram exports/ --view finding --of F-7c1e
        bailey diagram exports/ --view diff --against exports-of-last-week/
        bailey diagram exports/ --format drawio --out network.drawio
        bailey diagram exports/ --format svg --out diagrams/
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "text, outline, svg, dot, mermaid, d2 or drawio.")
  var format = DiagramFormat.text

  @Option(help: "estate, network, subnet, finding, matrix, diff, or a name that --list shows.")
  var view: String?

  @Option(help: "The network, subnet or finding of the view.")
  var of: String?

  @Option(help: "The exports of before, for the view diff.", completion: .file())
  var against: String?

  @Option(help: "The colours of SVG: auto, light or dark.")
  var theme = ThemeChoice.auto

  @Option(
    help: "The file into which the diagram is written, or a folder, ending with a slash.",
    completion: .file())
  var out: String?

  @Flag(help: "List the names of the diagrams.")
  var list = false

  mutating func validate() throws {
    if view == "diff", against == nil {
      throw ValidationError("the view diff needs --against with the exports of before")
    }
    if against != nil, view != "diff" {
      throw ValidationError("--against belongs to the view diff")
    }
    if view == "subnet" || view == "finding", of == nil {
      throw ValidationError("the view \(view ?? "") needs --of")
    }
    if out?.hasSuffix("/") == true, view != nil {
      throw ValidationError("a folder takes every view: leave --view out")
    }
  }

  func run() async throws {
    let graph = try await policy.compose(input, besides: [out])
    let progress = Progress.start("drawing", isQuiet: input.quiet)
    let review = try policy.review(
      graph, input, drawsDiagrams: true, hashesInputs: false)
    progress.stop()
    let views = DiagramViews(review: review)
    let writer = DiagramWriter(
      format: format, theme: theme.theme, picture: picture, color: input.color)
    if list {
      let rows = review.diagrams.map { [$0.name, Escape.terminal($0.title)] }
      Console.result(TextTable.text(rows + views.others))
    } else if let out, out.hasSuffix("/") {
      let diagrams = try views.all()
      for diagram in diagrams where writer.canWrite(diagram.picture) {
        let text = try writer.text(of: diagram.picture, toTerminal: false)
        try OutputFiles.write(text, to: out + diagram.name + "." + format.fileExtension)
      }
    } else {
      var old: Scene?
      if let against { old = try await before(against) }
      let picture = try views.picture(view, of: of, old: old)
      let text = try writer.text(
        of: picture, toTerminal: out == nil && Console.resultIsTerminal)
      try OutputFiles.result(text, to: out)
    }
    try input.finish(graph)
  }

  /// The first diagram of the exports of before, under the same policy.
  private func before(_ path: String) async throws -> Scene? {
    var others = input
    others.paths = [path]
    others.quiet = true
    let graph = try await others.compose(besides: [policy.policy, out])
    var same = policy
    if same.policy == nil { same.policy = PolicyLocation.find(besides: input.paths) }
    return try same.review(
      graph, others, drawsDiagrams: true, hashesInputs: false
    ).diagrams.first?.scene
  }
}
