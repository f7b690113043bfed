import PacketSets
import Reachability
import Topology

/// Finds what makes a connection possible, or what ends one that must be possible.
struct CauseFinder {
  let wording: Wording
  var topology: Topology { wording.topology }

  /// A root cause, with what is needed to ask again without it.
  struct Cause {
    var root: RootCause
    /// The step of the forward way that is the cause, if it is one of them.
    var step: Int?
    /// The rule, if a rule is the cause.
    var rule: (filter: ID<Filter>, rule: FilterRule)?
  }

  /// The cause of a packet that arrives: the rule nearest to its destination that admits it.
  ///
  /// For a destination inside that is the last inbound filter of the endpoint, else of its subnet;
  /// for one outside the first outbound filter of the source.
  func cause(of trace: Trace, from source: Party, to destination: Party) -> Cause {
    let filters = trace.forward.indices.compactMap { index -> (Int, Filter)? in
      guard case .filter(let id) = trace.forward[index].component else { return nil }
      return (index, topology.filters[id])
    }
    switch destination {
    case .endpoint(let id):
      let inbound = filters.filter { $0.1.direction == .inbound }
      let chosen =
        inbound.last { $0.1.layer != .subnetFilter } ?? inbound.last { _ in true }
      if let chosen { return filterCause(trace, at: chosen.0, carriedFrom: source) }
      return Cause(root: openEndpoint(id), step: trace.forward.indices.last)
    case .outside:
      let outbound = filters.filter { $0.1.direction == .outbound }
      let chosen = outbound.first { $0.1.layer != .subnetFilter } ?? outbound.first
      if let chosen { return filterCause(trace, at: chosen.0, carriedFrom: source) }
      return routeCause(trace)
    }
  }

  /// The cause of a packet that does not arrive, or whose answer does not: the last step.
  func stop(of trace: Trace) -> Cause {
    let isAnswer = trace.outcome == .blockedAnswer
    let hops = isAnswer ? trace.answer : trace.forward
    guard let hop = hops.last else {
      return Cause(
        root: root(.stop, kind: .world, name: "outside", id: "", rule: "", place: ""))
    }
    return Cause(
      root: root(.stop, hop, rule: wording.rule(of: hop)?.rule),
      step: isAnswer ? nil : hops.indices.last, rule: wording.rule(of: hop))
  }

  private func filterCause(_ trace: Trace, at index: Int, carriedFrom source: Party) -> Cause {
    let hop = trace.forward[index]
    guard let found = wording.rule(of: hop) else {
      return Cause(root: root(.openDefault, hop, rule: nil), step: index)
    }
    var cause = root(.allowRule, hop, rule: found.rule)
    let before = index > 0 ? trace.forward[index - 1].packet : trace.packet
    let also = others(than: found, admitting: before, of: trace, from: source)
    func names(_ isFixed: Bool) -> [String] {
      also.filter { $0.rule.isBuiltIn == isFixed }.map {
        "rule \(Self.shortName($0.rule)) of filter \(wording.filterName($0.filter))"
      }.sorted()
    }
    cause.alsoAdmitting = names(false)
    cause.alsoFixed = names(true)
    return Cause(root: cause, step: index, rule: found)
  }

  private func routeCause(_ trace: Trace) -> Cause {
    let index = trace.forward.lastIndex { hop in
      if case .routeTable = hop.component { true } else { false }
    }
    guard let index else {
      let index = trace.forward.indices.last
      guard let index else { return stop(of: trace) }
      return Cause(root: root(.route, trace.forward[index], rule: nil), step: index)
    }
    return Cause(root: root(.route, trace.forward[index], rule: nil), step: index)
  }

  /// Nothing is asked at the endpoint; the cause is the same for all that carry no filter there.
  private func openEndpoint(_ id: ID<Endpoint>) -> RootCause {
    root(
      .noFilter, kind: .endpoint, name: wording.endpoint(id), id: topology.endpoints[id].id,
      rule: "", place: wording.place(topology.endpoints[id].location))
  }

  /// Other rules of the same stage that admit the packet for addresses or groups that it has.
  private func others(
    than found: (filter: ID<Filter>, rule: FilterRule), admitting packet: Packet, of trace: Trace,
    from source: Party
  ) -> [(filter: ID<Filter>, rule: FilterRule)] {
    let filter = topology.filters[found.filter]
    let isInbound = filter.direction == .inbound
    let peer = isInbound ? packet.source : packet.destination
    var groups: [ID<IdentityGroup>] = []
    if isInbound, case .endpoint(let id) = source, packet.source == trace.packet.source {
      groups = topology.bindings[topology.endpoints[id].binding].groups
    }
    let member = isInbound ? trace.forward.last?.component : trace.forward.first?.component
    guard case .endpoint(let endpoint) = member else { return [] }
    let binding = topology.bindings[topology.endpoints[endpoint].binding]
    let stages = isInbound ? binding.inbound : binding.outbound
    guard let stage = stages.first(where: { $0.filters.contains(found.filter) }) else { return [] }
    var result: [(filter: ID<Filter>, rule: FilterRule)] = []
    for id in stage.filters where topology.filters[id].unknown == nil {
      for rule in topology.filters[id].rules
      where rule.action == .allow && rule.traffic.contains(packet)
        && !(id == found.filter && rule == found.rule)
        && (rule.peer.addresses.contains(peer) || rule.peer.groups.contains(where: groups.contains))
      {
        result.append((id, rule))
      }
    }
    return result
  }

  /// The id of a rule, or its text where it has none.
  static func shortName(_ rule: FilterRule) -> String {
    NameLimit.short(rule.id.isEmpty ? rule.text : rule.id, to: NameLimit.id)
  }

  private func root(_ kind: RootCause.Kind, _ hop: Hop, rule: FilterRule?) -> RootCause {
    let thing = wording.thing(hop.component)
    var result = root(
      kind, kind: thing.kind, name: thing.name, id: thing.id,
      rule: NameLimit.short(hop.rule, to: NameLimit.rule),
      place: wording.place(hop.location))
    result.ruleID = NameLimit.short(rule?.id ?? "", to: NameLimit.id)
    result.isFixed = rule?.isBuiltIn ?? false
    if case .drops(let reason) = hop.decision { result.reason = reason }
    return result
  }

  private func root(
    _ kind: RootCause.Kind, kind component: PathStep.Kind, name: String, id: String,
    rule: String, place: String
  ) -> RootCause {
    RootCause(
      kind: kind, component: component, name: name, id: id, ruleID: "", rule: rule, place: place,
      isFixed: false, reason: "", alsoAdmitting: [], alsoFixed: [])
  }
}
