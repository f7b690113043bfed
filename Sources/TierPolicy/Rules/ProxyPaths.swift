import PacketSets
import Reachability
import Topology

/// Connections that balancers and proxies open on behalf of the sources of a rule.
///
/// A proxy ends the connection of its client and opens one of its own. A pair of this kind is an
/// endpoint of the proxy that is not itself among the sources, and a destination to which a
/// listener that a source may use opens connections.
struct ProxyPaths<Model: FlowAnswering> {
  private let model: Model
  private let area: RuleArea
  private var topology: Topology { model.topology }

  /// A listener that sources come to: whether certainly, and by which connections.
  private struct Entry {
    var proxy: Int
    var accepts: TrafficSet
    var opens: TrafficSet
    /// `nil` for a proxy of which the targets are not known.
    var targets: [ID<Endpoint>]?
    var isCertain: Bool
    var legs: [FlowExample]
    var assumptions: Set<ID<Assumption>>
  }

  init(_ model: Model, _ area: RuleArea) {
    self.model = model
    self.area = area
  }

  /// The pairs by way of proxies.
  func tally() -> RuleTally {
    let entered = enteredListeners()
    var result = RuleTally()
    for proxy in topology.proxies.indices {
      let entries = entered.filter { $0.proxy == proxy }
      if !entries.isEmpty { result.add(tally(proxy, entries)) }
    }
    return result
  }

  /// The listeners that sources may come to, directly or by way of other proxies.
  private func enteredListeners() -> [Entry] {
    var waiting = listenersTowardsDestinations()
    var entered: [Entry] = []
    var open: [(parties: PartySet, opens: TrafficSet, entry: Entry?)] = [
      (area.sources, .all, nil)
    ]
    while let next = open.popLast() {
      var still: [Entry] = []
      for var listener in waiting {
        guard enter(&listener, from: next.parties, opens: next.opens, by: next.entry) else {
          still.append(listener)
          continue
        }
        entered.append(listener)
        open.append((set(of: listener.proxy), listener.opens, listener))
        // What is entered possibly may be entered certainly by another way.
        if !listener.isCertain { still.append(listener) }
      }
      waiting = still
    }
    return entered
  }

  /// The listeners from which a chain of proxies may lead to a destination, not entered yet.
  private func listenersTowardsDestinations() -> [Entry] {
    var leading: Set<Int> = []
    var doors: Set<ID<Endpoint>> = []
    let all = listeners()
    var grows = true
    while grows {
      grows = false
      for (index, listener) in all.enumerated() where !leading.contains(index) {
        let leads =
          listener.targets?.contains {
            area.destinations.endpoints.contains($0) || doors.contains($0)
          } ?? true
        guard leads else { continue }
        leading.insert(index)
        doors.formUnion(topology.proxies[listener.proxy].endpoints)
        grows = true
      }
    }
    return all.indices.filter(leading.contains).map { all[$0] }
  }

  /// All listeners of all proxies.
  private func listeners() -> [Entry] {
    topology.proxies.enumerated().flatMap { index, proxy -> [Entry] in
      let known = proxy.listeners.map {
        Entry(
          proxy: index, accepts: $0.accepts, opens: $0.opens, targets: $0.targets,
          isCertain: false, legs: [], assumptions: [])
      }
      guard let unknown = proxy.unknown else { return known }
      return known + [
        Entry(
          proxy: index, accepts: .all, opens: .all, targets: nil, isCertain: false, legs: [],
          assumptions: [unknown])
      ]
    }
  }

  /// Notes on a listener that it is entered, or returns false when this way adds nothing.
  private func enter(
    _ listener: inout Entry, from parties: PartySet, opens: TrafficSet, by entry: Entry?
  ) -> Bool {
    var doors = set(of: listener.proxy)
    if let entry {
      if entry.proxy == listener.proxy { return false }
      if let targets = entry.targets { doors = doors.intersection(set(targets)) }
    }
    let question = FlowQuestion(
      sources: parties.subtracting(set(of: listener.proxy)), destinations: doors,
      traffic: listener.accepts.intersection(opens), exampleLimit: 1)
    guard !question.sources.isEmpty, !question.destinations.isEmpty, !question.traffic.isEmpty
    else { return false }
    let answer = model.answer(question)
    let isCertain =
      answer.pairsConnected > 0 && (entry?.isCertain ?? true) && listener.targets != nil
    guard isCertain || (listener.legs.isEmpty && answer.pairsConnected + answer.pairsUndecided > 0)
    else { return false }
    guard let leg = answer.connected.first ?? answer.undecided.first else { return false }
    listener.isCertain = isCertain
    listener.legs = (entry?.legs ?? []) + [leg]
    listener.assumptions.formUnion(entry?.assumptions ?? [])
    listener.assumptions.formUnion(answer.assumptions)
    return true
  }

  /// The pairs of one proxy: targets with equal traffic are asked about together.
  private func tally(_ proxy: Int, _ entries: [Entry]) -> RuleTally {
    let destinations = area.destinations.endpoints
    var serving: [ID<Endpoint>: [Int]] = [:]
    for (index, entry) in entries.enumerated() {
      for target in Set(entry.targets ?? destinations.members) where destinations.contains(target) {
        serving[target, default: []].append(index)
      }
    }
    let groups = Dictionary(grouping: serving.keys.sorted()) { serving[$0] ?? [] }
    var result = RuleTally()
    for (indices, targets) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      result.add(tally(proxy, indices.map { entries[$0] }, targets))
    }
    return result
  }

  private func tally(
    _ proxy: Int, _ entries: [Entry], _ targets: [ID<Endpoint>]
  ) -> RuleTally {
    func answer(_ entries: [Entry]) -> RuleTally {
      let opens = entries.reduce(TrafficSet.empty) { $0.union($1.opens) }
      let question = FlowQuestion(
        sources: set(of: proxy).subtracting(area.sources), destinations: set(targets),
        traffic: opens.intersection(area.traffic))
      guard !question.sources.isEmpty, !question.traffic.isEmpty else { return RuleTally() }
      return RuleTally(model.answer(question), mode: .anyOf, legs: entries.first?.legs ?? [])
    }
    var certain = answer(entries.filter(\.isCertain))
    guard entries.contains(where: { !$0.isCertain }) else { return certain }
    let possible = answer(entries)
    certain.counts.checked = possible.counts.checked
    certain.counts.undecided = possible.suspects - certain.counts.violating
    certain.doubts = possible.violations + possible.doubts
    certain.assumptions.formUnion(possible.assumptions)
    for entry in entries where !entry.isCertain {
      certain.assumptions.formUnion(entry.assumptions)
    }
    return certain
  }

  private func set(of proxy: Int) -> PartySet { set(topology.proxies[proxy].endpoints) }

  private func set(_ endpoints: [ID<Endpoint>]) -> PartySet {
    var result = EndpointSet(universe: topology.endpoints.count)
    for endpoint in endpoints { result.insert(endpoint) }
    return PartySet(endpoints: result)
  }
}
