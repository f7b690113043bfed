public import PacketSets
public import Topology

/// Finds the parties that the words of a question stand for.
///
/// A word is an address, the id of a network interface or a resource, an ARN or a link that ends in
/// an id, a name that only one resource has, `container:NAME`, `host:NAME`, or `internet`.
public struct PartyDirectory: Sendable {
  let topology: Topology
  /// The interfaces that have an address as their own or are known by it outside, in order.
  private var owners: [IPAddress: [ID<Endpoint>]] = [:]
  private var endpointsByID: [String: [ID<Endpoint>]] = [:]
  private var resourcesByID: [String: [ID<Resource>]] = [:]
  private var resourcesByName: [String: [ID<Resource>]] = [:]
  private var endpointsOfResource: [ID<Resource>: [ID<Endpoint>]] = [:]
  /// The addresses that live in no world.
  private let ownedAddresses: AddressSet

  /// Makes the directory of a graph.
  ///
  /// - Complexity: O(*n* log *n*) in the number of addresses and resources.
  public init(_ topology: Topology) {
    self.topology = topology
    ownedAddresses = OutsideAtoms.ownedAddresses(topology)
    for (id, endpoint) in zip(topology.endpoints.ids, topology.endpoints) {
      endpointsByID[endpoint.id, default: []].append(id)
      endpointsOfResource[endpoint.resource, default: []].append(id)
      for address in endpoint.addresses {
        own(address.address, id)
        if let outside = address.publicAddress { own(outside, id) }
      }
    }
    for (id, resource) in zip(topology.resources.ids, topology.resources) {
      resourcesByID[resource.id, default: []].append(id)
      resourcesByName[resource.name, default: []].append(id)
    }
  }

  private mutating func own(_ address: IPAddress, _ endpoint: ID<Endpoint>) {
    if owners[address]?.contains(endpoint) != true { owners[address, default: []].append(endpoint) }
  }

  /// Returns the worlds in which an address lives, none when somebody in the graph owns it.
  public func worlds(at address: IPAddress) -> [ID<World>] {
    if ownedAddresses.contains(address) { return [] }
    return topology.worlds.ids.filter { topology.worlds[$0].addresses.contains(address) }
  }

  /// The interfaces that have an address, as their own or outside.
  func endpoints(at address: IPAddress) -> [ID<Endpoint>] { owners[address] ?? [] }

  /// The interfaces with an id.
  func endpoints(withID id: String) -> [ID<Endpoint>] { endpointsByID[id] ?? [] }

  /// The resources with an id.
  func resources(withID id: String) -> [ID<Resource>] { resourcesByID[id] ?? [] }

  /// The resources with a name.
  func resources(named name: String) -> [ID<Resource>] { resourcesByName[name] ?? [] }

  /// The interfaces of a resource, in order.
  func endpoints(of resource: ID<Resource>) -> [ID<Endpoint>] {
    endpointsOfResource[resource] ?? []
  }

  /// The interface for which a resource stands: the first with an IPv4 address, else the first.
  func primaryEndpoint(of resource: ID<Resource>) -> ID<Endpoint>? {
    let all = endpointsOfResource[resource] ?? []
    return all.first { id in
      topology.endpoints[id].addresses.contains { $0.address.family == .v4 }
    } ?? all.first
  }

  /// Names an interface for people: its resource's name and id, its own id and its network's.
  public func describe(_ id: ID<Endpoint>) -> String {
    let endpoint = topology.endpoints[id]
    let resource = topology.resource(of: id)
    let network = topology.networks[topology.network(of: id)]
    var inside: [String] = []
    if resource.id != resource.name { inside.append(resource.id) }
    if endpoint.id != resource.id, endpoint.id != resource.name { inside.append(endpoint.id) }
    inside.append("in \(network.name)")
    return "\(resource.name) (\(inside.joined(separator: ", ")))"
  }
}
