import PacketSets
import Topology

/// The way of the answer (N-7).
extension PacketSimulator {
  /// Sends the answer to a first packet that was delivered, if there is one.
  func sendAnswer(_ flight: Flight) -> Finding {
    guard let answer = flight.packet.answer else { return Finding(flight) }
    var flight = flight
    flight.packet = answer
    flight.isAnswer = true
    flight.groups = []
    flight.destinationIsUnknown = flight.sourceIsUnknown
    flight.sourceIsUnknown = false
    switch flight.receiver {
    case .endpoint(let id):
      flight.meet(.endpoint(id), .routing)
      return leave(flight, id)
    case .outside(let world, _):
      flight.meet(.world(world), .routing)
      if flight.wasOutOfSight {
        return passOnOutOfSight(flight, mayTranslate: flight.destinationIsUnknown)
      }
      return returnThroughWorld(flight, world)
    case nil:
      return Finding(flight)
    }
  }

  /// The answer is at the endpoint that sent the first packet or hid its source.
  func comeBack(_ flight: Flight, to id: ID<Endpoint>) -> Finding {
    var flight = flight
    guard bearsExpectedSource(flight) else {
      return flight.dropped(
        .endpoint(id), .routing, "the answer comes from another address than the packet went to")
    }
    if let translation = flight.translation {
      guard flight.packet.destination == translation.address else {
        return flight.dropped(.endpoint(id), .routing, "no such address")
      }
      flight.translation = nil
      flight.packet.source = flight.first.destination
      flight.packet.destination = flight.first.source
      if flight.packet.proto.hasPorts { flight.packet.destinationPort = flight.first.sourcePort }
      flight.groups = []
      flight.publicSource = nil
      flight.sourceIsUnknown = false
      flight.speaker = nil
      flight.meet(.endpoint(id), .routing, .translates)
      return goOn(flight, from: topology.endpoints[id].subnet)
    }
    guard flight.packet.destination == flight.first.source else {
      return flight.dropped(.endpoint(id), .routing, "no such address")
    }
    let stages = topology.bindings[topology.endpoints[id].binding].inbound
    if let end = pass(&flight, stages, at: id, peer: sourcePeer(flight)) { return end }
    return finish(flight, at: .endpoint(id))
  }

  /// The answer is with the party that sent the first packet.
  func finish(_ flight: Flight, at place: Hop.Component) -> Finding {
    guard bearsExpectedSource(flight) else {
      return flight.dropped(
        place, .routing, "the answer comes from another address than the packet went to")
    }
    var flight = flight
    flight.meet(place, .routing, .delivered)
    return Finding(flight)
  }

  /// Whether the sender takes the packet for an answer to its own.
  ///
  /// An answer to a packet that came in by a public address bears that address again only when it
  /// left through an internet gateway.
  private func bearsExpectedSource(_ flight: Flight) -> Bool {
    flight.packet.source == flight.first.destination || flight.sourceIsUnknown
      || flight.wasOutOfSight
  }
}
