import ArgumentParser
import Composition
import Diagrams
import Documents
import Reports

/// Draws one diagram.
struct DiagramCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagram",
    abstract: "Draws the networks and who can reach whom in them.",
    discussion: """
      Draws one diagram on standard output, or into the file given by --out. What breaks the policy \
      is marked. A large estate has an overview and a diagram of each network: --list names them.

      EXAMPLES
        bailey diagram exports/
        bailey diagram exports/ --format svg --out network.svg
        bailey diagram exports/ --view network-2
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var picture: PictureOptions

  @Option(help: "text or svg.")
  var format = Format.text

  @Option(help: "The name of the diagram; the first when it is not given.")
  var view: String?

  @Option(help: "The file into which the diagram is written.", completion: .file())
  var out: String?

  @Flag(help: "List the names of the diagrams.")
  var list = false

  /// The forms of diagrams.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case svg
  }

  func run() async throws {
    let graph = try await policy.compose(input, besides: [out])
    let progress = Progress.start("drawing", isQuiet: input.quiet)
    let review = try policy.review(graph, input, drawsDiagrams: true)
    progress.stop()
    if list {
      Console.result(TextTable.text(review.diagrams.map { [$0.name, Escape.terminal($0.title)] }))
    } else {
      try draw(try chosen(review.diagrams))
    }
    try input.finish(graph)
  }

  private func chosen(_ diagrams: [ReviewDiagram]) throws -> ReviewDiagram {
    let names = diagrams.map(\.name).joined(separator: ", ")
    guard let view else {
      guard let first = diagrams.first else {
        throw Problem(.incomplete, "there is nothing to draw")
      }
      return first
    }
    guard let diagram = diagrams.first(where: { $0.name == view }) else {
      throw Problem(.usage, "there is no diagram \(Escape.terminal(view)): expected \(names)")
    }
    return diagram
  }

  private func draw(_ diagram: ReviewDiagram) throws {
    let text =
      switch format {
      case .text: picture.text(diagram.scene)
      case .svg: SVGRenderer().render(diagram.scene)
      }
    try OutputFiles.result(text, to: out)
  }
}
