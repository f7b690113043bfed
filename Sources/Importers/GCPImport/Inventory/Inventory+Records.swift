import Documents
import PacketSets
import Topology

extension Inventory {
  /// Reads one object.
  mutating func read(_ record: Record) {
    let origin = Origin(value: record.value, record: record, projects: projects)
    let project = origin.project
    counts[RecordCount(kind: record.kind, project: project), default: 0] += 1
    if record.kind != .effectiveFirewalls { exported[record.kind, default: []].insert(project) }
    switch record.kind {
    case .network: add(origin, to: \.networks)
    case .subnetwork: add(origin, to: \.subnetworks)
    case .firewall: add(origin, to: \.firewalls)
    case .firewallPolicy: add(origin, to: \.policies)
    case .instance: add(origin, to: \.instances)
    case .route: add(origin, to: \.routes)
    case .policyBasedRoute: add(origin, to: \.policyRoutes)
    case .router: add(origin, to: \.routers)
    case .address: add(origin, to: \.addresses)
    case .addressGroup: add(origin, to: \.addressGroups)
    case .tagBinding:
      add(origin, to: \.tagBindings)
      noteAllTags(record)
    case .vpnTunnel: add(origin, to: \.tunnels)
    case .interconnectAttachment: add(origin, to: \.attachments)
    case .forwardingRule: add(origin, to: \.forwardingRules)
    case .sqlInstance: add(origin, to: \.sqlInstances)
    case .redisInstance: add(origin, to: \.redisInstances)
    case .cluster: add(origin, to: \.clusters)
    case .connector: add(origin, to: \.connectors)
    case .effectiveFirewalls:
      attempt(origin) { (inventory, origin) throws(ReadFault) in
        inventory.effective.append(try Exported.EffectiveFirewalls(origin))
      }
    case .routerStatus:
      attempt(origin) { (inventory, origin) throws(ReadFault) in
        inventory.routerStatuses.append(try Exported.RouterStatus(origin))
      }
    case .backendService: add(origin, to: \.backendServices)
    case .instanceGroup: add(origin, to: \.instanceGroups)
    case .targetHttpProxy, .targetHttpsProxy, .targetTcpProxy, .targetSslProxy, .targetGrpcProxy,
      .urlMap:
      add(origin, to: \.balancerTargets)
    case .groupMembers: add(origin, to: \.groupMembers)
    case .targetPool, .targetInstance: add(origin, to: \.machineTargets)
    case .networkEndpointGroup: add(origin, to: \.endpointGroups)
    case .serviceAttachment: add(origin, to: \.serviceAttachments)
    case .project, .runService: break
    }
  }

  private mutating func add<Entry: ExportedRecord>(
    _ origin: Origin, to member: WritableKeyPath<Inventory, Catalogue<Entry>>
  ) {
    attempt(origin) { (inventory, origin) throws(ReadFault) in
      let entry = try Entry(origin)
      if case .conflict(let known) = inventory[keyPath: member].add(entry) {
        inventory.contradict(known.location, entry, origin.record.kind)
      }
    }
  }

  /// An inventory of assets holds all bindings of the project of one that it holds.
  private mutating func noteAllTags(_ record: Record) {
    guard record.isAsset, let parent = record.value["parent"]?.string,
      let project = ResourceName.segment(after: "projects", in: ResourceName.path(parent))
    else { return }
    projectsWithAllTags.insert(projects.id(of: project))
  }

  /// Two listings of one object differ in what decides packets.
  private mutating func contradict(
    _ known: SourceLocation, _ entry: some ExportedRecord, _ kind: RecordKind
  ) {
    contradictions.append((entry.id, kind, entry.location))
    diagnose(
      .warning, "gcp.duplicate",
      "\(entry.id) is listed twice with different content; the listing in "
        + "\(files.first { $0.file == known.file }?.path ?? "another place") is used.",
      at: entry.location, effect: .assumedClosed,
      advice: "Export everything at the same time, into an empty folder.")
  }

  private mutating func attempt(
    _ origin: Origin, _ body: (inout Inventory, Origin) throws(ReadFault) -> Void
  ) {
    do throws(ReadFault) {
      try body(&self, origin)
    } catch {
      let kind = origin.record.kind
      incompleteKinds.insert(kind)
      files[origin.record.file].state = .partial
      diagnose(
        .error, "gcp.record", "A record of \(kind.rawValue) is skipped: \(error.message).",
        at: error.location, effect: .assumedClosed, advice: "Export it again: \(kind.command).")
    }
  }
}
