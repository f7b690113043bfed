import PacketSets
import Reachability
import Topology

/// Finds one concrete packet for a pair of parties and walks it.
struct Replay {
  let topology: Topology
  let simulator: PacketSimulator

  init(_ topology: Topology) {
    self.topology = topology
    simulator = PacketSimulator(topology)
  }

  /// The first way of a packet of `traffic` that arrives and is answered, if there is one.
  func delivered(from source: Party, to destination: Party, _ traffic: TrafficSet) -> Trace? {
    traces(from: source, to: destination, traffic).first { $0.outcome == .delivered }
  }

  /// The first way of which it is not known whether the packet arrives, if there is one.
  func undecided(from source: Party, to destination: Party, _ traffic: TrafficSet) -> Trace? {
    traces(from: source, to: destination, traffic).first {
      if case .undecided = $0.outcome { true } else { false }
    }
  }

  /// The way of the packet that comes nearest to its destination before it ends, if none arrives.
  func blocked(from source: Party, to destination: Party, _ traffic: TrafficSet) -> Trace? {
    var best: Trace?
    for trace in traces(from: source, to: destination, traffic) {
      switch trace.outcome {
      case .delivered, .undecided: return nil
      case .blockedForward, .blockedAnswer:
        if closeness(of: trace) > best.map(closeness) ?? -1 { best = trace }
      }
    }
    return best
  }

  /// How near to its destination a packet came, by what stopped it.
  func closeness(of trace: Trace) -> Int {
    if trace.outcome == .blockedAnswer { return 5 }
    guard let hop = trace.forward.last else { return 0 }
    switch hop.component {
    case .filter(let id) where topology.filters[id].direction == .inbound:
      return topology.filters[id].layer == .subnetFilter ? 3 : 4
    case .endpoint: return trace.forward.count > 1 ? 4 : 0
    case .filter, .subnet: return 1
    case .routeTable, .gateway, .world: return 2
    }
  }

  /// One packet for every pair of addresses, walked when it is asked for.
  private func traces(
    from source: Party, to destination: Party, _ traffic: TrafficSet
  ) -> some Sequence<Trace> {
    let packets = addresses(of: source, isSource: true).flatMap { from in
      addresses(of: destination, isSource: false, seenFromOutside: source.isOutside)
        .filter { $0.family == from.family }
        .compactMap { Self.packet(from, $0, traffic) }
    }
    let forwarded = doors(of: destination).flatMap { door in
      addresses(of: source, isSource: true).flatMap { from in
        addresses(
          of: .endpoint(door.endpoint), isSource: false, seenFromOutside: source.isOutside
        )
        .filter { $0.family == from.family }
        .compactMap { Self.packet(from, $0, traffic)?.movingPort(by: -door.portOffset) }
      }
    }
    return (packets + forwarded).lazy.map {
      simulator.trace(from: source, to: destination, packet: $0)
    }
  }

  /// The endpoints by whose forwardings a party may be reached, the nearest first, and how far
  /// ports are moved on the way (docs/SEMANTICS.md, N-9).
  private func doors(of party: Party) -> [(endpoint: ID<Endpoint>, portOffset: Int)] {
    guard case .endpoint(let id) = party, !topology.forwardings.isEmpty else { return [] }
    var result: [(endpoint: ID<Endpoint>, portOffset: Int)] = []
    var open = [(endpoint: id, portOffset: 0)]
    for _ in 0..<4 where !open.isEmpty {
      var next: [(endpoint: ID<Endpoint>, portOffset: Int)] = []
      for target in open {
        for forwarding in topology.forwardings
        where forwarding.targets.contains(where: { $0.endpoint == target.endpoint }) {
          next.append((forwarding.endpoint, target.portOffset + forwarding.portOffset))
        }
      }
      result += next
      open = next
    }
    return result
  }

  private static func packet(
    _ source: IPAddress, _ destination: IPAddress, _ traffic: TrafficSet
  ) -> Packet? {
    let set = traffic.restricted(toFamily: source.family)
    guard let ports = set.samplePacketPorts() else { return nil }
    return Packet(
      source: source, destination: destination, proto: ports.proto, sourcePort: ports.source,
      destinationPort: ports.destination)
  }

  private func addresses(
    of party: Party, isSource: Bool, seenFromOutside: Bool = false
  ) -> [IPAddress] {
    switch party {
    case .outside(_, let address): return [address]
    case .endpoint(let id):
      let own = topology.endpoints[id].addresses.map(\.address)
      if isSource { return own }
      let shown = topology.endpoints[id].addresses.compactMap(\.publicAddress)
      return seenFromOutside ? shown + own : own + shown
    }
  }
}

extension Packet {
  /// The packet to another port; nil where there is no such port.
  fileprivate func movingPort(by offset: Int) -> Packet? {
    guard let port = UInt16(exactly: Int(destinationPort) + offset) else { return nil }
    var result = self
    result.destinationPort = port
    return result
  }
}

extension Party {
  /// Whether it is an address of a world outside.
  var isOutside: Bool {
    switch self {
    case .outside: true
    case .endpoint: false
    }
  }
}
