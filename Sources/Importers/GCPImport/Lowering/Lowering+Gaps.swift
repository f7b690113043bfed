import Documents
import Topology

extension Lowering {
  /// Notes what is missing of the graph as a whole: lists that were not read to their end, and
  /// objects of which two exports disagree.
  mutating func noteGaps() {
    for kind in inventory.incompleteKinds.sorted(by: { $0.rawValue < $1.rawValue }) {
      omit(
        about: "kind \(kind.rawValue)", "not all records of \(kind.rawValue) could be read",
        remedy: kind.command)
    }
    for file in inventory.files where file.state == .partial && inventory.incompleteKinds.isEmpty {
      omit(
        about: "file \(file.path)", "the rest of \(file.path)", remedy: "this file again",
        at: SourceLocation(file: file.file, offset: 0))
    }
    for network in inventory.networks.sorted
    where !inventory.isExported(.forwardingRule, in: network.project)
      && pieces.contains(where: { $0.network == network.id })
    {
      tell(
        .warning, "gcp.forwardingRule.notExported", about: network.project,
        "No forwarding rules of the project \(network.project) are exported: load balancers may hand "
          + "packets from outside to machines without external addresses.", at: network.location,
        effect: .assumedClosed, advice: "Export them: \(RecordKind.forwardingRule.command).")
      omit(
        about: "forwarding rules \(network.project)",
        "which load balancers of \(network.project) hand packets to its machines",
        remedy: RecordKind.forwardingRule.command, at: network.location)
    }
    for contradiction in inventory.contradictions {
      omit(
        about: "contradiction \(contradiction.id)",
        "two exports disagree about \(contradiction.id)",
        remedy: "\(contradiction.kind.command), once", at: contradiction.location)
    }
  }

  /// The account of what was read and what became of it.
  func coverage() -> Coverage {
    var coverage = Coverage()
    coverage.files = inventory.files
    coverage.capturedAt = inventory.capturedAt
    var unscoped = Scope(provider: "gcp")
    let projects = Set(inventory.networks.sorted.map(\.project))
    if projects.count == 1, let project = projects.first { unscoped.account = project }
    for (key, count) in inventory.counts {
      let (effect, note) = Self.treatment(of: key.kind)
      let isWhole = !inventory.incompleteKinds.contains(key.kind)
      coverage.records.append(
        RecordCoverage(
          scope: Scope(provider: "gcp", account: key.project), type: key.kind.rawValue,
          seen: count, modelled: note.isEmpty ? count : 0,
          effect: isWhole ? effect : max(effect, .assumedClosed),
          note: isWhole ? note : "incomplete: export it again with \(key.kind.command)"))
    }
    for (type, count) in inventory.others where count > 0 {
      let (effect, note) = UnmodelledType.treatment(of: type)
      coverage.records.append(
        RecordCoverage(
          scope: unscoped, type: type, seen: count, modelled: 0, effect: effect, note: note))
    }
    coverage.records.sort { ($0.scope, $0.type) < ($1.scope, $1.type) }
    return coverage
  }

  /// What reading a kind means for proofs, where not all of it is modelled.
  private static func treatment(of kind: RecordKind) -> (ProofEffect, String) {
    switch kind {
    case .policyBasedRoute:
      (.assumedOpen, "what a policy-based route carries is undecided")
    case .runService:
      (.assumedClosed, "Cloud Run services answer at addresses of Google and are not modelled")
    case .forwardingRule, .backendService, .instanceGroup, .targetHttpProxy, .targetHttpsProxy,
      .targetTcpProxy, .targetSslProxy, .targetGrpcProxy, .urlMap, .network, .subnetwork, .firewall,
      .firewallPolicy, .effectiveFirewalls, .instance,
      .route, .router, .routerStatus, .address, .vpnTunnel, .interconnectAttachment,
      .networkEndpointGroup, .targetPool, .targetInstance, .groupMembers, .serviceAttachment,
      .addressGroup, .sqlInstance, .cluster, .redisInstance, .connector, .project, .tagBinding:
      (.exact, "")
    }
  }
}
