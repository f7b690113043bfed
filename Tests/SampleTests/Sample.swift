import Composition
import Diagrams
import Documents
import Reachability
import Reports
import TestSupport
import Testing
import TierPolicy

/// A sample, reviewed.
struct Sample {
  /// The folder of the sample.
  let folder: String
  /// The review.
  let review: Review

  init(_ name: String) async throws {
    let root = Self.root
    folder = "\(root)/samples/\(name)"
    let day = try #require(`The samples`.day)
    let files = try Self.exportFiles(name)
    let policyFile = try? Self.policyFile(name)
    let policy = try policyFile.map { try Policy(reading: $0, asOf: day) }
    let graph = await Self.graph(of: files, policy?.placements ?? [])
    let model = ReachabilityModel(graph.topology)
    var result: PolicyReview
    if let policy {
      result = PolicyReview(policy, model: model, asOf: day)
    } else {
      result = PolicyReview(baselineFor: model, asOf: day)
    }
    result.studySingleLayers(model)
    review = try ReviewBuilder(
      model: model, policy: result, coverage: graph.coverage,
      diagnostics: graph.diagnostics.all, catalog: graph.catalog, policyFile: policyFile,
      toolVersion: "sample"
    ).build(drawsDiagrams: true)
  }

  /// The graph of files, with what a policy places on machines standing there.
  static func graph(
    of files: [SourceFile], _ placements: [Placement]
  ) async -> ComposedGraph {
    let places = placements.map {
      MachinePlacement(compose: $0.compose, firewall: $0.firewall, engine: $0.engine)
    }
    var graph = await Composer.compose(SourceCatalog(files), placements: places)
    for (placement, place) in zip(placements, places) {
      graph.place(place, on: placement.machine(in: graph.topology))
    }
    return graph
  }

  private static let root = #filePath.components(before: "/Tests/")

  /// The exports of a sample, under paths that do not depend on where the working copy stands.
  static func exportFiles(_ name: String) throws -> [SourceFile] {
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory(["\(root)/samples/\(name)/export"], into: &diagnostics)
    return try entries.enumerated().map { number, entry in
      let file = try FileReader.read(entry, id: FileID(rawValue: 0))
      return SourceFile(
        id: FileID(rawValue: UInt32(number)), path: String(entry.path.dropFirst(root.count + 1)),
        bytes: file.withBytes { Array($0) })
    }
  }

  /// The policy of a sample.
  static func policyFile(_ name: String) throws -> SourceFile {
    let file = try FileReader.read("\(root)/samples/\(name)/bailey.yaml")
    return SourceFile(
      id: FileID(rawValue: 1000), path: "samples/\(name)/bailey.yaml",
      bytes: file.withBytes { Array($0) })
  }

  /// The outputs by the name of their file.
  var outputs: [(file: String, text: String)] {
    var result = [
      ("report.txt", TextReport(width: 100, usesColor: false, isDetailed: false).render(review)),
      ("report.md", MarkdownReport().render(review)),
      ("report.json", String(decoding: JSONReport().render(review), as: UTF8.self)),
      ("report.sarif", String(decoding: SARIFReport().render(review), as: UTF8.self)),
      ("report.junit.xml", String(decoding: JUnitReport().render(review), as: UTF8.self)),
      ("findings.csv", FindingsTable().render(review)),
      ("flows.csv", FlowsTable().render(review)),
    ]
    for diagram in review.diagrams {
      result.append(("\(diagram.name).svg", SVGRenderer().render(diagram.scene)))
      for width in [80, 100, 120] {
        result.append(
          ("\(diagram.name)-\(width).txt", TextRenderer(width: width).render(diagram.scene)))
      }
      result.append(
        (
          "\(diagram.name)-ascii.txt",
          TextRenderer(width: 100, charset: .ascii).render(diagram.scene)
        ))
    }
    return result
  }
}

extension String {
  /// What stands before the last appearance of a text.
  fileprivate func components(before text: String) -> String {
    guard let range = ranges(of: text).last else { return self }
    return String(self[..<range.lowerBound])
  }
}
