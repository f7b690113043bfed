import PacketSets
import Topology

/// Packets that get another destination, and their answers (N-9).
extension PacketSimulator {
  /// An endpoint from which forwardings lead to another, and how far they move ports in all.
  struct Gate: Hashable {
    var machine: ID<Endpoint>
    var portOffset: Int
  }

  /// The endpoints from which forwardings lead to a party.
  func gates(of receiver: Party) -> Set<Gate> {
    guard case .endpoint(let id) = receiver else { return [] }
    var found: Set<Gate> = []
    var fresh: Set<Gate> = [Gate(machine: id, portOffset: 0)]
    for _ in 0..<4 {
      var next: Set<Gate> = []
      for gate in fresh {
        for forwarding in topology.forwardings
        where forwarding.targets.contains(where: { $0.endpoint == gate.machine }) {
          next.insert(
            Gate(
              machine: forwarding.endpoint,
              portOffset: gate.portOffset + forwarding.portOffset))
        }
      }
      found.formUnion(next)
      fresh = next
    }
    return found
  }

  /// The endpoint to which a packet for another is sent: that one itself where it has the address.
  func gate(of receiver: ID<Endpoint>, at address: IPAddress) -> ID<Endpoint> {
    func has(_ id: ID<Endpoint>) -> Bool {
      topology.endpoints[id].addresses.contains {
        $0.address == address || $0.publicAddress == address
      }
    }
    if has(receiver) { return receiver }
    return gates(of: .endpoint(receiver)).map(\.machine).filter(has).min() ?? receiver
  }

  /// The forwardings that take a packet which arrived at an endpoint.
  ///
  /// The first that accepts it takes it, and each that accepts it and whose choice has begun by then.
  func forwardings(of journey: Journey, at id: ID<Endpoint>) -> [ID<Forwarding>] {
    var result: [ID<Forwarding>] = []
    var isTaken = false
    var begun: Set<String> = []
    for number in topology.forwardings.ids {
      let forwarding = topology.forwardings[number]
      guard forwarding.endpoint == id else { continue }
      if !isTaken && !forwarding.choice.isEmpty { begun.insert(forwarding.choice) }
      let takesAddress =
        forwarding.addresses.isEmpty || forwarding.addresses.contains(journey.packet.destination)
      guard takesAddress, forwarding.accepts.contains(journey.packet) else { continue }
      if !isTaken || begun.contains(forwarding.choice) { result.append(number) }
      isTaken = true
    }
    return result
  }

  /// Sends a packet on by each forwarding that takes it; it may take any of them.
  func relay(_ journey: Journey, by taken: [ID<Forwarding>]) -> Finding? {
    let findings = taken.map { relay(journey, by: $0) }
    return findings.first { $0.chance == .always } ?? findings.first { $0.chance == .maybe }
      ?? findings.first
  }

  /// Sends a packet on to each target of a forwarding; it may take any of them.
  private func relay(_ journey: Journey, by id: ID<Forwarding>) -> Finding {
    var journey = journey
    let forwarding = topology.forwardings[id]
    let machine = topology.endpoints[forwarding.endpoint]
    let binding = topology.bindings[forwarding.binding ?? machine.binding]
    let peer = sourcePeer(journey)
    if let end = pass(&journey, binding.inbound, at: forwarding.endpoint, peer: peer) {
      return end
    }
    if journey.relays.count >= 4 {
      return journey.dropped(.endpoint(forwarding.endpoint), .routing, "forwarded too often")
    }
    let findings = forwarding.targets.map { send(journey, to: $0, by: id) }
    return findings.first { $0.chance == .always } ?? findings.first { $0.chance == .maybe }
      ?? findings.first
      ?? journey.dropped(.endpoint(forwarding.endpoint), .routing, "no target takes it")
  }

