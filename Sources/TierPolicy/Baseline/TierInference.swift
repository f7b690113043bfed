import PacketSets
import Reachability
import Topology

/// Guesses from kinds, tags, names, groups and ports which endpoints make up the usual tiers.
///
/// Each endpoint is put into one tier at most, by the strongest evidence there is, and keeps the
/// evidence as the reason that is shown.
struct TierInference {
  /// An inferred tier.
  struct Result {
    var name: String
    var members: EndpointSet
    /// The evidence with the endpoints that it brought, the strongest first.
    var evidence: [(evidence: TierEvidence, endpoints: [ID<Endpoint>])]

    /// The evidence in words, with the number of endpoints that each brought.
    var reasons: [String] { evidence.map { "\($0.evidence.text) (\($0.endpoints.count))" } }
  }

  /// The tiers that have members, in the order of `TierWords.tiers`.
  let tiers: [Result]

  /// The traffic that data stores answer.
  static let dataServices = [
    "postgres", "mysql", "mssql", "oracle", "mongodb", "redis", "memcached", "elasticsearch",
    "amqp", "kafka", "cassandra", "redshift",
  ]

  /// The traffic of data stores together.
  static let dataTraffic = dataServices.reduce(TrafficSet.empty) {
    $0.union(ServiceCatalog.known($1))
  }

  /// The traffic that applications usually answer.
  static let appTraffic = TrafficSet.tcp(80...80, 443...443, 3000...3000, 8000...8999)

  /// Infers the tiers of a graph.
  ///
  /// - Complexity: O(*n*) in the number of endpoints.
  init(_ topology: Topology) {
    let byResource = topology.resources.map { Self.evidence(of: $0) }
    let byGroup = topology.bindings.map { Self.groupEvidence(of: $0, in: topology) }
    let byPort = topology.bindings.map { Self.portEvidence(of: $0, in: topology) }
    let targets = Set(topology.proxies.flatMap { $0.listeners.flatMap(\.targets) })
    var found: [TierEvidence: [ID<Endpoint>]] = [:]
    for id in topology.endpoints.ids {
      let resource = topology.endpoints[id].resource
      let binding = topology.endpoints[id].binding
      let kind = topology.resources[resource].kind
      if Self.passedOver.contains(kind) { continue }
      let evidence =
        byResource[resource.index] ?? byGroup[binding.index]
        ?? (targets.contains(id) ? TierEvidence(tier: "app", sign: .target) : nil)
        ?? Self.offerEvidence(of: topology.endpoints[id].offers) ?? byPort[binding.index]
        ?? (kind == .function ? TierEvidence(tier: "app", sign: .kind(kind)) : nil)
      if let evidence { found[evidence, default: []].append(id) }
    }
    tiers = TierWords.tiers.compactMap { name in
      let evidence = found.filter { $0.key.tier == name }.sorted { left, right in
        (right.value.count, left.key.text) < (left.value.count, right.key.text)
      }
      if evidence.isEmpty { return nil }
      var members = EndpointSet(universe: topology.endpoints.count)
      for id in evidence.flatMap(\.value) { members.insert(id) }
      return Result(
        name: name, members: members,
        evidence: evidence.map { (evidence: $0.key, endpoints: $0.value) })
    }
  }

  /// The tiers as rules use them.
  var memberships: [TierMembership] {
    tiers.map {
      TierMembership(
        name: $0.name, parties: PartySet(endpoints: $0.members), reasons: $0.reasons)
    }
  }

  /// The members of a tier, nobody when it was not found.
  func members(of name: String) -> EndpointSet? { tiers.first { $0.name == name }?.members }

  /// What only carries packets, or is a door to somebody else's service, is in no tier.
  private static let passedOver: Set<ResourceKind> = [
    .natGateway, .serviceEndpoint, .gatewayInterface,
  ]

  private static func evidence(of resource: Resource) -> TierEvidence? {
    switch resource.kind {
    case .database, .cache, .queue: return TierEvidence(tier: "db", sign: .kind(resource.kind))
    case .loadBalancer: return TierEvidence(tier: "load-balancer", sign: .kind(resource.kind))
    default: break
    }
    for tag in resource.tags where TierWords.tagKeys.contains(tag.key.lowercased()) {
      if let match = TierWords.matches(in: tag.value, isTag: true).last {
        return TierEvidence(tier: match.tier, sign: .tag(key: tag.key, value: tag.value))
      }
    }
    return TierWords.matches(in: resource.name).last.map {
      TierEvidence(tier: $0.tier, sign: .name(pattern: $0.pattern))
    }
  }

  /// The names of groups count when they all speak of one tier.
  private static func groupEvidence(
    of binding: FilterBinding, in topology: Topology
  ) -> TierEvidence? {
    let filters = binding.inbound.flatMap(\.filters).map { topology.filters[$0] }
    let names =
      binding.groups.map { topology.groups[$0].name }
      + filters.filter { $0.layer == .instanceFilter }.map(\.name)
    let matches = names.map { name in (name: name, matches: TierWords.matches(in: name)) }
    let tiers = Set(matches.flatMap { $0.matches.map(\.tier) })
    guard tiers.count == 1, let tier = tiers.first,
      let name = matches.filter({ !$0.matches.isEmpty }).map(\.name).min()
    else { return nil }
    return TierEvidence(tier: tier, sign: .group(name: name))
  }

  private static func offerEvidence(of offers: TrafficSet) -> TierEvidence? {
    guard !offers.isFull, !offers.isEmpty, offers.isSubset(of: dataTraffic) else { return nil }
    return TierEvidence(tier: "db", sign: .serves(offers.description))
  }

  /// Rules that admit nothing but the ports of a data store, or of an application.
  private static func portEvidence(
    of binding: FilterBinding, in topology: Topology
  ) -> TierEvidence? {
    let admitted = binding.inbound.flatMap(\.filters).flatMap { topology.filters[$0].rules }
      .filter { $0.action == .allow && !$0.traffic.isEmpty }.map(\.traffic)
    for (tier, traffic) in [("db", dataTraffic), ("app", appTraffic)] {
      let telling = admitted.filter { $0.isSubset(of: traffic) }.map(\.description).min()
      if let telling { return TierEvidence(tier: tier, sign: .admits(telling)) }
    }
    return nil
  }
}
