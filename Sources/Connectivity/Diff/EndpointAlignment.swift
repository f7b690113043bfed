import PacketSets
import Topology

/// Finds which endpoints of two graphs are the same one.
///
/// An equal id tells it, or that of its machine. Where ids were given anew, an equal name, and then an equal
/// first address in a network of the same id or name, do; each only where nobody else bears it.
struct EndpointAlignment {
  /// The endpoints of both graphs: those of the old one in their order, then the added ones.
  let pairs: [AlignedEndpoint]

  init(old: Topology, new: Topology) {
    var partner: [ID<Endpoint>?] = Array(repeating: nil, count: old.endpoints.count)
    var isTaken = Array(repeating: false, count: new.endpoints.count)
    for key in [Self.identity, Self.machine, Self.name, Self.address] {
      let olds = Self.unique(old, key) { partner[$0.index] == nil }
      let news = Self.unique(new, key) { !isTaken[$0.index] }
      for (word, endpoint) in olds {
        guard let match = news[word] else { continue }
        partner[endpoint.index] = match
        isTaken[match.index] = true
      }
    }
    pairs =
      old.endpoints.ids.map { AlignedEndpoint(old: $0, new: partner[$0.index]) }
      + new.endpoints.ids.filter { !isTaken[$0.index] }.map { AlignedEndpoint(old: nil, new: $0) }
  }

  private static func identity(_ topology: Topology, _ id: ID<Endpoint>) -> [String]? {
    [topology.endpoints[id].id, topology.resource(of: id).scope.account]
  }

  private static func machine(_ topology: Topology, _ id: ID<Endpoint>) -> [String]? {
    let resource = topology.resource(of: id)
    return [resource.kind.rawValue, resource.id, topology.subnet(of: id).id]
  }

  private static func name(_ topology: Topology, _ id: ID<Endpoint>) -> [String]? {
    let resource = topology.resource(of: id)
    if resource.name.isEmpty || resource.name == resource.id { return nil }
    return [resource.kind.rawValue, resource.name, topology.subnet(of: id).name]
  }

  private static func address(_ topology: Topology, _ id: ID<Endpoint>) -> [String]? {
    guard let first = topology.endpoints[id].addresses.first else { return nil }
    let network = topology.networks[topology.network(of: id)]
    return [network.name, network.prefixes.description, first.address.description]
  }

  /// The endpoints by a word that nobody else bears.
  private static func unique(
    _ topology: Topology, _ key: (Topology, ID<Endpoint>) -> [String]?,
    where isWanted: (ID<Endpoint>) -> Bool
  ) -> [[String]: ID<Endpoint>] {
    var result: [[String]: ID<Endpoint>] = [:]
    var repeated: Set<[String]> = []
    for id in topology.endpoints.ids where isWanted(id) {
      guard let word = key(topology, id) else { continue }
      if result.updateValue(id, forKey: word) != nil { repeated.insert(word) }
    }
    for word in repeated { result[word] = nil }
    return result
  }
}
