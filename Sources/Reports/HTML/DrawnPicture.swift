import Diagrams
import Documents

/// A picture of a page, with the lines that findings can be linked to.
struct DrawnPicture {
  /// The name of the picture, which is the beginning of its identities.
  let name: String
  /// What it shows.
  let title: String
  /// The markup.
  let svg: String
  /// The lines, for those who do not look at the picture.
  let lines: [Line]
  /// The boxes that stand for several things.
  let folded: [(name: String, members: [String])]

  /// A line of a picture.
  struct Line {
    let anchor: String
    let sources: String
    let targets: String
    let traffic: String
    let verdict: SceneEdge.Verdict
    let findings: [String]
  }

  /// The pictures of a review.
  static func all(of review: Review) -> [DrawnPicture] { review.diagrams.map { DrawnPicture($0) } }

  init(_ diagram: ReviewDiagram) {
    let prefix = diagram.name + "-"
    let renderer = SVGRenderer(idPrefix: prefix)
    let drawing = DiagramLayout.drawing(
      of: diagram.scene, metrics: PixelMetrics(), options: renderer.options)
    name = diagram.name
    title = diagram.title
    // A picture keeps characters that turn the direction of a text around; a page shows them.
    svg = renderer.svg(of: drawing).split(separator: "\n", omittingEmptySubsequences: false)
      .map { Escape.terminal(String($0)) }.joined(separator: "\n")
    let names = Dictionary(drawing.nodes.map { ($0.id, $0.name) }) { first, _ in first }
    func list(_ ids: [String]) -> String {
      let shown = ids.prefix(8).map { names[$0] ?? $0 }.joined(separator: ", ")
      return ids.count > 8 ? "\(shown) and \(ids.count - 8) more" : shown
    }
    folded = drawing.nodes.filter { $0.members.count > 1 }.map { ($0.name, $0.members) }
    lines = drawing.nets.map { net in
      Line(
        anchor: prefix + net.id, sources: list(net.sources), targets: list(net.targets),
        traffic: net.traffic, verdict: net.verdict, findings: net.findings)
    }
  }

  /// Where the lines of a finding are drawn.
  func anchors(of finding: String) -> [String] {
    lines.filter { $0.findings.contains(finding) }.map(\.anchor)
  }
}
