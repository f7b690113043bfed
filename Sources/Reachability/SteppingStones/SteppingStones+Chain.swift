import PacketSets
import Topology

extension SteppingStones {
  /// The hosts that are taken on the way to an endpoint, one connection a step.
  ///
  /// - Parameters:
  ///   - endpoints: Any of which is the goal.
  ///   - outside: Where the attacker begins.
  ///   - model: The graph.
  ///   - isCertain: Whether only connections that are certain count.
  /// - Returns: The steps from outside to the goal; empty where none is reached.
  public func chain(
    to endpoints: EndpointSet, from outside: [OutsideSet], in model: ReachabilityModel,
    isCertain: Bool
  ) -> [FlowExample] {
    let rings = isCertain ? certain : possible
    guard var ring = rings.firstIndex(where: { !$0.intersection(endpoints).isEmpty }) else {
      return []
    }
    let relays = Relays(model.topology)
    func step(from sources: PartySet, to doors: EndpointSet) -> FlowExample? {
      if sources.isEmpty { return nil }
      let answer = model.answer(
        FlowQuestion(
          sources: sources, destinations: PartySet(endpoints: doors), traffic: Self.traffic,
          exampleLimit: 200))
      for example in answer.connected + (isCertain ? [] : answer.undecided) {
        // What a machine hands on is no connection to it.
        let own = model.ownConnection(from: example.source, to: example.destination)
        let open = isCertain ? own.certain : own.possible
        if open.isDisjoint(with: Self.traffic) { continue }
        var result = example
        result.connection = own
        return result
      }
      return nil
    }
    var passed = EndpointSet(universe: endpoints.universe)
    var goals = rings[ring].intersection(endpoints)
    var steps: [FlowExample] = []
    while true {
      // A host may be entered by any of its interfaces.
      let doors = relays.completed(goals).intersection(rings[ring])
      passed = passed.union(doors)
      var sources = PartySet(endpoints: EndpointSet(universe: endpoints.universe))
      if ring == 0 {
        sources.outside = outside
      } else {
        sources.endpoints = rings[ring - 1].subtracting(relays.doors)
      }
      let handing = rings[ring].intersection(relays.doors).subtracting(passed)
      guard
        let found = step(from: sources, to: doors)
          ?? step(from: PartySet(endpoints: handing), to: doors)
      else { return [] }
      steps.insert(found, at: 0)
      guard case .endpoint(let source) = found.source else { return steps }
      if !handing.contains(source) { ring -= 1 }
      goals = EndpointSet(universe: endpoints.universe)
      goals.insert(source)
    }
  }
}
