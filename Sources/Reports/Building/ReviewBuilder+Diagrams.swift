import Diagrams
import PacketSets
import Reachability
import TierPolicy
import Topology

/// The pictures, with what breaks rules marked in them.
extension ReviewBuilder {
  func diagrams(_ findings: [PlacedFinding]) -> [ReviewDiagram] {
    let builder = SceneBuilder(
      model: model,
      tiers: policy.memberships.map { SceneTier(name: $0.name, parties: $0.parties) },
      marks: marks(findings), title: policy.system,
      subtitle: "as of \(coverage.capturedAt ?? policy.asOf.description)")
    return builder.scenes().map {
      let scene = $0.scene.withShortNames()
      return ReviewDiagram(name: $0.name, title: scene.title, scene: scene)
    }
  }

  /// What the pictures show as violations: the area of each finding, and for what no finding was
  /// made of, the area of its rule.
  private func marks(_ findings: [PlacedFinding]) -> [SceneMark] {
    var marks: [SceneMark] = []
    for result in policy.rules where result.remainingVerdict == .violated {
      let rule = result.rule
      if rule.form == .must { continue }
      let area = area(of: rule)
      let exceptions = exceptions(from: rule, area)
      let own = findings.filter { $0.finding.rule == rule.id && !$0.finding.isWaived }
      for placed in own.sorted(by: { $0.finding.id < $1.finding.id }) {
        marks.append(
          SceneMark(
            finding: placed.finding.id, area: narrowed(area, to: placed), exceptions: exceptions))
      }
      marks.append(
        SceneMark(finding: rule.id, area: area, exceptions: exceptions, isFallback: true))
    }
    return marks
  }

  /// How many pairs of what a rule forbids have the cause of a finding in front of them.
  ///
  /// Groups of alike pairs may hold a pair of an endpoint with itself, which is none; the count of
  /// the engine does not. It is nil where waivers except a part of the rule.
  func pairs(of placed: PlacedFinding) -> Int? {
    let rule = placed.rule
    guard rule.form != .must, rule.reach == .direct, !placed.finding.isWaived else { return nil }
    let area = area(of: rule)
    guard exceptions(from: rule, area).isEmpty else { return nil }
    let part = narrowed(area, to: placed)
    return model.answer(
      FlowQuestion(
        sources: part.sources, destinations: part.destinations, traffic: part.traffic,
        exampleLimit: 0)
    ).pairsConnected
  }

  /// Everything that a rule forbids.
  private func area(of rule: PolicyRule) -> SceneArea {
    let listed = parties(rule.sources)
    return SceneArea(
      sources: rule.form == .only ? others(than: listed) : listed,
      destinations: parties(rule.destinations), traffic: rule.traffic)
  }

  /// The part of an area that has the cause of a finding.
  private func narrowed(_ area: SceneArea, to placed: PlacedFinding) -> SceneArea {
    var result = area
    guard let cause = placed.cause else {
      var endpoints = EndpointSet(universe: model.topology.endpoints.count)
      for case .endpoint(let id) in placed.parties { endpoints.insert(id) }
      result.destinations.endpoints = result.destinations.endpoints.intersection(endpoints)
      result.traffic = area.traffic.intersection(placed.traffic)
      return result
    }
    let admitted = cause.rule.traffic.projectingSourcePorts(over: .full, every: false)
    result.traffic = area.traffic.intersection(admitted)
    let carriers = carriers.endpoints(
      of: model.topology.filters(with: cause.rule, of: cause.filter))
    if model.topology.filters[cause.filter].direction == .inbound {
      result.destinations.endpoints = area.destinations.endpoints.intersection(carriers)
    } else {
      result.sources.endpoints = area.sources.endpoints.intersection(carriers)
    }
    return result
  }

  /// What waivers that hold except from a rule.
  private func exceptions(from rule: PolicyRule, _ whole: SceneArea) -> [SceneArea] {
    policy.waivers.filter { $0.isApplied && $0.waiver.rule == rule.id }.map { result in
      SceneArea(
        sources: parties(result.waiver.source) ?? whole.sources,
        destinations: parties(result.waiver.destination) ?? whole.destinations,
        traffic: result.waiver.traffic)
    }
  }

  private func parties(_ side: Waiver.Side?) -> PartySet? {
    switch side {
    case nil: nil
    case .tiers(let names): parties(names)
    case .selector(let selector):
      SelectorEvaluation(model.topology).parties(selector, name: "waiver")
    }
  }

  /// The members of tiers together.
  private func parties(_ names: [String]) -> PartySet {
    var endpoints = EndpointSet(universe: model.topology.endpoints.count)
    var outside: [OutsideSet] = []
    let known = policy.memberships + builtIn(names)
    for name in names {
      guard let tier = known.first(where: { $0.name == name }) else { continue }
      endpoints = endpoints.union(tier.parties.endpoints)
      outside += tier.parties.outside
    }
    return PartySet(endpoints: endpoints, outside: outside)
  }

  /// Built-in tiers that only a waiver names.
  private func builtIn(_ names: [String]) -> [TierMembership] {
    let missing = Tier.builtIn.filter { tier in
      names.contains(tier.name) && !policy.memberships.contains { $0.name == tier.name }
    }
    return missing.isEmpty ? [] : SelectorEvaluation(model.topology).memberships(of: missing)
  }

  /// Everybody else, inside and outside.
  private func others(than listed: PartySet) -> PartySet {
    PartySet(
      endpoints: listed.endpoints.complement,
      outside: model.topology.worlds.ids.compactMap { world in
        let taken = listed.outside.filter { $0.world == world }
        let rest = taken.reduce(model.topology.worlds[world].addresses) {
          $0.subtracting($1.addresses)
        }
        return rest.isEmpty
          ? nil : OutsideSet(world: world, addresses: rest, name: model.topology.worlds[world].id)
      })
  }
}
