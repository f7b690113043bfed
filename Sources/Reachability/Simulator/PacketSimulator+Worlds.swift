import PacketSets
import Topology

/// Packets that leave for a world, are in it, and come in from it (N-4 step 5, N-6, N-7).
extension PacketSimulator {
  /// Sends a packet out through an internet gateway or an egress-only gateway.
  func leaveForWorld(
    _ journey: Journey, _ world: ID<World>, through id: ID<Gateway>, of network: ID<Network>,
    isEgressOnly: Bool
  ) -> Finding {
    if !journey.isAnswer, let translation = journey.translation, !translation.reachesInternet {
      return dropped(journey, id, .routing, "the source translation does not reach the internet")
    }
    if journey.isAnswer, isEgressOnly {
      return dropped(journey, id, .routing, "it knows no connection to which this is an answer")
    }
    guard let speaker = journey.speaker, owns(speaker, journey.packet.source),
      topology.network(of: speaker) == network
    else { return dropped(journey, id, .publicAddress, "the source is not of this network") }
    var journey = journey
    switch journey.packet.source.family {
    case .v6:
      guard journey.packet.source.isGlobal else {
        return dropped(journey, id, .publicAddress, "the source address is not global")
      }
      journey.groups = []
      journey.meet(.gateway(id), .routing, at: topology.gateways[id].location)
    case .v4:
      if isEgressOnly { return dropped(journey, id, .routing, "the gateway passes IPv6 only") }
      guard let outside = publicAddress(of: journey) else {
        return dropped(journey, id, .publicAddress, "the source has no public address")
      }
      guard journey.packet.destination.isGlobal else {
        return dropped(journey, id, .routing, "the destination address is not global")
      }
      if journey.isAnswer {
        journey.publicDestination = nil
      } else {
        journey.publicSource = PublicMapping(own: journey.packet.source, outside: outside)
      }
      journey.packet.source = outside
      journey.groups = []
      journey.meet(
        .gateway(id), .publicAddress, .translates, at: topology.gateways[id].location)
    }
    if !journey.isAnswer { journey.leftThroughEgressOnly = isEgressOnly }
    return journey.isAnswer ? returnThroughWorld(journey, world) : arrive(journey, in: world)
  }

  /// Sends a packet out to services of a world under the address that it has.
  func ask(
    _ service: ServiceGateway, _ journey: Journey, through id: ID<Gateway>, of network: ID<Network>
  ) -> Finding {
    if journey.isAnswer {
      return dropped(journey, id, .routing, "it knows no connection to which this is an answer")
    }
    guard let speaker = journey.speaker, owns(speaker, journey.packet.source),
      topology.network(of: speaker) == network
    else { return dropped(journey, id, .routing, "the source is not of this network") }
    guard service.traffic.contains(journey.packet) else {
      return dropped(journey, id, .routing, "the services do not take this traffic")
    }
    let destination = journey.packet.destination
    guard journey.receiver == .outside(service.world, destination), destination.isGlobal,
      lives(destination, in: service.world)
    else { return dropped(journey, id, .routing, "there is no such service") }
    var journey = journey
    journey.groups = []
    journey.leftByService = id
    journey.meet(.gateway(id), .routing, at: topology.gateways[id].location)
    journey.meet(.world(service.world), .routing, .delivered)
    return sendAnswer(journey)
  }

  /// The public address that an internet gateway puts in the place of the source.
  ///
  /// An answer gets the one to which the first packet was sent, when that came in by one.
  private func publicAddress(of journey: Journey) -> IPAddress? {
    if journey.isAnswer {
      if journey.publicDestination == nil, !journey.wasOutOfSight, let speaker = journey.speaker,
        topology.endpoints[speaker].addresses.contains(where: {
          $0.address == journey.packet.source && $0.publicAddress == journey.packet.source
        })
      {
        return journey.packet.source
      }
      guard let mapping = journey.publicDestination, mapping.own == journey.packet.source else {
        return nil
      }
      return mapping.outside
    }
    guard let speaker = journey.speaker else { return nil }
    return topology.endpoints[speaker].addresses.lazy
      .filter { $0.address == journey.packet.source }
      .compactMap(\.publicAddress).first
  }

  /// The first packet is in a world and goes on to whoever has its destination address there.
  func arrive(_ journey: Journey, in world: ID<World>) -> Finding {
    var journey = journey
    let destination = journey.packet.destination
    var known: [ID<Endpoint>]
    switch destination.family {
    case .v4: known = publicOwners[destination]
    case .v6: known = destination.isGlobal ? owners[destination] : []
    }
    let expected = expectedEndpoint(journey)
    let owner = known.first(where: { $0 == expected }) ?? known.first
    if let owner, gateway(into: topology.network(of: owner), from: world, for: journey) != nil {
      return comeIn(journey, from: world, to: owner)
    }
    let entries = otherEntries(journey, from: world)
    if !entries.isEmpty { return Finding(oneOf: entries, or: journey) }
    if let owner { return comeIn(journey, from: world, to: owner) }
    guard journey.receiver == .outside(world, destination), lives(destination, in: world) else {
      return journey.dropped(.world(world), .routing, "no such address")
    }
    journey.meet(.world(world), .routing, .delivered)
    return sendAnswer(journey)
  }

