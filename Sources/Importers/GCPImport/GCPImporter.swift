public import Documents
public import Topology

/// Reads exports of Google Cloud and lowers them to the neutral graph.
///
/// Any mix of files is accepted: what `gcloud … list --format=json` prints, pages of the REST APIs,
/// aggregated lists, answers of `get-effective-firewalls`, inventories of Cloud Asset Inventory, and
/// recorded answers in their envelopes.
public enum GCPImporter {
  /// Returns what a document holds, such as `GCP network`, or nil when Google Cloud did not write it.
  public static func recognise(_ document: JSONDocument) -> String? {
    title(of: RecordReader(document, file: 0))
  }

  /// What the objects of a file are.
  static func title(of reader: RecordReader) -> String? {
    guard reader.isRecognised else { return nil }
    if !reader.refusals.isEmpty, reader.records.isEmpty { return "GCP error answer" }
    var words = Set(reader.records.map(\.kind.rawValue))
    words.formUnion(reader.others.keys)
    words.formUnion(reader.lists.map(\.kind.rawValue))
    words.formUnion(reader.emptyLists.map(\.kind.rawValue))
    if words.count == 1, let word = words.first { return "GCP \(word)" }
    return "GCP: \(words.count) kinds of records"
  }

  /// Returns the graph of all documents together and the account of what was read.
  ///
  /// The order of the documents does not matter. What they do not hold becomes an assumption of
  /// the graph or a diagnostic that says what it does to proofs.
  ///
  /// - Parameters:
  ///   - documents: The documents of one source, of any number of projects and regions.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [JSONDocument], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    fragment(of: documents, asOf: Clock.now(), diagnostics: &diagnostics)
  }

  /// The graph as it is at a time, written as ISO 8601.
  static func fragment(
    of documents: [JSONDocument], asOf time: String, diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    withExtendedLifetime(documents) {
      let inventory = Inventory(reading: documents)
      diagnostics.append(contentsOf: inventory.diagnostics)
      var lowering = Lowering(inventory, asOf: time)
      lowering.run()
      diagnostics.append(contentsOf: lowering.diagnostics)
      return TopologyFragment(topology: lowering.topology, coverage: lowering.coverage())
    }
  }
}
