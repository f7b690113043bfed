import PacketSets
import Topology

/// What a packet meets at endpoints and at the borders of subnets (N-3).
extension PacketSimulator {
  /// The sender of the packet under way as a filter sees it.
  func sourcePeer(_ journey: Journey) -> FilterPeer {
    if journey.sourceIsUnknown {
      return .unknown(
        journey.packet.source.family,
        groups: journey.isAnswer ? [] : journey.groups + forwarderGroups)
    }
    return .known(journey.packet.source, groups: journey.groups)
  }

  /// The destination of the packet under way as a filter sees it.
  ///
  /// Its groups count only when it is addressed by its own address.
  func destinationPeer(_ journey: Journey) -> FilterPeer {
    let address = journey.packet.destination
    if journey.destinationIsUnknown {
      return .unknown(address.family)
    }
    guard !journey.isAnswer, let id = expectedEndpoint(journey), owns(id, address) else {
      return .known(address)
    }
    return .known(address, groups: groups(of: .endpoint(id)))
  }

  /// Passes the packet through stages, the answer only through stateless ones (N-7).
  ///
  /// - Returns: What came of the packet when it ends here, otherwise `nil`.
  func pass(
    _ journey: inout Journey, _ stages: [FilterStage], at endpoint: ID<Endpoint>, peer: FilterPeer
  ) -> Finding? {
    for stage in stages {
      if journey.isAnswer, stage.filters.allSatisfy({ topology.filters[$0].isStateful }) {
        continue
      }
      guard let judgement = judge(stage, journey.packet, peer: peer) else {
        return journey.dropped(.endpoint(endpoint), stage.layer, "no filter allows it")
      }
      if let end = take(judgement, &journey) { return end }
    }
    return nil
  }

  /// Passes the packet through the filter of a subnet's border (N-4 step 3, N-7).
  ///
  /// - Returns: What came of the packet when it ends here, otherwise `nil`.
  func pass(_ journey: inout Journey, _ filter: ID<Filter>?, peer: FilterPeer) -> Finding? {
    guard let filter, !(journey.isAnswer && topology.filters[filter].isStateful) else { return nil }
    return take(judge(filter, journey.packet, peer: peer.withoutGroups), &journey)
  }

  private func take(_ judgement: FilterJudgement, _ journey: inout Journey) -> Finding? {
    let filter = topology.filters[judgement.filter]
    let component = Hop.Component.filter(judgement.filter)
    let text = judgement.rule.map { $0.text.isEmpty ? $0.id : $0.text } ?? ""
    let location = judgement.rule?.location ?? filter.location
    switch judgement.chance {
    case .never:
      let reason = judgement.rule == nil ? "no rule allows it" : "a rule denies it"
      return journey.dropped(component, filter.layer, reason, rule: text, at: location)
    case .maybe:
      journey.doubt(judgement.assumptions)
      let decision = judgement.assumptions.first.map { Hop.Decision.unknown($0) } ?? .passes
      journey.meet(component, filter.layer, decision, rule: text, at: location)
    case .always:
      journey.meet(component, filter.layer, rule: text, at: location)
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
