import PacketSets
import Topology

/// The way of a packet from its sender to the router of its network and into a subnet (N-4).
///
/// The answer goes the same steps with the changes of N-7.
extension PacketSimulator {
  /// Sends the first packet of a connection.
  ///
  /// - Parameters:
  ///   - packet: The packet.
  ///   - sender: Who sends it.
  ///   - receiver: For whom it is.
  ///   - gate: The endpoint to which it is sent, when forwardings are to bring it to the receiver.
  ///   - port: The port at which they are to bring it there.
  /// - Returns: What comes of it and its answer.
  func send(
    _ packet: Packet, from sender: Party, to receiver: Party?, by gate: ID<Endpoint>? = nil,
    at port: UInt16? = nil
  ) -> Finding {
    var journey = Journey(packet, from: sender, to: receiver)
    journey.gate = gate
    journey.portAtReceiver = port
    if gate == nil, case .endpoint(let id) = receiver {
      journey.gate = self.gate(of: id, at: packet.destination)
    }
    if sender == receiver, case .endpoint(let id) = sender, owns(id, packet.destination) {
      journey.meet(.endpoint(id), .routing, .delivered)
      return Finding(journey)
    }
    if let reason = refusal(journey) {
      return journey.dropped(component(of: sender), .routing, reason)
    }
    journey.groups = groups(of: sender)
    if hasUnknownAddress(sender) || hasUnknownAddress(receiver) {
      return sendOutOfSight(journey)
    }
    switch sender {
    case .outside(let world, _):
      journey.meet(.world(world), .routing)
      return comeIn(journey, from: world)
    case .endpoint(let id):
      journey.meet(.endpoint(id), .routing)
      return leave(journey, id)
    }
  }

  /// Steps 1 and following: a packet leaves the endpoint that made it.
  func leave(_ journey: Journey, _ id: ID<Endpoint>) -> Finding {
    var journey = journey
    let endpoint = topology.endpoints[id]
    let stages = topology.bindings[endpoint.binding].outbound
    if let end = pass(&journey, stages, at: id, peer: destinationPeer(journey)) { return end }
    journey.speaker = id
    return goOn(journey, from: endpoint.subnet)
  }

  /// Steps 2 to 5: a packet is in a subnet and goes on from there.
  func goOn(_ journey: Journey, from id: ID<Subnet>) -> Finding {
    var journey = journey
    let subnet = topology.subnets[id]
    let destination = journey.packet.destination
    if !journey.destinationIsUnknown, subnet.prefixes.contains(where: { $0.contains(destination) })
    {
      let owners = owners[destination].filter { topology.endpoints[$0].subnet == id }
      return deliver(journey, to: owners, at: .subnet(id), crossingBorder: false)
    }
    if let end = pass(&journey, subnet.outbound, peer: destinationPeer(journey)) { return end }
    if journey.destinationIsUnknown {
      journey.meet(.subnet(id), .routing, rule: "the answer goes to an unknown address")
      return passOnOutOfSight(journey, mayTranslate: true)
    }
    return route(journey, from: id)
  }

  /// Delivers a packet inside a network to the endpoint that has its destination address.
  func deliver(
    _ journey: Journey, to owners: [ID<Endpoint>], at place: Hop.Component, crossingBorder: Bool
  ) -> Finding {
    let expected = expectedEndpoint(journey)
    guard let owner = owners.first(where: { $0 == expected }) ?? owners.first else {
      return journey.dropped(place, .routing, "no such address")
    }
    var journey = journey
    if crossingBorder {
      let filter = topology.subnet(of: owner).inbound
      if let end = pass(&journey, filter, peer: sourcePeer(journey)) { return end }
    }
    guard owner == expected else {
      return journey.dropped(.endpoint(owner), .routing, "the address is another endpoint's here")
    }
    return journey.isAnswer ? comeBack(journey, to: owner) : reach(journey, owner)
  }

  /// The endpoint at which the packet under way must arrive next.
  func expectedEndpoint(_ journey: Journey) -> ID<Endpoint>? {
    if journey.isAnswer, let translation = journey.translation { return translation.interface }
    if !journey.isAnswer {
      if let relay = journey.relays.last { return relay.target }
      if let gate = journey.gate { return gate }
    }
    guard case .endpoint(let id) = journey.isAnswer ? journey.sender : journey.receiver else {
      return nil
    }
    return id
  }

  /// Step 6: the first packet is at its destination.
  func reach(_ journey: Journey, _ id: ID<Endpoint>) -> Finding {
    var journey = journey
    let endpoint = topology.endpoints[id]
    if let relay = journey.relays.last, topology.forwardings[relay.forwarding].keepsSource,
      !journey.sourceIsUnknown, owns(id, journey.packet.source)
    {
      return journey.dropped(.endpoint(id), .routing, "it sent the packet itself")
    }
    if let end = relay(journey, by: forwardings(of: journey, at: id)) { return end }
    guard journey.isMeant(for: id) else {
      return journey.dropped(.endpoint(id), .routing, "it is another receiver")
    }
    let stages = topology.bindings[endpoint.binding].inbound
    if let end = pass(&journey, stages, at: id, peer: sourcePeer(journey)) { return end }
    guard endpoint.offers.contains(journey.packet) else {
      return journey.dropped(.endpoint(id), .instanceFilter, "it offers nothing there")
    }
    journey.meet(.endpoint(id), .routing, .delivered)
    return sendAnswer(journey)
  }

  func component(of party: Party) -> Hop.Component {
    switch party {
    case .endpoint(let id): .endpoint(id)
    case .outside(let world, _): .world(world)
    }
  }
}
