import Documents
import PacketSets
import Topology

/// Everything that the exports hold, merged over all files and projects.
struct Inventory: Sendable {
  var networks = Catalogue<Exported.Network>()
  var subnetworks = Catalogue<Exported.Subnetwork>()
  var firewalls = Catalogue<Exported.Firewall>()
  var policies = Catalogue<Exported.FirewallPolicy>()
  var effective: [Exported.EffectiveFirewalls] = []
  var instances = Catalogue<Exported.Instance>()
  var routes = Catalogue<Exported.Route>()
  var policyRoutes = Catalogue<Exported.PolicyBasedRoute>()
  var routers = Catalogue<Exported.Router>()
  var routerStatuses: [Exported.RouterStatus] = []
  var addresses = Catalogue<Exported.Address>()
  var addressGroups = Catalogue<Exported.AddressGroup>()
  var tagBindings = Catalogue<Exported.TagBinding>()
  var tunnels = Catalogue<Exported.VpnTunnel>()
  var attachments = Catalogue<Exported.InterconnectAttachment>()
  var backendServices = Catalogue<Exported.BackendService>()
  var instanceGroups = Catalogue<Exported.InstanceGroup>()
  var balancerTargets = Catalogue<Exported.BalancerTarget>()
  var groupMembers = Catalogue<Exported.GroupMembers>()
  var machineTargets = Catalogue<Exported.MachineTarget>()
  var endpointGroups = Catalogue<Exported.EndpointGroup>()
  var serviceAttachments = Catalogue<Exported.ServiceAttachment>()
  var forwardingRules = Catalogue<Exported.ForwardingRule>()
  var sqlInstances = Catalogue<Exported.SqlInstance>()
  var redisInstances = Catalogue<Exported.RedisInstance>()
  var clusters = Catalogue<Exported.Cluster>()
  var connectors = Catalogue<Exported.Connector>()
  /// The projects and what stands above them.
  var projects = ProjectTable()
  /// The kinds that were exported for a project; the empty name stands for any.
  var exported: [RecordKind: Set<String>] = [:]
  /// The projects of whose machines all secure tags are exported (GCP-3.8).
  var projectsWithAllTags: Set<String> = []
  /// The projects of which an inventory of assets was exported.
  var assetProjects: Set<String> = []
  /// The kinds of which objects are known to be missing.
  var incompleteKinds: Set<RecordKind> = []
  /// The objects of which two exports disagree.
  var contradictions: [(id: String, kind: RecordKind, location: SourceLocation)] = []
  /// The account of every file.
  var files: [FileCoverage] = []
  /// How many records of a kind a project has.
  var counts: [RecordCount: Int] = [:]
  /// The objects that are counted only, by type.
  var others: [String: Int] = [:]
  /// The newest time at which an export says it was taken.
  var capturedAt: String?
  /// What was noticed while reading.
  var diagnostics = Diagnostics()

  /// A kind in a project.
  struct RecordCount: Hashable, Sendable {
    var kind: RecordKind
    var project: String
  }

  /// Whether a kind of objects was exported for a project.
  func isExported(_ kind: RecordKind, in project: String) -> Bool {
    guard !incompleteKinds.contains(kind) else { return false }
    let found = exported[kind] ?? []
    return found.contains(project) || found.contains("") || assetProjects.contains(project)
  }

  /// Whether the secure tags of all machines of a project are exported (GCP-3.8).
  func knowsAllTags(of project: String) -> Bool {
    guard !incompleteKinds.contains(.tagBinding) else { return false }
    return projectsWithAllTags.contains(project)
  }

  /// Adds a diagnostic.
  mutating func diagnose(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    at location: SourceLocation?, effect: ProofEffect, advice: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(severity, code, message, at: location, effect: effect, advice: advice))
  }
}
