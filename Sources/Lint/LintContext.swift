import Documents
import PacketSets
public import Topology

/// A graph with what several lint rules ask of it.
struct LintContext {
  let topology: Topology
  /// The filters that endpoints, forwardings, translations or subnets bear.
  let bornFilters: Set<ID<Filter>>
  /// The groups that have members.
  let filledGroups: Set<ID<IdentityGroup>>
  /// The route tables that subnets or transit gateways use.
  let usedTables: Set<ID<RouteTable>>

  init(_ topology: Topology) {
    self.topology = topology
    var bindings = Set(topology.endpoints.map(\.binding))
    for forwarding in topology.forwardings {
      if let binding = forwarding.binding { bindings.insert(binding) }
    }
    var tables = Set(topology.subnets.map(\.routeTable))
    for gateway in topology.gateways {
      switch gateway.kind {
      case .sourceTranslation(let translation):
        if let binding = translation.binding { bindings.insert(binding) }
      case .transit(let transit): tables.formUnion(transit.attachments.compactMap(\.table))
      case .internet, .egressOnly, .service, .peering, .opaque: break
      }
    }
    var filters: Set<ID<Filter>> = []
    var groups: Set<ID<IdentityGroup>> = []
    for binding in bindings {
      let known = topology.bindings[binding]
      groups.formUnion(known.groups)
      for stage in known.inbound + known.outbound { filters.formUnion(stage.filters) }
    }
    for subnet in topology.subnets {
      if let inbound = subnet.inbound { filters.insert(inbound) }
      if let outbound = subnet.outbound { filters.insert(outbound) }
    }
    bornFilters = filters
    filledGroups = groups
    usedTables = tables
  }

  /// The filters that something bears and whose rules are known, in order.
  var filters: [ID<Filter>] {
    topology.filters.ids.filter {
      bornFilters.contains($0) && topology.filters[$0].unknown == nil
    }
  }

  /// A finding about a rule of a filter.
  func finding(
    _ kind: LintKind, _ rule: FilterRule, of filter: Filter, _ message: String,
    because reasons: [FilterRule] = [], isActionable: Bool = true
  ) -> LintFinding {
    LintFinding(
      kind: kind, holder: filter.name, holderID: filter.id, rule: rule.words, message: message,
      location: rule.location,
      reasons: reasons.map { LintFinding.Reason(rule: $0.words, location: $0.location) },
      isActionable: isActionable)
  }
}

extension FilterRule {
  /// The rule as people cite it.
  var words: String {
    if text.isEmpty { return id }
    return id.isEmpty || text.contains(id) ? text : "\(id): \(text)"
  }
}

extension Filter {
  /// Whether a rule is there without anybody having written it: the last word of a filter, which is
  /// said by the default action as well, what the provider put there, and what stands where the
  /// filter itself does.
  public func isImplicit(_ rule: FilterRule) -> Bool {
    if rule.isBuiltIn || (location != .unknown && rule.location == location) { return true }
    return rule == rules.last && rule.action == defaultAction && rule.traffic.isFull
      && rule.peer.addresses.isFull
  }
}
