import PacketSets
import Topology

/// Packets that leave for a world, are in it, and come in from it (N-4 step 5, N-6, N-7).
extension PacketSimulator {
  /// Sends a packet out through an internet gateway or an egress-only gateway.
  func leaveForWorld(
    _ flight: Flight, _ world: ID<World>, through id: ID<Gateway>, isEgressOnly: Bool
  ) -> Finding {
    if !flight.isAnswer, let translation = flight.translation, !translation.reachesInternet {
      return dropped(flight, id, .routing, "the source translation does not reach the internet")
    }
    if flight.isAnswer, isEgressOnly {
      return dropped(flight, id, .routing, "it knows no connection to which this is an answer")
    }
    var flight = flight
    switch flight.packet.source.family {
    case .v6:
      guard flight.packet.source.isGlobal else {
        return dropped(flight, id, .publicAddress, "the source address is not global")
      }
      flight.groups = []
      flight.meet(.gateway(id), .routing, at: topology.gateways[id].location)
    case .v4:
      if isEgressOnly { return dropped(flight, id, .routing, "the gateway passes IPv6 only") }
      guard let outside = publicAddress(of: flight) else {
        return dropped(flight, id, .publicAddress, "the source has no public address")
      }
      guard flight.packet.destination.isGlobal else {
        return dropped(flight, id, .routing, "the destination address is not global")
      }
      if flight.isAnswer {
        flight.publicDestination = nil
      } else {
        flight.publicSource = PublicMapping(own: flight.packet.source, outside: outside)
      }
      flight.packet.source = outside
      flight.groups = []
      flight.meet(
        .gateway(id), .publicAddress, .translates, at: topology.gateways[id].location)
    }
    if !flight.isAnswer { flight.leftThroughEgressOnly = isEgressOnly }
    return flight.isAnswer ? returnThroughWorld(flight, world) : arrive(flight, in: world)
  }

  /// The public address that an internet gateway puts in the place of the source.
  ///
  /// An answer gets the one to which the first packet was sent, when that came in by one.
  private func publicAddress(of flight: Flight) -> IPAddress? {
    if flight.isAnswer {
      guard let mapping = flight.publicDestination, mapping.own == flight.packet.source else {
        return nil
      }
      return mapping.outside
    }
    guard let speaker = flight.speaker else { return nil }
    return topology.endpoints[speaker].addresses.lazy
      .filter { $0.address == flight.packet.source }
      .compactMap(\.publicAddress).first
  }

  /// The first packet is in a world and goes on to whoever has its destination address there.
  func arrive(_ flight: Flight, in world: ID<World>) -> Finding {
    var flight = flight
    let destination = flight.packet.destination
    var known: [ID<Endpoint>]
    switch destination.family {
    case .v4: known = publicOwners[destination]
    case .v6: known = destination.isGlobal ? owners[destination] : []
    }
    let expected = expectedEndpoint(flight)
    if let owner = known.first(where: { $0 == expected }) ?? known.first {
      return comeIn(flight, from: world, to: owner)
    }
    guard flight.receiver == .outside(world, destination), lives(destination, in: world) else {
      return flight.dropped(.world(world), .routing, "no such address")
    }
    flight.meet(.world(world), .routing, .delivered)
    return sendAnswer(flight)
  }

  /// The answer is in a world and goes on to the sender's network.
  func returnThroughWorld(_ flight: Flight, _ world: ID<World>) -> Finding {
    let destination = flight.packet.destination
    if case .outside(let home, let address) = flight.sender {
      guard home == world, address == destination else {
        return flight.dropped(.world(world), .routing, "no such address")
      }
      return finish(flight, at: .world(world))
    }
    guard let home = expectedEndpoint(flight) else {
      return flight.dropped(.world(world), .routing, "no such address")
    }
    let isHome =
      switch destination.family {
      case .v4: flight.publicSource?.outside == destination
      case .v6: destination.isGlobal && owns(home, destination)
      }
    guard isHome else { return flight.dropped(.world(world), .routing, "no such address") }
    return comeIn(flight, from: world, to: home)
  }

  /// Brings a packet from a world into the subnet of an endpoint (N-6).
  private func comeIn(
    _ flight: Flight, from world: ID<World>, to endpoint: ID<Endpoint>
  ) -> Finding {
    guard let id = gateway(into: topology.network(of: endpoint), from: world, for: flight) else {
      return flight.dropped(
        .world(world), .routing, "no gateway lets it into the network of the address")
    }
    if flight.packet.source.isPrivate {
      return dropped(flight, id, .routing, "the source address is private")
    }
    var flight = flight
    var decision = Hop.Decision.passes
    if flight.packet.destination.family == .v4 {
      decision = .translates
      if flight.isAnswer {
        flight.packet.destination = flight.publicSource?.own ?? flight.packet.destination
      } else if let address = topology.endpoints[endpoint].addresses.first(where: {
        $0.publicAddress == flight.packet.destination
      }) {
        flight.publicDestination = PublicMapping(
          own: address.address, outside: flight.packet.destination)
        flight.packet.destination = address.address
      }
    }
    flight.meet(.gateway(id), .publicAddress, decision, at: topology.gateways[id].location)
    return deliver(flight, to: [endpoint], at: .gateway(id), crossingBorder: true)
  }

  /// A gateway that lets a packet from a world into a network.
  private func gateway(
    into network: ID<Network>, from world: ID<World>, for flight: Flight
  ) -> ID<Gateway>? {
    topology.gateways.ids.first { id in
      let gateway = topology.gateways[id]
      guard gateway.networks.contains(network) else { return false }
      switch gateway.kind {
      case .internet(let reached): return reached == world
      case .egressOnly(let reached):
        return flight.isAnswer && flight.leftThroughEgressOnly && reached == world
          && flight.packet.destination.family == .v6
      case .sourceTranslation, .peering, .opaque: return false
      }
    }
  }
}
