import PacketSets
import Topology

/// Packets that leave for a world, are in it, and come in from it (N-4 step 5, N-6, N-7).
extension PacketSimulator {
  /// Sends a packet out through an internet gateway or an egress-only gateway.
  func leaveForWorld(
    _ journey: Journey, _ world: ID<World>, through id: ID<Gateway>, isEgressOnly: Bool
  ) -> Finding {
    if !journey.isAnswer, let translation = journey.translation, !translation.reachesInternet {
      return dropped(journey, id, .routing, "the source translation does not reach the internet")
    }
    if journey.isAnswer, isEgressOnly {
      return dropped(journey, id, .routing, "it knows no connection to which this is an answer")
    }
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

  /// The public address that an internet gateway puts in the place of the source.
  ///
  /// An answer gets the one to which the first packet was sent, when that came in by one.
  private func publicAddress(of journey: Journey) -> IPAddress? {
    if journey.isAnswer {
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
    var entry: (assumption: ID<Assumption>?, mayTranslate: Bool)?
    if let expected, owns(expected, destination) {
      entry = unknownEntry(into: topology.network(of: expected), from: world, for: journey)
    }
    if let owner = known.first(where: { $0 == expected }) ?? known.first,
      entry == nil || gateway(into: topology.network(of: owner), from: world, for: journey) != nil
    {
      return comeIn(journey, from: world, to: owner)
    }
    if let entry {
      journey.doubt(entry.assumption.map { [$0] } ?? [])
      return passOnOutOfSight(journey, mayTranslate: entry.mayTranslate)
    }
    guard journey.receiver == .outside(world, destination), lives(destination, in: world) else {
      return journey.dropped(.world(world), .routing, "no such address")
    }
    journey.meet(.world(world), .routing, .delivered)
    return sendAnswer(journey)
  }

  /// A gateway of which it is not known whether it lets packets of a world into a network (N-6).
  private func unknownEntry(
    into network: ID<Network>, from world: ID<World>, for journey: Journey
  ) -> (assumption: ID<Assumption>?, mayTranslate: Bool)? {
    for gateway in topology.gateways where gateway.networks.contains(network) {
      switch gateway.kind {
      case .opaque(let opaque):
        if opaque.world == world { return (opaque.assumption, opaque.mayTranslate) }
      case .peering(let peering):
        guard peering.isActive,
          let near = peering.sides.first(where: { $0.network == network }),
          let far = peering.sides.first(where: { $0.network == nil && $0.world == world }),
          far.prefixes.contains(journey.packet.source),
          near.prefixes.contains(journey.packet.destination)
        else { continue }
        return (far.unknown, false)
      case .internet, .egressOnly, .sourceTranslation: continue
      }
    }
    return nil
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
        journey.publicDestination = PublicMapping(
          own: address.address, outside: journey.packet.destination)
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
      case .sourceTranslation, .peering, .opaque: return false
      }
    }
  }
}
