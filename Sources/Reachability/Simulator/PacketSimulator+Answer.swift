import PacketSets
import Topology

/// The way of the answer (N-7).
extension PacketSimulator {
  /// Sends the answer to a first packet that was delivered, if there is one.
  func sendAnswer(_ journey: Journey) -> Finding {
    guard let answer = journey.packet.answer else { return Finding(journey) }
    var journey = journey
    journey.packet = answer
    journey.isAnswer = true
    journey.groups = []
    journey.entered = []
    journey.destinationIsUnknown = journey.sourceIsUnknown
    journey.sourceIsUnknown = false
    if let relay = journey.relays.last {
      journey.meet(.endpoint(relay.target), .routing)
      return topology.forwardings[relay.forwarding].keepsSource
        ? answerStraight(journey, by: relay) : leave(journey, relay.target)
    }
    switch journey.receiver {
    case .endpoint(let id):
      journey.meet(.endpoint(id), .routing)
      return leave(journey, id)
    case .outside(let world, _):
      journey.meet(.world(world), .routing)
      if journey.wasOutOfSight {
        return passOnOutOfSight(journey, mayTranslate: journey.destinationIsUnknown)
      }
      if let left = journey.leftByTransit {
        return pass(journey, through: left.gateway, from: left.attachment, zone: nil)
      }
      return returnThroughWorld(journey, world)
    case nil:
      return Finding(journey)
    }
  }

  /// The answer is at the endpoint that sent the first packet or hid its source.
  func comeBack(_ journey: Journey, to id: ID<Endpoint>) -> Finding {
    var journey = journey
    guard bearsExpectedSource(journey) else {
      return journey.dropped(
        .endpoint(id), .routing, "the answer comes from another address than the packet went to")
    }
    if let translation = journey.translation {
      guard journey.packet.destination == translation.address else {
        return journey.dropped(.endpoint(id), .routing, "no such address")
      }
      journey.translation = nil
      journey.packet.source = journey.first.destination
      journey.packet.destination = journey.first.source
      if journey.packet.proto.hasPorts { journey.packet.destinationPort = journey.first.sourcePort }
      journey.groups = []
      journey.publicSource = nil
      journey.sourceIsUnknown = false
      journey.speaker = nil
      journey.entered = []
      journey.meet(.endpoint(id), .routing, .translates)
      if let binding = translation.binding,
        let end = pass(
          &journey, topology.bindings[binding].inbound, at: id, peer: sourcePeer(journey))
      {
        return end
      }
      return goOn(journey, from: topology.endpoints[id].subnet)
    }
    guard journey.packet.destination == journey.first.source else {
      return journey.dropped(.endpoint(id), .routing, "no such address")
    }
    if let relay = journey.relays.last { return resume(journey, relay) }
    if journey.packet.source != journey.first.destination { journey.sourceIsUnknown = true }
    let stages = topology.bindings[topology.endpoints[id].binding].inbound
    if let end = pass(&journey, stages, at: id, peer: sourcePeer(journey)) { return end }
    return finish(journey, at: .endpoint(id))
  }

  /// The answer is with the party that sent the first packet.
  func finish(_ journey: Journey, at place: Hop.Component) -> Finding {
    var journey = journey
    journey.meet(place, .routing, .delivered)
    return Finding(journey)
  }

  /// Whether the sender takes the packet for an answer to its own.
  ///
  /// An answer to a packet that came in by a public address bears that address again only when it
  /// left through an internet gateway.
  private func bearsExpectedSource(_ journey: Journey) -> Bool {
    journey.packet.source == journey.first.destination || journey.sourceIsUnknown
      || journey.wasOutOfSight
  }
}
