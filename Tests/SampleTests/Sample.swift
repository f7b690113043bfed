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
    let root = #filePath.components(before: "/Tests/")
    folder = "\(root)/samples/\(name)"
    let day = try #require(`The samples`.day)
    let prefix = "\(root)/"
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory(["\(folder)/export"], into: &diagnostics)
    var files: [SourceFile] = []
    for (number, entry) in entries.enumerated() {
      let file = try FileReader.read(entry, id: FileID(rawValue: 0))
      files.append(
        SourceFile(
          id: FileID(rawValue: UInt32(number)), path: String(entry.path.dropFirst(prefix.count)),
          bytes: file.withBytes { Array($0) }))
    }
    let graph = await Composer.compose(SourceCatalog(files))
    let model = ReachabilityModel(graph.topology)
    var policyFile: SourceFile?
    let result: PolicyReview
    if let file = try? FileReader.read("\(folder)/bailey.yaml") {
      let named = SourceFile(
        id: FileID(rawValue: UInt32(files.count)), path: "samples/\(name)/bailey.yaml",
        bytes: file.withBytes { Array($0) })
      policyFile = named
      result = PolicyReview(try Policy(reading: named, asOf: day), model: model, asOf: day)
    } else {
      result = PolicyReview(baselineFor: model, asOf: day)
    }
    review = try ReviewBuilder(
      model: model, policy: result, coverage: graph.coverage,
      diagnostics: graph.diagnostics.all, catalog: graph.catalog, policyFile: policyFile,
      toolVersion: "sample"
    ).build(drawsDiagrams: true)
  }

  /// The outputs by the name of their file.
  var outputs: [(file: String, text: String)] {
    var result = [
      ("report.txt", TextReport(width: 100, usesColor: false, isDetailed: false).render(review)),
      ("report.md", MarkdownReport().render(review)),
      ("report.json", String(decoding: JSONReport().render(review), as: UTF8.self)),
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
