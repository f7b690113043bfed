import PacketSets
import Topology

/// Devices of which it is not known what they do with a packet (N-4 step 5), and parties of which
/// it is not known where they are (N-8).
extension PacketSimulator {
  /// Passes a packet on to wherever it may be meant to go, past unknown devices.
  func passOnOutOfSight(_ flight: Flight, mayTranslate: Bool) -> Finding {
    var flight = flight
    flight.doubt([])
    flight.destinationIsUnknown = false
    if flight.isAnswer, flight.publicDestination != nil, !mayTranslate {
      return flight.dropped(
        component(of: flight.sender), .publicAddress,
        "the answer must leave through an internet gateway")
    }
    if mayTranslate { flight.sourceIsUnknown = true }
    if !flight.isAnswer { flight.wasOutOfSight = true }
    guard let id = expectedEndpoint(flight) else { return arriveOutOfSight(flight) }
    let endpoint = topology.endpoints[id]
    if flight.isAnswer {
      flight.packet.destination = flight.translation?.address ?? flight.first.source
    } else if let address = endpoint.addresses.first(where: {
      $0.address == flight.packet.destination || $0.publicAddress == flight.packet.destination
    }) {
      flight.packet.destination = address.address
    }
    let filter = topology.subnets[endpoint.subnet].inbound
    if let end = pass(&flight, filter, peer: sourcePeer(flight)) { return end }
    return flight.isAnswer ? comeBack(flight, to: id) : reach(flight, id)
  }

  /// Delivers a packet to a world past unknown devices.
  private func arriveOutOfSight(_ flight: Flight) -> Finding {
    var flight = flight
    guard case .outside(let world, let address) = flight.isAnswer ? flight.sender : flight.receiver
    else { return Finding(flight) }
    flight.packet.destination = address
    if flight.isAnswer { return finish(flight, at: .world(world)) }
    flight.meet(.world(world), .routing, .delivered)
    return sendAnswer(flight)
  }

  /// Carries a packet over a link to a network that is not in the exports.
  ///
  /// No endpoint of the graph is there; a party outside may be.
  func leaveSight(_ flight: Flight, gateway id: ID<Gateway>, assumption: ID<Assumption>?) -> Finding
  {
    var flight = flight
    flight.doubt(assumption.map { [$0] } ?? [])
    let decision = assumption.map { Hop.Decision.unknown($0) } ?? .passes
    flight.meet(.gateway(id), .routing, decision, at: topology.gateways[id].location)
    if let expected = expectedEndpoint(flight) {
      return flight.dropped(.endpoint(expected), .routing, "it does not stand beyond the link")
    }
    return passOnOutOfSight(flight, mayTranslate: false)
  }

  /// Whether the addresses of an endpoint are not in the exports (N-8).
  func hasUnknownAddress(_ id: ID<Endpoint>) -> Bool { topology.endpoints[id].addresses.isEmpty }

  /// Whether a party is an endpoint whose addresses are not in the exports (N-8).
  func hasUnknownAddress(_ party: Party?) -> Bool {
    guard case .endpoint(let id) = party else { return false }
    return hasUnknownAddress(id)
  }

  /// Sends a packet from or to an endpoint whose address is not known (N-8).
  ///
  /// Only the two endpoints' own filters and offers are asked; the way between them and back may
  /// pass everything and certainly passes nothing.
  func sendOutOfSight(_ flight: Flight) -> Finding {
    var flight = flight
    flight.doubt([])
    flight.wasOutOfSight = true
    let client = flight.sender
    let server = flight.receiver
    let clientPeer = clientPeer(flight)
    let serverPeer = serverPeer(flight)
    if let end = pass(&flight, at: client, \.outbound, peer: serverPeer) { return end }
    if let end = pass(&flight, at: server, \.inbound, peer: clientPeer) { return end }
    if case .endpoint(let id) = server, !topology.endpoints[id].offers.contains(flight.packet) {
      return flight.dropped(.endpoint(id), .instanceFilter, "it offers nothing there")
    }
    guard let answer = flight.packet.answer else { return Finding(flight) }
    flight.packet = answer
    flight.isAnswer = true

    if let end = pass(&flight, at: server, \.outbound, peer: clientPeer.withoutGroups) {
      return end
    }
    return pass(&flight, at: client, \.inbound, peer: serverPeer.withoutGroups) ?? Finding(flight)
  }

  private func pass(
    _ flight: inout Flight, at party: Party?, _ stages: KeyPath<FilterBinding, [FilterStage]>,
    peer: Peer
  ) -> Finding? {
    guard case .endpoint(let id) = party else { return nil }
    flight.meet(.endpoint(id), .routing)
    let binding = topology.bindings[topology.endpoints[id].binding]
    return pass(&flight, binding[keyPath: stages], at: id, peer: peer)
  }

  /// The server as the client addresses it.
  private func serverPeer(_ flight: Flight) -> Peer {
    let address = flight.packet.destination
    guard case .endpoint(let id) = flight.receiver else { return .known(address) }
    let groups = groups(of: flight.receiver)
    if hasUnknownAddress(id) {
      return Peer(
        addresses: possibleAddresses(of: id, address, seenFrom: flight.sender),
        groups: groups)
    }
    return .known(address, groups: owns(id, address) ? groups : [])
  }

  /// The client as the server sees it: from another network its address may be translated.
  private func clientPeer(_ flight: Flight) -> Peer {
    let address = flight.packet.source
    guard case .endpoint(let id) = flight.sender else { return .known(address) }
    return Peer(
      addresses: possibleAddresses(of: id, address, seenFrom: flight.receiver),
      groups: groups(of: flight.sender))
  }

  /// The addresses that an endpoint may have for a party: its own ones inside its network, any
  /// outside of it.
  private func possibleAddresses(
    of id: ID<Endpoint>, _ address: IPAddress, seenFrom other: Party?
  ) -> AddressSet {
    guard case .endpoint(let seer) = other, topology.network(of: id) == topology.network(of: seer)
    else { return address.family == .v4 ? .allIPv4 : .allIPv6 }
    if !hasUnknownAddress(id) { return AddressSet(address) }
    return address.family == .v4 ? .allIPv4 : .allIPv6
  }
}
