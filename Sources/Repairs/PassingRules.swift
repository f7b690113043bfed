import PacketSets
import Reachability
import Topology

/// Finds the rules that let a connection pass, by walking one packet of it.
struct PassingRules {
  private let topology: Topology
  private let simulator: PacketSimulator

  init(_ topology: Topology) {
    self.topology = topology
    simulator = PacketSimulator(topology)
  }

  /// The rules that let the first packet of an example pass; those nearest to its destination first.
  func rules(of example: FlowExample) -> [(filter: ID<Filter>, rule: Int)] {
    guard let trace = trace(of: example) else { return [] }
    return trace.forward.reversed().compactMap { hop in
      guard case .filter(let id) = hop.component, !hop.rule.isEmpty else { return nil }
      let filter = topology.filters[id]
      let peer = filter.direction == .inbound ? hop.packet.source : hop.packet.destination
      let number = filter.rules.firstIndex {
        $0.action == .allow && ($0.text.isEmpty ? $0.id : $0.text) == hop.rule
          && $0.location == hop.location && $0.traffic.contains(hop.packet)
          && ($0.peer.addresses.contains(peer) || !$0.peer.groups.isEmpty)
      }
      return number.map { (id, $0) }
    }
  }

  private func trace(of example: FlowExample) -> Trace? {
    let traffic = example.connection.certain
    for from in addresses(example.source, isSource: true) {
      for to in addresses(example.destination, isSource: false) where to.family == from.family {
        guard let ports = traffic.restricted(toFamily: to.family).samplePacketPorts() else {
          continue
        }
        let packet = Packet(
          source: from, destination: to, proto: ports.proto, sourcePort: ports.source,
          destinationPort: ports.destination)
        let trace = simulator.trace(
          from: example.source, to: example.destination, packet: packet)
        if trace.outcome == .delivered { return trace }
      }
    }
    return nil
  }

  private func addresses(_ party: Party, isSource: Bool) -> [IPAddress] {
    switch party {
    case .outside(_, let address): return [address]
    case .endpoint(let id):
      let known = topology.endpoints[id].addresses
      let own = known.map(\.address)
      return isSource ? own : own + known.compactMap(\.publicAddress)
    }
  }
}
