public import PacketSets
import Topology

/// How far endpoints are from a world outside, counted in hosts that an attacker must take on the way.
///
/// Whoever is reached directly is at distance 0; whoever is reached only from hosts at distance 0 is at
/// distance 1; and so on. A host that is taken is taken with all its interfaces. A balancer or proxy is
/// not taken: it hands on what it is there for, and its targets are as far as it is.
public struct SteppingStones: Sendable {
  /// The endpoints by their distance, over connections that are certain.
  public let certain: [EndpointSet]
  /// The same over connections that are possible: nobody is nearer than this.
  public let possible: [EndpointSet]

  /// Finds the distances from some parties outside.
  ///
  /// - Parameters:
  ///   - outside: Where the attacker begins.
  ///   - model: The graph.
  ///   - limit: How many distances are looked at.
  /// - Complexity: that of one question for each distance.
  public init(from outside: [OutsideSet], in model: ReachabilityModel, limit: Int = 8) {
    let relays = Relays(model.topology)
    certain = Self.rings(outside, model, relays, limit) { $0.certain }
    possible = Self.rings(outside, model, relays, limit) { $0.possible }
  }

  /// The connections by which hosts are taken.
  public static let traffic = TrafficSet(.tcp).union(TrafficSet(.udp))

  private static func rings(
    _ outside: [OutsideSet], _ model: ReachabilityModel, _ relays: Relays, _ limit: Int,
    _ bound: ((certain: EndpointSet, possible: EndpointSet)) -> EndpointSet
  ) -> [EndpointSet] {
    let universe = model.topology.endpoints.count
    func reached(from sources: PartySet, among targets: EndpointSet) -> EndpointSet {
      let question = FlowQuestion(
        sources: sources, destinations: PartySet(endpoints: targets), traffic: traffic,
        exampleLimit: 0)
      return relays.completed(bound(FlowCounter(model, question).reached()))
        .intersection(targets)
    }
    var rest = EndpointSet.all(universe: universe)
    var front = PartySet(endpoints: EndpointSet(universe: universe), outside: outside)
    var rings: [EndpointSet] = []
    while rings.count < limit, !front.isEmpty, !rest.isEmpty {
      var ring = reached(from: front, among: rest)
      var doors = ring.intersection(relays.doors)
      while !doors.isEmpty {
        let targets = relays.targets(of: doors).intersection(rest).subtracting(ring)
        let more = reached(from: PartySet(endpoints: doors), among: targets)
        ring = ring.union(more)
        doors = more.intersection(relays.doors)
      }
      if ring.isEmpty { break }
      rings.append(ring)
      rest = rest.subtracting(ring)
      front = PartySet(endpoints: ring.subtracting(relays.doors))
    }
    return rings
  }

  /// Returns the least distance of any of some endpoints: at least `possible`, and at most `certain`
  /// where that is known; nil where none is reached.
  public func distance(to endpoints: EndpointSet) -> (possible: Int, certain: Int?)? {
    func first(_ rings: [EndpointSet]) -> Int? {
      rings.firstIndex { !$0.intersection(endpoints).isEmpty }
    }
    guard let nearest = first(possible) else { return nil }
    return (nearest, first(certain))
  }
}

/// The endpoints of each host, and those that hand on.
struct Relays {
  /// The endpoints of balancers and proxies.
  private(set) var doors: EndpointSet
  private var members: [ID<Resource>: [ID<Endpoint>]] = [:]
  private let topology: Topology

  init(_ topology: Topology) {
    self.topology = topology
    doors = EndpointSet(universe: topology.endpoints.count)
    for proxy in topology.proxies { for door in proxy.endpoints { doors.insert(door) } }
    var first: [ID<Resource>: ID<Endpoint>] = [:]
    for id in topology.endpoints.ids {
      let resource = topology.endpoints[id].resource
      guard let other = first[resource] else {
        first[resource] = id
        continue
      }
      members[resource, default: [other]].append(id)
    }
  }

  /// To whom some doors hand on; to anybody where that is not known.
  func targets(of some: EndpointSet) -> EndpointSet {
    var result = EndpointSet(universe: topology.endpoints.count)
    for proxy in topology.proxies where proxy.endpoints.contains(where: some.contains) {
      if proxy.unknown != nil { return .all(universe: result.universe) }
      for target in proxy.listeners.flatMap(\.targets) { result.insert(target) }
    }
    return result
  }

  /// The set with the other interfaces of every host that is in it.
  func completed(_ set: EndpointSet) -> EndpointSet {
    var result = set
    set.walk { endpoint in
      for sibling in members[topology.endpoints[endpoint].resource] ?? [] {
        result.insert(sibling)
      }
    }
    return result
  }
}
