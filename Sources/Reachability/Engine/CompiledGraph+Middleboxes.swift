import PacketSets
import Topology

extension CompiledGraph {
  /// Adds an assumption for every endpoint to which a route points, as nobody knows what it does.
  static func addMiddleboxAssumptions(to topology: inout Topology)
    -> [ID<Endpoint>: ID<Assumption>]
  {
    var known: [ID<Endpoint>: ID<Assumption>] = [:]
    for table in topology.routeTables {
      for route in table.routes {
        guard case .endpoint(let endpoint) = route.target, known[endpoint] == nil else { continue }
        let name = topology.resource(of: endpoint).name
        known[endpoint] = topology.add(
          Assumption(
            statement: "what \(name) does with packets that it passes on is not known",
            remedy: "the configuration of \(name)", location: route.location))
      }
    }
    return known
  }

  /// Adds an assumption for the endpoints whose addresses are not known, if there are any.
  static func addAddressAssumption(to topology: inout Topology) -> ID<Assumption>? {
    let unknown = topology.endpoints.lazy.filter { $0.addresses.isEmpty }
    guard let first = unknown.first else { return nil }
    return topology.add(
      Assumption(
        statement: "the addresses of \(unknown.count) endpoints are not in the exports",
        remedy: "the network interfaces", location: first.location))
  }
}
