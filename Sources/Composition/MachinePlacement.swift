import ComposeImport
import Documents
public import Topology

/// What of the exports stands on one machine of another export.
public struct MachinePlacement: Hashable, Sendable {
  /// The path of a compose file, or the end of it; empty where there is none.
  public var compose: String
  /// The path of the export of a host's firewall, or the end of it; empty where there is none.
  public var firewall: String
  /// The version of the container engine; empty where it is not said.
  public var engine: String

  /// Creates a placement.
  public init(compose: String = "", firewall: String = "", engine: String = "") {
    self.compose = compose
    self.firewall = firewall
    self.engine = engine
  }
}

extension MachinePlacement {
  /// The placement as the importer of containers knows it.
  var forContainers: ContainerPlacement {
    ContainerPlacement(compose: compose, firewall: firewall, engine: engine)
  }
}

extension ComposedGraph {
  /// Puts what a placement names onto a machine of the graph.
  ///
  /// - Parameters:
  ///   - placement: What is placed.
  ///   - machine: The machine; nil when it is not known, so that nothing is proven.
  /// - Returns: Whether something of the exports was placed.
  @discardableResult
  public mutating func place(
    _ placement: MachinePlacement, on machine: ID<Resource>?
  ) -> Bool {
    let hosts = topology.resources.ids.filter { id in
      let resource = topology.resources[id]
      guard resource.kind == .host, id != machine,
        let path = catalog.resolve(resource.location)?.path
      else { return false }
      return placement.forContainers.contains(path)
    }
    guard let machine, let host = hosts.first else {
      let subject = placement.compose.isEmpty ? placement.firewall : placement.compose
      topology.omissions.append(
        topology.add(
          Assumption(
            statement: hosts.isEmpty
              ? "what of \(subject) stands on its machine" : "on which machine \(subject) stands",
            remedy: hosts.isEmpty ? subject : "a placement whose host is one machine",
            location: hosts.first.map { topology.resources[$0].location })))
      return false
    }
    topology = HostFusion.fuse(host, into: machine, in: topology)
    return true
  }
}
