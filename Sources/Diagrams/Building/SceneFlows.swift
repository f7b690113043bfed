import PacketSets
import Reachability
import Topology

/// What of a connection a picture shows.
struct SceneFlow {
  /// Where it starts.
  var source: End
  /// Where it ends.
  var target: End
  /// What certainly passes.
  var certain: TrafficSet
  /// What may pass besides.
  var doubtful: TrafficSet
  /// What certainly passes and is forbidden, with the names of the findings.
  var violations: [(finding: String, traffic: TrafficSet)]
  /// The gateways on the way, in the order in which the packet passes them.
  var gateways: [Passage]

  /// One end of a flow.
  enum End: Hashable {
    case group(Int)
    case outside(String)
  }

  /// A gateway on the way, with the interface that speaks for it if it translates.
  struct Passage: Hashable {
    var gateway: ID<Gateway>
    var interface: ID<Endpoint>?
  }
}

/// Asks the engine for the connections between groups and between groups and the worlds.
struct SceneFlowAsker {
  let model: ReachabilityModel
  let simulator: PacketSimulator
  let groups: EndpointGroups
  let probes: OutsideProbes
  let marks: [SceneMark]
  var topology: Topology { simulator.topology }

  /// The connections inside from one group to another, or between two members of one group.
  func flow(from source: Int, to target: Int) -> SceneFlow? {
    let from = groups.groups[source].first
    let members = groups.groups[target].members
    guard let to = source == target ? members.dropFirst().first : members.first else { return nil }
    guard topology.endpoints[from].initiates else { return nil }
    var connection = Connection.none
    let addresses = topology.endpoints[to].addresses
    if addresses.isEmpty || topology.endpoints[from].addresses.isEmpty {
      connection = model.connection(from: .endpoint(from), to: .endpoint(to))
    }
    for address in addresses {
      let part = model.connection(from: .endpoint(from), to: to, at: address.address)
      connection.certain.formUnion(part.certain)
      connection.possible.formUnion(part.possible)
    }
    if connection.possible.isEmpty { return nil }
    let destination = addresses.first?.address
    var passages: [SceneFlow.Passage] = []
    if let destination, topology.network(of: from) != topology.network(of: to) {
      passages = self.passages(.endpoint(from), .endpoint(to), destination, connection)
    }
    return flow(
      .group(source), .group(target), .endpoint(from), .endpoint(to), connection, passages)
  }

  /// The connections between a group and a world, both ways.
  func flows(between group: Int, and world: ID<World>) -> [SceneFlow] {
    let endpoint = groups.groups[group].first
    var result: [SceneFlow] = []
    var general: [AddressFamily: (inward: TrafficSet, outward: TrafficSet)] = [:]
    for probe in probes.probes(of: world, for: endpoint) {
      let outside = Party.outside(world, probe.address)
      let inside = Party.endpoint(endpoint)
      var inward = model.connection(from: outside, to: inside)
      var outward =
        topology.endpoints[endpoint].initiates
        ? model.connection(from: inside, to: outside) : .none
      let family = probe.address.family
      if probe.isGeneral {
        general[family] = (inward.possible, outward.possible)
      } else if let known = general[family] {
        inward = inward.subtracting(known.inward)
        outward = outward.subtracting(known.outward)
      }
      let end = SceneFlow.End.outside(ExternalNodes.id(of: probe, topology))
      if !inward.possible.isEmpty {
        let addresses = topology.endpoints[endpoint].addresses.flatMap {
          [$0.publicAddress, $0.address].compactMap { $0 }
        }
        let way =
          addresses.lazy.filter { $0.family == family }
          .map { passages(outside, inside, $0, inward) }.first { !$0.isEmpty } ?? []
        result.append(flow(end, .group(group), outside, inside, inward, way))
      }
      if !outward.possible.isEmpty {
        let way = passages(inside, outside, probe.address, outward)
        result.append(flow(.group(group), end, inside, outside, outward, way))
      }
    }
    return result
  }

  private func flow(
    _ source: SceneFlow.End, _ target: SceneFlow.End, _ from: Party, _ to: Party,
    _ connection: Connection, _ passages: [SceneFlow.Passage]
  ) -> SceneFlow {
    SceneFlow(
      source: source, target: target, certain: connection.certain,
      doubtful: connection.possible.subtracting(connection.certain),
      violations: violations(from, to, connection.certain), gateways: passages)
  }

  /// The forbidden part of what passes between two parties.
  private func violations(
    _ from: Party, _ to: Party, _ certain: TrafficSet
  ) -> [(finding: String, traffic: TrafficSet)] {
    var result: [(finding: String, traffic: TrafficSet)] = []
    for mark in marks where mark.area.covers(from, to) {
      var traffic = mark.area.traffic.intersection(certain)
      for exception in mark.exceptions where exception.covers(from, to) {
        traffic = traffic.subtracting(exception.traffic)
      }
      if mark.isFallback { for known in result { traffic = traffic.subtracting(known.traffic) } }
      if !traffic.isEmpty { result.append((mark.finding, traffic)) }
    }
    return result
  }

  /// The gateways that a packet of a connection passes on the shortest way that delivers it.
  private func passages(
    _ from: Party, _ to: Party, _ destination: IPAddress, _ connection: Connection
  ) -> [SceneFlow.Passage] {
    let traffic = connection.certain.isEmpty ? connection.possible : connection.certain
    let set = traffic.restricted(toFamily: destination.family)
    guard let ports = set.samplePacketPorts() else { return [] }
    let sources: [IPAddress] =
      switch from {
      case .outside(_, let address): [address]
      case .endpoint(let id): topology.endpoints[id].addresses.map(\.address)
      }
    for source in sources where source.family == destination.family {
      let packet = Packet(
        source: source, destination: destination, proto: ports.proto, sourcePort: ports.source,
        destinationPort: ports.destination)
      let trace = simulator.trace(from: from, to: to, packet: packet)
      switch trace.outcome {
      case .delivered, .undecided: return passages(trace)
      case .blockedForward, .blockedAnswer: continue
      }
    }
    return []
  }

  private func passages(_ trace: Trace) -> [SceneFlow.Passage] {
    trace.forward.compactMap { hop in
      guard case .gateway(let id) = hop.component else { return nil }
      var interface: ID<Endpoint>?
      if case .sourceTranslation(let translation) = topology.gateways[id].kind {
        interface = translation.endpoints.first { endpoint in
          topology.endpoints[endpoint].addresses.contains { $0.address == hop.packet.source }
        }
      }
      return SceneFlow.Passage(gateway: id, interface: interface)
    }
  }
}

extension Connection {
  /// The connection without what is possible anyway.
  fileprivate func subtracting(_ known: TrafficSet) -> Connection {
    Connection(
      certain: certain.subtracting(known), possible: possible.subtracting(known),
      assumptions: assumptions)
  }
}

extension SceneArea {
  /// Whether a pair of parties is in the area.
  func covers(_ from: Party, _ to: Party) -> Bool {
    sources.contains(from) && destinations.contains(to)
  }
}

extension PartySet {
  /// Whether a party is in the set.
  fileprivate func contains(_ party: Party) -> Bool {
    switch party {
    case .endpoint(let id): endpoints.contains(id)
    case .outside(let world, let address):
      outside.contains { $0.world == world && $0.addresses.contains(address) }
    }
  }
}
