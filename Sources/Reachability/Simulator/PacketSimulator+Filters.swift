import PacketSets
import Topology

/// What a packet meets at endpoints and at the borders of subnets (N-3).
extension PacketSimulator {
  /// The sender of the packet under way as a filter sees it.
  func sourcePeer(_ flight: Flight) -> Peer {
    if flight.sourceIsUnknown {
      return .unknown(
        flight.packet.source.family, groups: flight.isAnswer ? [] : flight.groups + forwarderGroups)
    }
    return .known(flight.packet.source, groups: flight.groups)
  }

  /// The destination of the packet under way as a filter sees it.
  ///
  /// Its groups count only when it is addressed by its own address.
  func destinationPeer(_ flight: Flight) -> Peer {
    let address = flight.packet.destination
    if flight.destinationIsUnknown {
      return .unknown(address.family)
    }
    guard !flight.isAnswer, case .endpoint(let id) = flight.receiver, owns(id, address) else {
      return .known(address)
    }
    return .known(address, groups: groups(of: flight.receiver))
  }

  /// Passes the packet through stages, the answer only through stateless ones (N-7).
  ///
  /// - Returns: What came of the packet when it ends here, otherwise `nil`.
  func pass(
    _ flight: inout Flight, _ stages: [FilterStage], at endpoint: ID<Endpoint>, peer: Peer
  ) -> Finding? {
    for stage in stages {
      if flight.isAnswer, stage.filters.allSatisfy({ topology.filters[$0].isStateful }) { continue }
      guard let judgement = judge(stage, flight.packet, peer: peer) else {
        return flight.dropped(.endpoint(endpoint), stage.layer, "no filter allows it")
      }
      if let end = take(judgement, &flight) { return end }
    }
    return nil
  }

  /// Passes the packet through the filter of a subnet's border (N-4 step 3, N-7).
  ///
  /// - Returns: What came of the packet when it ends here, otherwise `nil`.
  func pass(_ flight: inout Flight, _ filter: ID<Filter>?, peer: Peer) -> Finding? {
    guard let filter, !(flight.isAnswer && topology.filters[filter].isStateful) else { return nil }
    return take(judge(filter, flight.packet, peer: peer.withoutGroups), &flight)
  }

  private func take(_ judgement: FilterJudgement, _ flight: inout Flight) -> Finding? {
    let filter = topology.filters[judgement.filter]
    let component = Hop.Component.filter(judgement.filter)
    let text = judgement.rule.map { $0.text.isEmpty ? $0.id : $0.text } ?? ""
    let location = judgement.rule?.location ?? filter.location
    switch judgement.chance {
    case .never:
      let reason = judgement.rule == nil ? "no rule allows it" : "a rule denies it"
      return flight.dropped(component, filter.layer, reason, rule: text, at: location)
    case .maybe:
      flight.doubt(judgement.assumptions)
      let decision = judgement.assumptions.first.map { Hop.Decision.unknown($0) } ?? .passes
      flight.meet(component, filter.layer, decision, rule: text, at: location)
    case .always:
      flight.meet(component, filter.layer, rule: text, at: location)
    }
    return nil
  }

  /// The ports at which a filter's decision or an offer changes, the first of each run, sorted.
  static func portBoundaries(of topology: Topology) -> [UInt16] {
    var starts: Set<UInt16> = []
    func note(_ ports: PortSet) {
      for interval in ports.intervals {
        starts.insert(interval.lowerBound)
        if interval.upperBound < .max { starts.insert(interval.upperBound + 1) }
      }
    }
    func note(_ traffic: TrafficSet) {
      for proto in [IPProtocol.tcp, .udp, .sctp, .dccp, .udplite] {
        for band in traffic.slice(proto).bands {
          note(PortSet(band.destinations))
          note(band.sources)
        }
      }
    }
    for filter in topology.filters {
      for rule in filter.rules { note(rule.traffic) }
    }
    for offers in Set(topology.endpoints.map(\.offers)) { note(offers) }
    return starts.sorted()
  }
}