  /// A packet that a party outside sends takes whichever entry lets it in (N-6).
  func comeIn(_ journey: Journey, from world: ID<World>) -> Finding {
    let findings = [arrive(journey, in: world)] + otherEntries(journey, from: world)
    return findings.first { $0.chance == .always } ?? findings.first { $0.chance == .maybe }
      ?? findings[0]
  }

  /// What comes of a packet at each entry that is no internet gateway.
  private func otherEntries(_ journey: Journey, from world: ID<World>) -> [Finding] {
    guard let expected = expectedEndpoint(journey), owns(expected, journey.packet.destination)
    else { return [] }
    let network = topology.network(of: expected)
    var findings: [Finding] = []
    for id in topology.gateways.ids {
      guard case .transit(let transit) = topology.gateways[id].kind,
        networksBehind(id).contains(network)
      else { continue }
      for (number, attachment) in transit.attachments.enumerated()
      where attachment.side == .world(world) {
        findings.append(pass(journey, through: id, from: number, zone: nil))
      }
    }
    for entry in unknownEntries(into: network, from: world, for: journey) {
      var journey = journey
      journey.doubt(entry.assumption.map { [$0] } ?? [])
      findings.append(passOnOutOfSight(journey, mayTranslate: entry.mayTranslate))
    }
    return findings
  }

  /// What may let packets of a world into a network, though it is not known whether it does (N-6).
  private func unknownEntries(
    into network: ID<Network>, from world: ID<World>, for journey: Journey
  ) -> [(assumption: ID<Assumption>?, mayTranslate: Bool)] {
    var entries: [(assumption: ID<Assumption>?, mayTranslate: Bool)] = []
    for id in topology.gateways.ids {
      let gateway = topology.gateways[id]
      if case .transit(let transit) = gateway.kind, networksBehind(id).contains(network) {
        for attachment in transit.attachments {
          guard case .unknown(let assumption, world) = attachment.side else { continue }
          entries.append((assumption, true))
        }
      }
      guard gateway.networks.contains(network) else { continue }
      switch gateway.kind {
      case .opaque(let opaque):
        if opaque.world == world { entries.append((opaque.assumption, opaque.mayTranslate)) }
      case .peering(let peering):
        guard peering.isActive,
          let near = peering.sides.first(where: { $0.network == network }),
          let far = peering.sides.first(where: { $0.network == nil && $0.world == world }),
          far.prefixes.contains(journey.packet.source),
          near.prefixes.contains(journey.packet.destination)
        else { continue }
        entries.append((far.unknown, false))
      case .internet, .egressOnly, .service, .sourceTranslation, .transit: continue
      }
    }
    return entries
  }

  /// The answer is in a world and goes on to the sender's network.
  func returnThroughWorld(_ journey: Journey, _ world: ID<World>) -> Finding {
    let destination = journey.packet.destination
    if case .outside(let home, let address) = journey.sender {
      guard home == world, address == destination else {
        return journey.dropped(.world(world), .routing, "no such address")
      }
      return finish(journey, at: .world(world))
    }
    guard let home = expectedEndpoint(journey) else {
      return journey.dropped(.world(world), .routing, "no such address")
    }
    if let id = journey.leftByService {
      var journey = journey
      journey.meet(.gateway(id), .routing, at: topology.gateways[id].location)
      return deliver(journey, to: [home], at: .gateway(id), crossingBorder: true)
    }
    let isHome =
      switch destination.family {
      case .v4: journey.publicSource?.outside == destination
      case .v6: destination.isGlobal && owns(home, destination)
      }
    guard isHome else { return journey.dropped(.world(world), .routing, "no such address") }
    return comeIn(journey, from: world, to: home)
  }

  /// Brings a packet from a world into the subnet of an endpoint (N-6).
  private func comeIn(
    _ journey: Journey, from world: ID<World>, to endpoint: ID<Endpoint>
  ) -> Finding {
    guard let id = gateway(into: topology.network(of: endpoint), from: world, for: journey) else {
      return journey.dropped(
        .world(world), .routing, "no gateway lets it into the network of the address")
    }
    if journey.packet.source.isPrivate {
      return dropped(journey, id, .routing, "the source address is private")
    }
    var journey = journey
    var decision = Hop.Decision.passes
    if journey.packet.destination.family == .v4 {
      decision = .translates
      if journey.isAnswer {
        journey.packet.destination = journey.publicSource?.own ?? journey.packet.destination
      } else if let address = topology.endpoints[endpoint].addresses.first(where: {
        $0.publicAddress == journey.packet.destination
      }) {
        if address.address != journey.packet.destination {
          journey.publicDestination = PublicMapping(
            own: address.address, outside: journey.packet.destination)
        }
        journey.packet.destination = address.address
      }
    }
    journey.meet(.gateway(id), .publicAddress, decision, at: topology.gateways[id].location)
    return deliver(journey, to: [endpoint], at: .gateway(id), crossingBorder: true)
  }

  /// A gateway that lets a packet from a world into a network.
  private func gateway(
    into network: ID<Network>, from world: ID<World>, for journey: Journey
  ) -> ID<Gateway>? {
    topology.gateways.ids.first { id in
      let gateway = topology.gateways[id]
      guard gateway.networks.contains(network) else { return false }
      switch gateway.kind {
      case .internet(let reached): return reached == world
      case .egressOnly(let reached):
        return journey.isAnswer && journey.leftThroughEgressOnly && reached == world
          && journey.packet.destination.family == .v6
      case .service, .sourceTranslation, .peering, .transit, .opaque: return false
      }
    }
  }
}
