import PacketSets
public import Reachability
import Topology

/// The ways to cut a graph into groups.
extension MatrixGroup {
  /// The subnets that have endpoints, and the worlds outside.
  public static func subnets(_ model: ReachabilityModel) -> [MatrixGroup] {
    let topology = model.topology
    var sets: [ID<Subnet>: EndpointSet] = [:]
    for id in topology.endpoints.ids {
      sets[
        topology.endpoints[id].subnet, default: EndpointSet(universe: topology.endpoints.count)
      ].insert(id)
    }
    let ids = sets.keys.sorted {
      let left = (topology.subnets[$0].network, topology.subnets[$0].name, $0)
      return left < (topology.subnets[$1].network, topology.subnets[$1].name, $1)
    }
    let groups = ids.map { id in
      let subnet = topology.subnets[id]
      return MatrixGroup(
        name: subnet.name, detail: detail(subnet.id, subnet.name, subnet.prefixes),
        parties: PartySet(endpoints: sets[id] ?? EndpointSet(universe: 0)))
    }
    return distinct(groups + worlds(model))
  }

  /// The networks that have endpoints, and the worlds outside.
  public static func networks(_ model: ReachabilityModel) -> [MatrixGroup] {
    let topology = model.topology
    var sets = Array(
      repeating: EndpointSet(universe: topology.endpoints.count), count: topology.networks.count)
    for id in topology.endpoints.ids { sets[topology.network(of: id).index].insert(id) }
    let groups = topology.networks.ids.filter { !sets[$0.index].isEmpty }.map { id in
      let network = topology.networks[id]
      return MatrixGroup(
        name: network.name, detail: detail(network.id, network.name, network.prefixes),
        parties: PartySet(endpoints: sets[id.index]))
    }
    return distinct(groups + worlds(model))
  }

  /// The endpoints, those that no question can tell apart as one group, and the worlds outside.
  public static func endpoints(_ model: ReachabilityModel) -> [MatrixGroup] {
    let topology = model.topology
    let groups = model.alikeEndpoints().compactMap { members -> MatrixGroup? in
      guard let first = members.first else { return nil }
      var set = EndpointSet(universe: topology.endpoints.count)
      for member in members { set.insert(member) }
      let more = members.count == 1 ? "" : " and \(members.count - 1) alike"
      let resource = topology.resource(of: first)
      return MatrixGroup(
        name: resource.name + more,
        detail: members.prefix(8).map { topology.endpoints[$0].id }.joined(separator: " ")
          + (members.count > 8 ? " …" : ""), parties: PartySet(endpoints: set))
    }
    return distinct(groups + worlds(model))
  }

  /// The worlds outside in which any address lives.
  public static func worlds(_ model: ReachabilityModel) -> [MatrixGroup] {
    let topology = model.topology
    return topology.worlds.ids.compactMap { id in
      let world = topology.worlds[id]
      let set = OutsideSet(world: id, addresses: .all, name: world.id)
      guard !model.alikeAddresses(of: set).isEmpty else { return nil }
      return MatrixGroup(
        name: world.id, detail: world.name,
        parties: PartySet(
          endpoints: EndpointSet(universe: topology.endpoints.count), outside: [set]))
    }
  }

  /// The groups with names that are told apart: by their details, then by numbers.
  public static func distinct(_ groups: [MatrixGroup]) -> [MatrixGroup] {
    func repeated(_ groups: [MatrixGroup]) -> Set<String> {
      var counts: [String: Int] = [:]
      for group in groups { counts[group.name, default: 0] += 1 }
      return Set(counts.filter { $0.value > 1 }.keys)
    }
    var result = groups
    let known = repeated(groups)
    for index in result.indices where known.contains(result[index].name) {
      let first = result[index].detail.split(separator: " ").first.map(String.init) ?? ""
      if !first.isEmpty { result[index].name += " (\(first))" }
    }
    let still = repeated(result)
    for index in result.indices where still.contains(result[index].name) {
      result[index].name += " #\(index + 1)"
    }
    return result
  }

  private static func detail(_ id: String, _ name: String, _ prefixes: [Prefix]) -> String {
    ((id == name ? [] : [id]) + prefixes.map(\.description)).joined(separator: " ")
  }
}
