public import Documents
public import PacketSets
public import Topology

/// The firewall of a host in neutral words, which can be put on any endpoint of a graph.
public struct HostFirewall: Hashable, Sendable {
  /// What the host calls itself, or the name of the folder with its exports.
  public var name: String
  /// The parts of the host that its rules tell apart.
  public var ports: [Port]
  /// What is not known; the filters name these by their places.
  public var assumptions: [Assumption]
  /// Whether it passes on packets of others.
  public var forwards: Bool
  /// Where it shows first in the exports.
  public var location: SourceLocation

  /// An interface of the host, or those of its addresses that the rules treat alike.
  public struct Port: Hashable, Sendable {
    /// The name of the interface; empty when it is not known.
    public var interface: String
    /// The addresses; empty when they are not known.
    public var addresses: [IPAddress]
    /// What an arriving packet meets: every filter must let it pass.
    public var inbound: [Filter]
    /// What a leaving packet meets: every filter must let it pass.
    public var outbound: [Filter]
    /// What the programs of the host can answer.
    public var offers: TrafficSet
    /// Where the interface stands.
    public var location: SourceLocation
  }

  /// Returns the port with an address; the only port of a host whose addresses are not known.
  public func port(at address: IPAddress) -> Port? {
    ports.first { $0.addresses.contains(address) }
      ?? (ports.count == 1 && ports[0].addresses.isEmpty ? ports[0] : nil)
  }

  /// Adds the filters of a port to a graph.
  ///
  /// - Parameters:
  ///   - port: A port of this host.
  ///   - topology: The graph.
  /// - Returns: The stages that belong behind those of the endpoint's binding.
  public func addStages(
    of port: Port, to topology: inout Topology
  ) -> (inbound: [FilterStage], outbound: [FilterStage]) {
    let shift = topology.assumptions.count
    topology.assumptions += assumptions
    func stages(_ filters: [Filter]) -> [FilterStage] {
      filters.map { filter in
        var filter = filter
        filter.unknown = filter.unknown.map { ID($0.index + shift) }
        for rule in filter.rules.indices {
          guard let possible = filter.rules[rule].peer.possible else { continue }
          filter.rules[rule].peer.possible = PossiblePeers(
            possible.addresses, because: ID(possible.assumption.index + shift))
        }
        return FilterStage([topology.add(filter)], layer: .hostFirewall)
      }
    }
    return (stages(port.inbound), stages(port.outbound))
  }
}
