import PacketSets
import Topology

/// What gateways do with packets that routes send to them (N-4 step 5, N-7).
extension PacketSimulator {
  /// Sends a packet from a subnet into a gateway.
  func enter(_ id: ID<Gateway>, _ journey: Journey, from subnet: ID<Subnet>) -> Finding {
    let gateway = topology.gateways[id]
    let network = topology.subnets[subnet].network
    guard gateway.networks.contains(network) else {
      return dropped(journey, id, .routing, "the gateway is not attached to this network")
    }
    switch gateway.kind {
    case .internet(let world):
      return leaveForWorld(journey, world, through: id, of: network, isEgressOnly: false)
    case .egressOnly(let world):
      return leaveForWorld(journey, world, through: id, of: network, isEgressOnly: true)
    case .service(let service):
      return ask(service, journey, through: id, of: network)
    case .sourceTranslation(let translation):
      return translate(journey, translation, gateway: id, from: subnet)
    case .peering(let peering):
      return cross(journey, peering, gateway: id, from: network)
    case .transit(let transit):
      return enter(journey, transit, gateway: id, from: subnet)
    case .opaque(let opaque):
      var journey = journey
      journey.doubt([opaque.assumption])
      journey.meet(.gateway(id), .routing, .unknown(opaque.assumption), at: gateway.location)
      return passOnOutOfSight(journey, mayTranslate: opaque.mayTranslate)
    }
  }

  func dropped(_ journey: Journey, _ id: ID<Gateway>, _ layer: Layer, _ reason: String) -> Finding {
    journey.dropped(.gateway(id), layer, reason, at: topology.gateways[id].location)
  }

  /// Hides the source behind each interface of a gateway, of which one is taken.
  private func translate(
    _ journey: Journey, _ translation: SourceTranslation, gateway id: ID<Gateway>,
    from subnet: ID<Subnet>
  ) -> Finding {
    if journey.isAnswer {
      return dropped(journey, id, .routing, "it takes only answers to what it translated")
    }
    if journey.translation != nil {
      return dropped(journey, id, .routing, "a source translation met before")
    }
    guard translation.traffic.contains(journey.packet) else {
      return dropped(journey, id, .routing, "the gateway does not translate this traffic")
    }
    let ways = translation.endpoints.map { interface in
      translate(journey, translation, gateway: id, at: interface, from: subnet)
    }
    if ways.isEmpty { return dropped(journey, id, .routing, "the gateway has no interface") }
    return Finding(oneOf: ways, or: journey)
  }

  private func translate(
    _ journey: Journey, _ translation: SourceTranslation, gateway id: ID<Gateway>,
    at interface: ID<Endpoint>, from subnet: ID<Subnet>
  ) -> Finding {
    var journey = journey
    let endpoint = topology.endpoints[interface]
    if hasUnknownAddress(interface) {
      journey.meet(.gateway(id), .routing, rule: "the address of the gateway is not known")
      return passOnOutOfSight(journey, mayTranslate: true)
    }
    let family = journey.packet.source.family
    guard let address = endpoint.addresses.first(where: { $0.address.family == family }) else {
      return dropped(journey, id, .routing, "the gateway has no address of this family")
    }
    if !translation.isRouter, endpoint.subnet != subnet {
      let filter = topology.subnets[endpoint.subnet].inbound
      if let end = pass(&journey, filter, peer: sourcePeer(journey)) { return end }
    }
    if let binding = translation.binding,
      let end = pass(
        &journey, topology.bindings[binding].outbound, at: interface,
        peer: destinationPeer(journey))
    {
      return end
    }
    journey.packet.source = address.address
    journey.groups = []
    journey.speaker = interface
    journey.translation = TranslationRecord(
      interface: interface, address: address.address, binding: translation.binding,
      reachesInternet: translation.reachesInternet)
    let ways = sourcePorts(of: journey.packet, in: translation.ports).map { port in
      var way = journey
      way.packet.sourcePort = port
      way.meet(.gateway(id), .routing, .translates, at: topology.gateways[id].location)
      return goOn(way, from: endpoint.subnet)
    }
    return Finding(oneOf: ways, or: journey)
  }

  /// One source port for each run of ports that all filters treat alike.
  func sourcePorts(of packet: Packet, in ports: ClosedRange<UInt16>) -> [UInt16] {
    guard packet.proto.hasPorts else { return [packet.sourcePort] }
    return [ports.lowerBound]
      + portBoundaries.filter { $0 > ports.lowerBound && $0 <= ports.upperBound }
  }

  /// Carries a packet over a peering, where it goes on as `local`.
  private func cross(
    _ journey: Journey, _ peering: Peering, gateway id: ID<Gateway>, from network: ID<Network>
  ) -> Finding {
    guard peering.isActive else { return dropped(journey, id, .routing, "the link is not active") }
    guard let here = peering.sides.firstIndex(where: { $0.network == network }) else {
      return dropped(journey, id, .routing, "the link does not join this network")
    }
    let others = peering.sides.indices.filter { $0 != here }.map { peering.sides[$0] }
    let packet = journey.packet
    guard peering.sides[here].prefixes.contains(packet.source) else {
      return dropped(journey, id, .routing, "the link carries only addresses of its networks")
    }
    guard let other = others.first(where: { $0.prefixes.contains(packet.destination) }) else {
      return dropped(journey, id, .routing, "the destination is not beyond the link")
    }
    var journey = journey
    if !peering.keepsIdentity { journey.groups = [] }
    guard let network = other.network else {
      return leaveSight(journey, gateway: id, assumption: other.unknown)
    }
    journey.meet(.gateway(id), .routing, at: topology.gateways[id].location)
    return deliverLocally(journey, in: network, at: .gateway(id))
  }
}
