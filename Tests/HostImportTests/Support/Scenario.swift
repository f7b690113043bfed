import Documents
import PacketSets
import TestSupport

@testable import HostImport

/// A folder of exports of the laboratory, of which a test may take a part.
struct Scenario {
  let export: HostExport
  let path: HostPath
  let documents: [HostDocument]

  /// Reads the files of a folder whose names pass a test.
  init(folder: String, _ takes: (String) -> Bool = { _ in true }) {
    var diagnostics = Diagnostics()
    let entries = FileReader.inventory([folder], into: &diagnostics)
    let catalog = SourceCatalog.read(
      entries.filter { !$0.path.hasSuffix("probes.tsv") && takes($0.path) }, into: &diagnostics)
    self.init(folder: folder, catalog.files)
  }

  /// Reads files.
  init(folder: String = "host", _ files: [SourceFile]) {
    documents = files.compactMap { file in
      var diagnostics = Diagnostics()
      let json = try? JSONDocument.parse(file, into: &diagnostics)
      return HostDocument(json.map { .json($0) } ?? .text(file))
    }
    export = HostExport(folder: folder, documents)
    path = HostPath(export.ruleset, facts: export.facts)
  }

  /// Reads texts by their names.
  init(_ texts: [(String, String)]) {
    self.init(
      texts.enumerated().map { number, text in
        SourceFile(
          id: FileID(rawValue: UInt32(number)), path: "host/\(text.0)", text: text.1)
      })
  }

  /// What becomes of a measured packet.
  func judge(_ probe: Probe) -> Judgement {
    probe.isFromHost
      ? path.leave(probe.packet) : path.arrive(probe.packet, by: probe.interface)
  }
}
