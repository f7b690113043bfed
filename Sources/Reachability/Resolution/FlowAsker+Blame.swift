import PacketSets
public import Topology

/// What stops connections, as the simulator tells it.
extension FlowAsker {
  /// The ruling about connections that are blocked, with what stops one of them.
  func blocked(_ finding: PairFinding, _ traffic: TrafficRequest) -> FlowRuling {
    var ruling = FlowRuling(.blocked)
    let asked = asked(traffic, finding.pair)
    let open = traffic.sourcePort == nil ? finding.possible : finding.connection?.possible
    let passing = asked.intersection(open ?? .empty)
    if !passing.isEmpty { ruling.message = "only \(passing) passes" }
    guard let trace = trace(finding.pair, asked.subtracting(passing), traffic) else {
      if ruling.message.isEmpty { ruling.message = "no packet of this kind exists between them" }
      return ruling
    }
    switch trace.outcome {
    case .blockedForward: ruling.direction = .forward
    case .blockedAnswer: ruling.direction = .answer
    case .delivered, .undecided:
      if ruling.message.isEmpty, finding.pair.receiver == finding.pair.sender {
        ruling.message = "what goes around by its own public address does not come back to it"
      }
      return ruling
    }
    guard let hop = trace.deciding else { return ruling }
    ruling.blockedBy = "\(hop.layer.rawValue):\(model.topology.id(of: hop.component))"
    if ruling.message.isEmpty, case .drops(let reason) = hop.decision { ruling.message = reason }
    return ruling
  }

  /// The way of a packet out of a set that a reader recognises; nil when there is none.
  func trace(_ pair: FlowPair, _ set: TrafficSet, _ traffic: TrafficRequest) -> Trace? {
    guard let source = pair.source, let destination = pair.destination,
      let sample = set.samplePacketPorts()
    else { return nil }
    let packet = Packet(
      source: source, destination: destination, proto: sample.proto,
      sourcePort: traffic.sourcePort ?? sample.source, destinationPort: sample.destination)
    return simulator.trace(from: pair.sender, to: pair.receiver, packet: packet)
  }
}

extension Trace {
  /// The step at which it was decided what came of the packet: the last one.
  public var deciding: Hop? { answer.last ?? forward.last }
}

extension Topology {
  /// The provider's id of what a packet met.
  public func id(of component: Hop.Component) -> String {
    switch component {
    case .endpoint(let id): endpoints[id].id
    case .filter(let id): filters[id].id
    case .subnet(let id): subnets[id].id
    case .routeTable(let id): routeTables[id].id
    case .gateway(let id): gateways[id].id
    case .world(let id): worlds[id].id
    }
  }

  /// The name for people of what a packet met.
  public func name(of component: Hop.Component) -> String {
    switch component {
    case .endpoint(let id): resource(of: id).name
    case .filter(let id): filters[id].name
    case .subnet(let id): subnets[id].name
    case .routeTable(let id): routeTables[id].name
    case .gateway(let id): gateways[id].name
    case .world(let id): worlds[id].name
    }
  }
}
