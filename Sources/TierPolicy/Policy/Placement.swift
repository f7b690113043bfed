public import Documents
import Reachability
public import Topology

/// Which machine a container project or the export of a host lives on.
public struct Placement: Hashable, Sendable {
  /// The machine.
  public var host: Selector
  /// The path of the container project's file; empty where there is none.
  public var compose: String
  /// The version of the container engine; empty where it is not said.
  public var engine: String
  /// The path of the host firewall's export; empty where there is none.
  public var firewall: String
  /// Where it stands in the file.
  public var location: SourceLocation

  /// Creates a placement.
  public init(
    host: Selector, compose: String = "", engine: String = "", firewall: String = "",
    location: SourceLocation = .unknown
  ) {
    self.host = host
    self.compose = compose
    self.engine = engine
    self.firewall = firewall
    self.location = location
  }
}

extension Placement {
  /// Returns the machine that the placement means: the only one of which an interface is selected,
  /// hosts that are to be placed themselves left out.
  ///
  /// - Parameter topology: The graph.
  /// - Returns: The machine; nil when none or several are selected.
  public func machine(in topology: Topology) -> ID<Resource>? {
    let members = SelectorEvaluation(topology).parties(host, name: "host").endpoints.members
    let machines = Set(members.map { topology.endpoints[$0].resource }).filter {
      ![.host, .container].contains(topology.resources[$0].kind)
    }
    return machines.count == 1 ? machines.first : nil
  }
}
