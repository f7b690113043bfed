import PacketSets
import Topology

/// The way of a packet from its sender to the router of its network and into a subnet (N-4).
///
/// The answer goes the same steps with the changes of N-7.
extension PacketSimulator {
  /// Sends the first packet of a connection.
  func send(_ packet: Packet, from sender: Party, to receiver: Party?) -> Finding {
    var flight = Flight(packet, from: sender, to: receiver)
    if sender == receiver, case .endpoint(let id) = sender {
      flight.meet(.endpoint(id), .routing, .delivered)
      return Finding(flight)
    }
    if let reason = refusal(flight) {
      return flight.dropped(component(of: sender), .routing, reason)
    }
    flight.groups = groups(of: sender)
    if hasUnknownAddress(sender) || hasUnknownAddress(receiver) {
      return sendOutOfSight(flight)
    }
    switch sender {
    case .outside(let world, _):
      flight.meet(.world(world), .routing)
      return arrive(flight, in: world)
    case .endpoint(let id):
      flight.meet(.endpoint(id), .routing)
      return leave(flight, id)
    }
  }

  /// Steps 1 and following: a packet leaves the endpoint that made it.
  func leave(_ flight: Flight, _ id: ID<Endpoint>) -> Finding {
    var flight = flight
    let endpoint = topology.endpoints[id]
    let stages = topology.bindings[endpoint.binding].outbound
    if let end = pass(&flight, stages, at: id, peer: destinationPeer(flight)) { return end }
    flight.speaker = id
    return goOn(flight, from: endpoint.subnet)
  }

  /// Steps 2 to 5: a packet is in a subnet and goes on from there.
  func goOn(_ flight: Flight, from id: ID<Subnet>) -> Finding {
    var flight = flight
    let subnet = topology.subnets[id]
    let destination = flight.packet.destination
    if !flight.destinationIsUnknown, subnet.prefixes.contains(where: { $0.contains(destination) }) {
      let owners = owners[destination].filter { topology.endpoints[$0].subnet == id }
      return deliver(flight, to: owners, at: .subnet(id), crossingBorder: false)
    }
    if let end = pass(&flight, subnet.outbound, peer: destinationPeer(flight)) { return end }
    if flight.destinationIsUnknown {
      flight.meet(.subnet(id), .routing, rule: "the answer goes to an unknown address")
      return passOnOutOfSight(flight, mayTranslate: true)
    }
    return route(flight, from: id)
  }

  /// Delivers a packet inside a network to the endpoint that has its destination address.
  func deliver(
    _ flight: Flight, to owners: [ID<Endpoint>], at place: Hop.Component, crossingBorder: Bool
  ) -> Finding {
    let expected = expectedEndpoint(flight)
    guard let owner = owners.first(where: { $0 == expected }) ?? owners.first else {
      return flight.dropped(place, .routing, "no such address")
    }
    var flight = flight
    if crossingBorder {
      let filter = topology.subnet(of: owner).inbound
      if let end = pass(&flight, filter, peer: sourcePeer(flight)) { return end }
    }
    guard owner == expected else {
      return flight.dropped(.endpoint(owner), .routing, "the address is another endpoint's here")
    }
    return flight.isAnswer ? comeBack(flight, to: owner) : reach(flight, owner)
  }

  /// The endpoint at which the packet under way must arrive next.
  func expectedEndpoint(_ flight: Flight) -> ID<Endpoint>? {
    if flight.isAnswer, let translation = flight.translation { return translation.interface }
    guard case .endpoint(let id) = flight.isAnswer ? flight.sender : flight.receiver else {
      return nil
    }
    return id
  }

  /// Step 6: the first packet is at its destination.
  func reach(_ flight: Flight, _ id: ID<Endpoint>) -> Finding {
    var flight = flight
    let endpoint = topology.endpoints[id]
    let stages = topology.bindings[endpoint.binding].inbound
    if let end = pass(&flight, stages, at: id, peer: sourcePeer(flight)) { return end }
    guard endpoint.offers.contains(flight.packet) else {
      return flight.dropped(.endpoint(id), .instanceFilter, "it offers nothing there")
    }
    flight.meet(.endpoint(id), .routing, .delivered)
    return sendAnswer(flight)
  }

  func component(of party: Party) -> Hop.Component {
    switch party {
    case .endpoint(let id): .endpoint(id)
    case .outside(let world, _): .world(world)
    }
  }
}
