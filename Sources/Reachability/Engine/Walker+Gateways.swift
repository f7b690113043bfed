import PacketSets
import Topology

/// What gateways do with a first packet (docs/SEMANTICS.md, N-4 step 5).
extension Walker {
  /// Leaves a network to a world, and perhaps comes in again at the public address of the end.
  func leave(
    by world: ID<World>, isEgressOnly: Bool, _ flight: Flight, _ network: ID<Network>,
    to end: PathEnd, start: PathStart
  ) -> [Path] {
    var flight = flight
    if let translation = flight.translation, !translation.reachesInternet { return Self.blocked }
    guard flight.destination.isGlobal else { return Self.blocked }
    switch flight.source {
    case .v4:
      guard !isEgressOnly,
        let known = topology.endpoints[flight.holder].addresses.first(where: {
          $0.address == flight.source
        }), let outside = known.publicAddress
      else { return Self.blocked }
      flight.source = outside
    case .v6:
      guard flight.source.isGlobal else { return Self.blocked }
      if isEgressOnly { flight.leftByEgressOnly = network }
    }
    flight.keepsGroups = false
    switch end {
    case .world(let wanted, _):
      return wanted == world ? arrive(flight, at: end, start: start) : Self.blocked
    case .endpoint(let target, let own, let asked):
      guard isOpen(topology.network(of: target), to: world),
        asked.family == .v4 ? asked != own : asked == own
      else { return Self.blocked }
      return arriveThroughBorder(flight, at: end, target, start: start)
    }
  }

  /// Goes through a source translation: one way for each of its interfaces.
  func translate(
    _ translation: SourceTranslation, _ flight: Flight, to end: PathEnd, start: PathStart
  ) -> [Path] {
    guard flight.translation == nil else { return Self.blocked }
    let carried = algebra.restricted(
      flight.bounds, to: algebra.traffic.intern(translation.traffic))
    if carried.isNothing { return Self.blocked }
    let sender = topology.endpoints[flight.holder].subnet
    var ways: [Path] = []
    for endpoint in translation.endpoints {
      let interface = topology.endpoints[endpoint]
      guard
        let address = interface.addresses.first(where: {
          $0.address.family == flight.source.family
        })?.address
      else {
        ways += Self.blocked
        continue
      }
      var next = flight
      next.bounds = carried
      if interface.subnet != sender {
        next.bounds = algebra.intersection(
          carried,
          graph.border(interface.subnet, isEntering: true, peer: flight.source, view: flight.view))
      }
      next.holder = endpoint
      next.source = address
      next.keepsGroups = false
      next.translation = translation
      next.view.remappedPorts = translation.ports
      ways +=
        next.bounds.isNothing
        ? Self.blocked : depart(next, to: end, isFirstLeg: false, start: start)
    }
    return ways.isEmpty ? Self.blocked : ways
  }

  /// Goes over a peering.
  func peer(
    _ peering: Peering, _ flight: Flight, _ network: ID<Network>, to end: PathEnd,
    start: PathStart
  ) -> [Path] {
    guard peering.isActive, let (near, far) = peering.sides(from: network),
      near.prefixes.contains(flight.source), far.prefixes.contains(flight.destination)
    else { return Self.blocked }
    var flight = flight
    flight.keepsGroups = flight.keepsGroups && peering.keepsIdentity
    if let network = far.network { return enter(network, flight, to: end, start: start) }
    guard case .world = end, let assumption = far.unknown else { return Self.blocked }
    return cross(flight, to: end, start: start, mayTranslate: false, because: assumption)
  }

  /// Passes an endpoint to which a route points.
  func pass(
    _ middle: ID<Endpoint>, _ flight: Flight, to end: PathEnd, start: PathStart
  ) -> [Path] {
    guard topology.endpoints[middle].forwards, let assumption = graph.middleboxes[middle] else {
      return Self.blocked
    }
    return cross(flight, to: end, start: start, mayTranslate: true, because: assumption)
  }

  /// Crosses something unknown, which may deliver the packet to the end and certainly does not.
  func cross(
    _ flight: Flight, to end: PathEnd, start: PathStart, mayTranslate: Bool,
    because assumption: ID<Assumption>
  ) -> [Path] {
    var bounds = algebra.intersection(
      flight.bounds, algebra.maybe(.all, assumption))
    var source: IPAddress? = flight.source
    if mayTranslate { source = nil }
    if case .endpoint(let target, _, _) = end {
      bounds = algebra.intersection(
        bounds,
        graph.border(
          topology.endpoints[target].subnet, isEntering: true, peer: source,
          view: mayTranslate ? flight.view.withUnknownPorts : flight.view))
    }
    if bounds.isNothing { return Self.blocked }
    return [
      Path(
        bounds: bounds, source: source, keepsGroups: flight.keepsGroups,
        remappedPorts: mayTranslate ? 0...65535 : flight.view.remappedPorts)
    ]
  }
}

extension Peering {
  /// The side of a network and the other side.
  func sides(from network: ID<Network>) -> (near: PeeringSide, far: PeeringSide)? {
    guard sides.count == 2 else { return nil }
    if sides[0].network == network { return (sides[0], sides[1]) }
    if sides[1].network == network { return (sides[1], sides[0]) }
    return nil
  }
}

extension PacketView {
  /// The same packet with a source port of which nothing is known.
  var withUnknownPorts: PacketView {
    PacketView(isAnswer: isAnswer, remappedPorts: 0...65535)
  }
}
