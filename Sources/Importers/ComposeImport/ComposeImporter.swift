public import Documents
public import Topology

/// Reads compose files and what Docker prints about itself, and lowers them to the neutral graph.
///
/// Any mix is accepted: compose files with their `.env`, overrides, included and extended files;
/// `docker inspect`, `docker network inspect`, `docker ps --format json`, `docker version` and
/// `docker info` as JSON, and `daemon.json`. What runs decides; the files tell the rest.
public enum ComposeImporter {
  /// Returns what a document holds, such as `Docker containers`, or nil when it is not Docker's.
  public static func recognise(_ document: InputDocument) -> String? {
    DocumentKind(document)?.title
  }

  /// Returns the graph of all documents together and the account of what was read.
  ///
  /// The order of the documents does not matter. What they do not hold becomes an assumption of
  /// the graph or a diagnostic that says what it does to proofs.
  ///
  /// - Parameters:
  ///   - documents: The documents of any number of projects and hosts.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [InputDocument], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    withExtendedLifetime(documents) {
      var inventory = Inventory(reading: documents)
      let hosts = inventory.hosts()
      for diagnostic in inventory.diagnostics { diagnostics.append(diagnostic) }
      var lowering = Lowering(hosts: hosts, gaps: inventory.gaps)
      lowering.run()
      diagnostics.append(contentsOf: lowering.diagnostics)
      return TopologyFragment(
        topology: lowering.topology, coverage: inventory.coverage(of: hosts))
    }
  }
}
