import Documents
import EvidenceImport
import Reachability
import Topology

/// What checks look at: the evidence, the graph, and who can reach whom in it.
struct CheckContext {
  /// What the files tell about hosts, containers and identities.
  let evidence: Evidence
  /// The graph with its answers.
  let model: ReachabilityModel
  /// The files, for places in messages.
  let catalog: SourceCatalog
}
