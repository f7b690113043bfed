public import Documents
import HostImport
public import Topology

/// Reads compose files and what Docker prints about itself, and lowers them to the neutral graph.
///
/// Any mix is accepted: compose files with their `.env`, overrides, included and extended files;
/// `docker inspect`, `docker network inspect`, `docker ps --format json`, `docker version` and
/// `docker info` as JSON, and `daemon.json`. What runs decides; the files tell the rest. Exports of the
/// hosts themselves join in: their addresses, routes and rules.
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
  ///   - placements: What of them stands on machines that other exports hold.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [InputDocument], placements: [ContainerPlacement] = [],
    diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    withExtendedLifetime(documents) {
      let own = documents.filter { DocumentKind($0) != nil }
      let machineDocuments = documents.filter {
        DocumentKind($0) == nil && HostImporter.recognise($0) != nil
      }
      let machines = HostImporter.hosts(of: machineDocuments, diagnostics: &diagnostics)
      var inventory = Inventory(reading: own)
      let hosts = inventory.hosts(placements)
      for diagnostic in inventory.diagnostics { diagnostics.append(diagnostic) }
      var lowering = Lowering(hosts: hosts, gaps: inventory.gaps)
      let rest = lowering.settle(machines)
      lowering.run()
      diagnostics.append(contentsOf: lowering.diagnostics)
      var topology = lowering.topology
      for machine in rest { _ = HostImporter.place(machine, in: &topology) }
      return TopologyFragment(
        topology: topology,
        coverage: coverage(
          inventory.coverage(of: hosts), HostImporter.coverage(of: machineDocuments, machines)))
    }
  }

  /// Both accounts in one.
  private static func coverage(_ containers: Coverage, _ machines: Coverage) -> Coverage {
    var result = containers
    result.files += machines.files
    result.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    result.records += machines.records
    result.records.sort { ($0.scope, $0.type) < ($1.scope, $1.type) }
    return result
  }
}
