import Composition
import Diagrams
import Documents
import Reports

/// What is drawn: a scene, a matrix or the way of a packet.
enum DiagramPicture {
  case scene(Scene)
  case matrix(SceneMatrix, title: String, subtitle: String)
  case strip(PathStrip)
}

/// The pictures that can be made of a review, by the names of their views.
struct DiagramViews {
  let review: Review

  /// The views beside the diagrams of the review itself, as rows of a table.
  var others: [[String]] {
    var rows: [[String]] = []
    if let scene = review.diagrams.first?.scene {
      if review.diagrams.count == 1 { rows.append(["estate", "networks as cards"]) }
      if scene.matrix != nil { rows.append(["matrix", "which tier reaches which"]) }
      let networks = scene.regions.flatMap(\.networks)
      if networks.count > 1 {
        rows += networks.map { ["network", "--of \(Escape.terminal($0.id))"] }
      }
      rows += networks.flatMap(\.subnets).map { ["subnet", "--of \(Escape.terminal($0.id))"] }
    }
    return rows
      + review.findings.map { ["finding", "--of \($0.id)  \(Escape.terminal($0.title))"] }
  }

  /// The picture of a view.
  func picture(_ view: String?, of name: String?, old: Scene?) throws -> DiagramPicture {
    guard let first = review.diagrams.first else {
      throw Problem(.incomplete, "there is nothing to draw")
    }
    switch view {
    case nil: return .scene(first.scene)
    case "estate":
      return .scene(review.diagrams.count > 1 ? first.scene : SceneViews.estate(of: first.scene))
    case "network": return .scene(try network(name, first.scene))
    case "subnet": return .scene(try subnet(name ?? ""))
    case "matrix":
      guard let matrix = review.diagrams.lazy.compactMap(\.scene.matrix).first else {
        throw Problem(.usage, "there is no traffic between tiers to draw")
      }
      return .matrix(matrix, title: first.title, subtitle: first.scene.subtitle)
    case "finding":
      let strips = try strips(of: name ?? "")
      guard let strip = strips.last else {
        throw Problem(.usage, "the finding has no packet to follow")
      }
      return .strip(strip)
    case "diff":
      guard let old else { throw Problem(.usage, "the exports of before have nothing to draw") }
      return .scene(SceneDiff.scene(from: old, to: first.scene))
    case .some(let view):
      guard let diagram = review.diagrams.first(where: { $0.name == view }) else {
        let names = review.diagrams.map(\.name).joined(separator: ", ")
        throw Problem(
          .usage,
          "there is no view \(Escape.terminal(view)): expected estate, network, subnet, finding,"
            + " matrix, diff, \(names)")
      }
      return .scene(diagram.scene)
    }
  }

  /// Every picture with the name of its file.
  func all() throws -> [(name: String, picture: DiagramPicture)] {
    var result = review.diagrams.map { (name: $0.name, picture: DiagramPicture.scene($0.scene)) }
    if let first = review.diagrams.first {
      let count = first.scene.regions.reduce(0) { $0 + $1.networks.count }
      if review.diagrams.count == 1, count > 1 {
        result.append(("estate", .scene(SceneViews.estate(of: first.scene))))
      }
      for diagram in review.diagrams {
        guard let matrix = diagram.scene.matrix else { continue }
        let isOnly = review.diagrams.count == 1
        result.append(
          (
            isOnly ? "matrix" : "matrix-\(diagram.name)",
            .matrix(matrix, title: diagram.title, subtitle: diagram.scene.subtitle)
          ))
      }
    }
    for finding in review.findings {
      for (number, strip) in finding.strips(subtitle: subtitle).enumerated() {
        let tail = finding.path.count > 1 ? "-\(number + 1)" : ""
        result.append(("finding-\(finding.id)\(tail)", .strip(strip)))
      }
    }
    return result
  }

  private var subtitle: String { review.diagrams.first?.scene.subtitle ?? "" }

  private func network(_ name: String?, _ first: Scene) throws -> Scene {
    guard let name else {
      return review.diagrams.count > 1 ? review.diagrams[1].scene : first
    }
    // Of a large estate every network has a page; the overview has only cards.
    let pages = review.diagrams.count > 1 ? Array(review.diagrams.dropFirst()) : review.diagrams
    for page in pages {
      if let scene = SceneViews.network(name, of: page.scene) { return scene }
    }
    throw Problem(.usage, "there is no network \(Escape.terminal(name)): --list names them")
  }

  private func subnet(_ name: String) throws -> Scene {
    for diagram in review.diagrams {
      if let scene = SceneViews.subnet(name, of: diagram.scene) { return scene }
    }
    throw Problem(.usage, "there is no subnet \(Escape.terminal(name)): --list names them")
  }

  private func strips(of name: String) throws -> [PathStrip] {
    guard let finding = review.findings.first(where: { $0.id == name }) else {
      let names = review.findings.map(\.id).joined(separator: ", ")
      throw Problem(
        .usage,
        "there is no finding \(Escape.terminal(name)): expected \(names.isEmpty ? "none" : names)")
    }
    return finding.strips(subtitle: subtitle)
  }
}
