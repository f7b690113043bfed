import PacketSets
import Topology

/// What forwardings do with packets and their answers (docs/SEMANTICS.md, N-9).
extension Walker {
  /// Takes the next forwarding of a packet that came to the endpoint of it.
  func relay(_ packet: SymbolicPacket, by step: RelayStep, at end: PathEnd, start: PathStart)
    -> [Path]
  {
    let forwarding = topology.forwardings[step.forwarding]
    guard case .endpoint(let machine, let own, _) = end, forwarding.endpoint == machine,
      forwarding.targets.indices.contains(step.target)
    else { return Self.blocked }
    let target = forwarding.targets[step.target]
    let endpoint = topology.endpoints[machine]
    let family = target.address.family
    let crosses = family != own.family
    let sender = topology.endpoints[forwarding.sender]
    let bears = sender.addresses.first { $0.address.family == family }?.address
    // Only one that opens connections of its own changes the family.
    if crosses && forwarding.keepsSource { return Self.blocked }
    if !forwarding.keepsSource && bears == nil { return Self.blocked }
    let binding = forwarding.binding ?? endpoint.binding
    let admitted = graph.guards.bounds(
      graph.incoming[binding.index], peer: peer(of: packet, start: start),
      remappedPorts: packet.view.remappedPorts, portOffset: packet.view.portOffset)
    let taken = algebra.pull(
      .exactly(
        algebra.traffic.intern(
          graph.relays.accepted(by: step.forwarding, at: own)
            .intersection(crosses ? .withPorts : .all))),
      through: packet.view)
    var next = packet
    next.bounds = algebra.intersection(algebra.intersection(packet.bounds, admitted), taken)
    if next.bounds.isNothing { return Self.blocked }
    next.onward.removeFirst()
    next.relays.append(
      Relay(
        packet: packet, end: end, start: start, keepsSource: forwarding.keepsSource,
        origin: forwarding.origin))
    next.destination = target.address
    next.view.portOffset += forwarding.portOffset
    next.location = forwarding.origin ?? sender.subnet
    next.translation = nil
    next.leftByEgressOnly = nil
    next.leftByTransit = nil
    next.visited = []
    var begin = start
    if !forwarding.keepsSource {
      let source = bears ?? own
      next.holder = forwarding.sender
      next.source = source
      next.sourceIsUnknown = false
      next.wasOutOfSight = false
      next.dropGroups()
      next.view.remappedPorts = forwarding.sourcePorts
      begin = .endpoint(forwarding.sender, source)
    }
    next.addedGroups = graph.guards.groups.union(
      next.addedGroups, graph.groups[sender.binding.index])
    return depart(
      next, to: .endpoint(target.endpoint, own: target.address, asked: target.address),
      isFirstLeg: false, start: begin)
  }

  /// How a filter at an endpoint sees a packet.
  func peer(of packet: SymbolicPacket, start: PathStart) -> SymbolicPeer {
    var groups = packet.addedGroups
    if packet.keepsGroups, case .endpoint(let sender, _) = start {
      groups = graph.guards.groups.union(
        groups, graph.groups[topology.endpoints[sender].binding.index])
    }
    if packet.sourceIsUnknown {
      return graph.unknownPeer(packet.destination.family, groups: groups)
    }
    return SymbolicPeer(node: graph.peerNode(packet.source), groups: groups)
  }

  /// Whether a packet came back to the machine whose address it bears.
  func bouncesBack(_ packet: SymbolicPacket, at end: PathEnd) -> Bool {
    guard let relay = packet.relays.last, relay.keepsSource, !packet.sourceIsUnknown,
      case .endpoint(let target, _, _) = end
    else { return false }
    return owns(target, packet.source)
  }

  /// The answer goes straight back to the endpoint whose forwarding kept the source.
  func answerStraight(to packet: SymbolicPacket, from end: PathEnd, by relay: Relay)
    -> [AnswerWay]
  {
    guard case .endpoint(let target, let own, _) = end,
      case .endpoint(let machine, _, _) = relay.end
    else { return AnswerWay.blocked }
    let view = PacketView(
      isAnswer: true, remappedPorts: packet.view.remappedPorts,
      portOffset: packet.view.portOffset)
    let from = topology.endpoints[target].subnet
    let home = topology.endpoints[machine].subnet
    var passed = Bounds.everything
    if from != relay.origin ?? home {
      passed = graph.border(
        from, isEntering: false, peer: packet.sourceIsUnknown ? nil : packet.source,
        packet.destination.family, view: view)
      if relay.origin == nil {
        passed = algebra.intersection(
          passed,
          graph.border(home, isEntering: true, peer: own, packet.destination.family, view: view))
      }
    }
    if passed.isNothing { return AnswerWay.blocked }
    return restricted(
      answer(to: relay.packet, from: relay.end, start: relay.start), to: passed)
  }

  /// The answer is with the sender of the packet, or at a forwarding that made the packet.
  func home(_ packet: SymbolicPacket?) -> [AnswerWay] {
    guard let relay = packet?.relays.last else { return AnswerWay.open }
    return answer(to: relay.packet, from: relay.end, start: relay.start)
  }
}
