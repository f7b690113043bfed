import PacketSets
import Testing
import Topology

/// Builds small graphs by hand: one endpoint a machine, unless more are added.
struct GraphBuilder {
  var topology = Topology()
  private var table: ID<RouteTable>
  private var bindings: [FilterBinding: ID<FilterBinding>] = [:]

  init() {
    table = topology.add(RouteTable(id: "rt-1"))
  }

  mutating func network(_ id: String, name: String? = nil, _ prefixes: String...) throws
    -> ID<Network>
  {
    topology.add(
      Network(id: id, name: name, prefixes: try prefixes.map { try #require(Prefix($0)) }))
  }

  mutating func subnet(
    _ id: String, name: String? = nil, in network: ID<Network>, zone: String = ""
  ) -> ID<Subnet> {
    topology.add(
      Subnet(id: id, name: name, network: network, zone: zone, routeTable: table))
  }

  mutating func group(_ id: String, name: String? = nil) -> ID<IdentityGroup> {
    topology.add(IdentityGroup(id: id, name: name))
  }

  mutating func binding(_ binding: FilterBinding) -> ID<FilterBinding> {
    if let known = bindings[binding] { return known }
    let id = topology.add(binding)
    bindings[binding] = id
    return id
  }

  @discardableResult
  mutating func endpoint(
    _ name: String, _ addresses: String..., publicAddress: String? = nil,
    kind: ResourceKind = .instance, tags: [String: String] = [:], in subnet: ID<Subnet>,
    scope: Scope = Scope(), binding: FilterBinding = .open, offers: TrafficSet = .all
  ) throws -> ID<Endpoint> {
    let outer = try publicAddress.map { try #require(IPAddress($0)) }
    let resource = topology.add(
      Resource(
        id: "i-\(name)", name: name, kind: kind, scope: scope,
        tags: tags.map { Tag($0.key, $0.value) }))
    let own = try addresses.enumerated().map { index, text in
      EndpointAddress(
        try #require(IPAddress(text)), publicAddress: index == 0 ? outer : nil)
    }
    let bound = self.binding(binding)
    let number = topology.endpoints.count
    let isTaken = topology.endpoints.contains { $0.id == "eni-\(name)" }
    return topology.add(
      Endpoint(
        id: isTaken ? "eni-\(name)-\(number)" : "eni-\(name)", resource: resource, subnet: subnet,
        addresses: own, binding: bound,
        offers: offers))
  }
}
