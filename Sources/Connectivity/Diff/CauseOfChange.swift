import PacketSets
import Reachability
import Topology

/// Finds what made a change: it sends one packet through both graphs.
final class CauseOfChange {
  private let old: PacketSimulator
  private let new: PacketSimulator

  init(old: ReachabilityModel, new: ReachabilityModel) {
    self.old = PacketSimulator(old.topology)
    self.new = PacketSimulator(new.topology)
  }

  /// What lets a packet of a change pass in one graph, and stops it in the other.
  func cause(
    of change: ConnectionChange, from: (old: Party?, new: Party?), to: (old: Party?, new: Party?)
  ) -> ChangeCause? {
    for (traffic, isGained) in [
      (change.gained, true), (change.lost, false), (change.perhapsGained, true),
      (change.perhapsLost, false),
    ] where !traffic.isEmpty {
      let source = isGained ? from.new : from.old
      let target = isGained ? to.new : to.old
      guard let source, let target else { continue }
      let open = isGained ? new : old
      guard let trace = passing(open, source, target, traffic) else { continue }
      let shut = isGained ? old : new
      let other = (isGained ? from.old : from.new, isGained ? to.old : to.new)
      return cause(trace, open, isGained, stopped: stopped(trace.packet, shut, other), shut)
    }
    return nil
  }

  private func stopped(_ packet: Packet, _ graph: PacketSimulator, _ ends: (Party?, Party?))
    -> Hop?
  {
    guard let source = ends.0, let target = ends.1 else { return nil }
    let trace = graph.trace(from: source, to: target, packet: packet)
    return trace.outcome == .blockedAnswer ? trace.answer.last : trace.forward.last
  }

  private func cause(
    _ trace: Trace, _ open: PacketSimulator, _ isNew: Bool, stopped: Hop?, _ shut: PacketSimulator
  ) -> ChangeCause {
    let hops = trace.forward + trace.answer
    var passes: Hop?
    if let stopped {
      let id = Self.words(stopped.component, shut.topology)
      passes =
        hops.first { $0.layer == stopped.layer && Self.words($0.component, open.topology) == id }
        ?? hops.last { $0.layer == stopped.layer && !$0.rule.isEmpty }
    }
    passes = passes ?? trace.forward.last { !$0.rule.isEmpty } ?? trace.forward.last
    return ChangeCause(
      packet: trace.packet.description, passes: passes.map { step($0, open.topology, isNew) },
      stops: stopped.map { step($0, shut.topology, !isNew) })
  }

  /// The words by which a component is found in the other graph.
  private static func words(_ component: Hop.Component, _ topology: Topology) -> String {
    var words = topology.id(of: component)
    if case .filter(let filter) = component {
      words += " \(topology.filters[filter].direction.rawValue)"
    }
    return words
  }

  private func step(_ hop: Hop, _ topology: Topology, _ isNew: Bool) -> ChangeCause.Step {
    var reason = ""
    switch hop.decision {
    case .drops(let why): reason = why
    case .unknown(let assumption): reason = topology.assumptions[assumption].statement
    case .passes, .translates, .delivered: break
    }
    return ChangeCause.Step(
      isNew: isNew, layer: hop.layer, name: topology.name(of: hop.component), rule: hop.rule,
      reason: reason, location: hop.location)
  }

  /// The way of a packet that passes, at any pair of addresses.
  private func passing(
    _ graph: PacketSimulator, _ source: Party, _ target: Party, _ traffic: TrafficSet
  ) -> Trace? {
    var maybe: Trace?
    for from in addresses(source, graph.topology, isSource: true) {
      for to in addresses(target, graph.topology, isSource: false) where to.family == from.family {
        guard let ports = traffic.restricted(toFamily: to.family).samplePacketPorts() else {
          continue
        }
        let packet = Packet(
          source: from, destination: to, proto: ports.proto, sourcePort: ports.source,
          destinationPort: ports.destination)
        let trace = graph.trace(from: source, to: target, packet: packet)
        switch trace.outcome {
        case .delivered: return trace
        case .undecided: maybe = maybe ?? trace
        case .blockedForward, .blockedAnswer: break
        }
      }
    }
    return maybe
  }

  private func addresses(_ party: Party, _ topology: Topology, isSource: Bool) -> [IPAddress] {
    switch party {
    case .outside(_, let address): return [address]
    case .endpoint(let id):
      let known = topology.endpoints[id].addresses
      let own = known.map(\.address)
      return isSource ? own : own + known.compactMap(\.publicAddress)
    }
  }
}