  private func send(_ before: Journey, to target: ForwardingTarget, by id: ID<Forwarding>)
    -> Finding
  {
    let forwarding = topology.forwardings[id]
    var packet = before.packet
    let family = target.address.family
    let crosses = family != packet.destination.family
    if crosses, forwarding.keepsSource || !packet.proto.hasPorts {
      return before.dropped(.endpoint(target.endpoint), .routing, "of another address family")
    }
    let sender = topology.endpoints[forwarding.sender]
    let bears = sender.addresses.first { $0.address.family == family }?.address
    if !forwarding.keepsSource, bears == nil {
      return before.dropped(.endpoint(target.endpoint), .routing, "no address of that family")
    }
    let again = before.relays.contains { $0.forwarding == id && $0.target == target.endpoint }
    if again { return before.dropped(.endpoint(target.endpoint), .routing, "forwarded before") }
    packet.destination = target.address
    if packet.proto.hasPorts {
      let port = Int(packet.destinationPort) + forwarding.portOffset
      guard let moved = UInt16(exactly: port) else {
        return before.dropped(.endpoint(target.endpoint), .routing, "no such port")
      }
      packet.destinationPort = moved
    }
    var ports = [packet.sourcePort]
    if !forwarding.keepsSource {
      packet.source = bears ?? packet.source
      ports = sourcePorts(of: packet, in: forwarding.sourcePorts)
    }
    let ways = ports.map { port in
      var packet = packet
      packet.sourcePort = port
      var journey = Journey(
        packet, from: forwarding.keepsSource ? before.sender : .endpoint(forwarding.sender),
        to: before.receiver)
      journey.gate = before.gate
      journey.portAtReceiver = before.portAtReceiver
      journey.chance = before.chance
      journey.assumptions = before.assumptions
      journey.forward = before.forward
      journey.relays =
        before.relays
        + [RelayRecord(forwarding: id, target: target.endpoint, before: [before])]
      let own = topology.bindings[sender.binding].groups
      if forwarding.keepsSource {
        journey.groups = before.groups + own
        journey.speaker = before.speaker
        journey.sourceIsUnknown = before.sourceIsUnknown
        journey.wasOutOfSight = before.wasOutOfSight
      } else {
        journey.groups = own
        journey.speaker = forwarding.sender
      }
      journey.meet(
        .endpoint(forwarding.endpoint), .proxy, .translates, rule: forwarding.name,
        at: forwarding.location)
      return goOn(journey, from: forwarding.origin ?? sender.subnet)
    }
    return Finding(oneOf: ways, or: before)
  }

  /// The answer to a packet of which a forwarding kept the source goes straight back there.
  func answerStraight(_ journey: Journey, by relay: RelayRecord) -> Finding {
    var journey = journey
    let forwarding = topology.forwardings[relay.forwarding]
    let from = topology.endpoints[relay.target].subnet
    let home = topology.endpoints[forwarding.endpoint].subnet
    let binding = topology.bindings[topology.endpoints[relay.target].binding]
    let client = destinationPeer(journey)
    if let end = pass(&journey, binding.outbound, at: relay.target, peer: client) { return end }
    if from != forwarding.origin ?? home {
      if let end = pass(&journey, topology.subnets[from].outbound, peer: client) { return end }
      let server = sourcePeer(journey)
      if forwarding.origin == nil,
        let end = pass(&journey, topology.subnets[home].inbound, peer: server)
      {
        return end
      }
    }
    return resume(journey, relay)
  }

  /// The answer is at a forwarding and goes on from there with the addresses that it had before.
  func resume(_ journey: Journey, _ relay: RelayRecord) -> Finding {
    guard var before = relay.before.first, let answer = before.packet.answer else {
      return Finding(journey)
    }
    let forwarding = topology.forwardings[relay.forwarding]
    before.chance = journey.chance
    before.assumptions = journey.assumptions
    before.forward = journey.forward
    before.answer = journey.answer
    before.packet = answer
    before.isAnswer = true
    before.groups = []
    before.entered = []
    before.destinationIsUnknown = before.sourceIsUnknown
    before.sourceIsUnknown = false
    before.meet(.endpoint(forwarding.endpoint), .proxy, .translates, rule: forwarding.name)
    let machine = topology.endpoints[forwarding.endpoint]
    let stages = topology.bindings[forwarding.binding ?? machine.binding].outbound
    let peer = destinationPeer(before)
    if let end = pass(&before, stages, at: forwarding.endpoint, peer: peer) { return end }
    if let earlier = before.relays.last, topology.forwardings[earlier.forwarding].keepsSource {
      return goStraightOn(before, from: machine.subnet, by: earlier)
    }
    before.speaker = forwarding.endpoint
    return goOn(before, from: machine.subnet)
  }

  /// An answer that one forwarding gives back to an earlier one that kept the source.
  private func goStraightOn(
    _ journey: Journey, from subnet: ID<Subnet>, by relay: RelayRecord
  ) -> Finding {
    var journey = journey
    let forwarding = topology.forwardings[relay.forwarding]
    let home = topology.endpoints[forwarding.endpoint].subnet
    if subnet != forwarding.origin ?? home {
      let client = destinationPeer(journey)
      if let end = pass(&journey, topology.subnets[subnet].outbound, peer: client) { return end }
      let server = sourcePeer(journey)
      if forwarding.origin == nil,
        let end = pass(&journey, topology.subnets[home].inbound, peer: server)
      {
        return end
      }
    }
    return resume(journey, relay)
  }
}
