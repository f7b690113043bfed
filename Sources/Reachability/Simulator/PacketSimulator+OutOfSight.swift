import PacketSets
import Topology

/// Devices of which it is not known what they do with a packet (N-4 step 5), and parties of which
/// it is not known where they are (N-8).
extension PacketSimulator {
  /// Passes a packet on to wherever it may be meant to go, past unknown devices.
  func passOnOutOfSight(_ journey: Journey, mayTranslate: Bool) -> Finding {
    var journey = journey
    journey.doubt([])
    journey.destinationIsUnknown = false
    if journey.isAnswer, journey.publicDestination != nil, !mayTranslate {
      return journey.dropped(
        component(of: journey.sender), .publicAddress,
        "the answer must leave through an internet gateway")
    }
    if mayTranslate { journey.sourceIsUnknown = true }
    if !journey.isAnswer { journey.wasOutOfSight = true }
    guard let id = expectedEndpoint(journey) else { return arriveOutOfSight(journey) }
    let endpoint = topology.endpoints[id]
    if journey.isAnswer {
      journey.packet.destination = journey.translation?.address ?? journey.first.source
    } else if let address = endpoint.addresses.first(where: {
      $0.address == journey.packet.destination || $0.publicAddress == journey.packet.destination
    }) {
      journey.packet.destination = address.address
    }
    let filter = topology.subnets[endpoint.subnet].inbound
    if let end = pass(&journey, filter, peer: sourcePeer(journey)) { return end }
    return journey.isAnswer ? comeBack(journey, to: id) : reach(journey, id)
  }

  /// Delivers a packet to a world past unknown devices.
  private func arriveOutOfSight(_ journey: Journey) -> Finding {
    var journey = journey
    guard
      case .outside(let world, let address) = journey.isAnswer ? journey.sender : journey.receiver
    else { return Finding(journey) }
    journey.packet.destination = address
    if journey.isAnswer { return finish(journey, at: .world(world)) }
    journey.meet(.world(world), .routing, .delivered)
    return sendAnswer(journey)
  }

  /// Carries a packet over a link to a network that is not in the exports.
  ///
  /// No endpoint of the graph is there; a party outside may be.
  func leaveSight(_ journey: Journey, gateway id: ID<Gateway>, assumption: ID<Assumption>?)
    -> Finding
  {
    var journey = journey
    journey.doubt(assumption.map { [$0] } ?? [])
    let decision = assumption.map { Hop.Decision.unknown($0) } ?? .passes
    journey.meet(.gateway(id), .routing, decision, at: topology.gateways[id].location)
    if let expected = expectedEndpoint(journey) {
      return journey.dropped(.endpoint(expected), .routing, "it does not stand beyond the link")
    }
    return passOnOutOfSight(journey, mayTranslate: false)
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
  func sendOutOfSight(_ journey: Journey) -> Finding {
    var journey = journey
    journey.doubt([])
    journey.wasOutOfSight = true
    let client = journey.sender
    let server = journey.receiver
    let clientPeer = clientPeer(journey)
    let serverPeer = serverPeer(journey)
    if let end = pass(&journey, at: client, \.outbound, peer: serverPeer) { return end }
    if let end = pass(&journey, at: server, \.inbound, peer: clientPeer) { return end }
    if case .endpoint(let id) = server, !topology.endpoints[id].offers.contains(journey.packet) {
      return journey.dropped(.endpoint(id), .instanceFilter, "it offers nothing there")
    }
    guard let answer = journey.packet.answer else { return Finding(journey) }
    journey.packet = answer
    journey.isAnswer = true
    if let end = pass(&journey, at: server, \.outbound, peer: clientPeer.withoutGroups) {
      return end
    }
    return pass(&journey, at: client, \.inbound, peer: serverPeer.withoutGroups)
      ?? Finding(journey)
  }

  /// Whether forwardings may bring packets to a receiver on a way of which nothing is known (N-8).
  func mayBeForwardedOutOfSight(from sender: Party, to receiver: Party) -> Bool {
    guard hasUnknownAddress(sender) || hasUnknownAddress(receiver),
      case .endpoint(let id) = receiver
    else { return false }
    return topology.forwardings.contains { forwarding in
      forwarding.endpoint == id || forwarding.targets.contains { $0.endpoint == id }
    }
  }

  /// Whether a packet can be the first of a connection that a party opens.
  func opensConnection(
    from sender: Party, _ proto: IPProtocol, _ sourcePort: UInt16, _ destinationPort: UInt16
  ) -> Bool {
    if case .endpoint(let id) = sender, !topology.endpoints[id].initiates { return false }
    return sendingAddresses(of: sender).contains { source in
      proto.exists(in: source.family)
        && Packet(
          source: source, destination: source, proto: proto, sourcePort: sourcePort,
          destinationPort: destinationPort
        ).answer != nil
    }
  }

  private func pass(
    _ journey: inout Journey, at party: Party?, _ stages: KeyPath<FilterBinding, [FilterStage]>,
    peer: FilterPeer
  ) -> Finding? {
    guard case .endpoint(let id) = party else { return nil }
    journey.meet(.endpoint(id), .routing)
    let binding = topology.bindings[topology.endpoints[id].binding]
    return pass(&journey, binding[keyPath: stages], at: id, peer: peer)
  }

  /// The server as the client addresses it.
  private func serverPeer(_ journey: Journey) -> FilterPeer {
    let address = journey.packet.destination
    guard case .endpoint(let id) = journey.receiver else { return .known(address) }
    let groups = groups(of: journey.receiver)
    if hasUnknownAddress(id) {
      return FilterPeer(
        addresses: possibleAddresses(of: id, address, seenFrom: journey.sender),
        groups: groups)
    }
    return .known(address, groups: owns(id, address) ? groups : [])
  }

  /// The client as the server sees it: from another network its address may be translated.
  private func clientPeer(_ journey: Journey) -> FilterPeer {
    let address = journey.packet.source
    guard case .endpoint(let id) = journey.sender else { return .known(address) }
    return FilterPeer(
      addresses: possibleAddresses(of: id, address, seenFrom: journey.receiver),
      groups: groups(of: journey.sender))
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
