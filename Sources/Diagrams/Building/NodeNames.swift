import PacketSets
import Reachability
import Topology

/// The nodes that stand for endpoints, one by one or as groups.
struct NodeNames {
  /// How endpoints become nodes.
  enum Style {
    /// Every machine or service in a subnet is a node.
    case single
    /// All endpoints of a group are one node.
    case grouped
  }

  private let topology: Topology
  private let groups: EndpointGroups
  /// The node of every endpoint where everything is drawn by itself.
  private let singles: [String]

  init(_ topology: Topology, _ groups: EndpointGroups) {
    self.topology = topology
    self.groups = groups
    // A machine with interfaces in several groups has a node in each.
    var places: [String: Set<Int>] = [:]
    for (index, endpoint) in topology.endpoints.enumerated() {
      places[topology.resources[endpoint.resource].id, default: []].insert(groups.numbers[index])
    }
    singles = topology.endpoints.map { endpoint in
      let id = topology.resources[endpoint.resource].id
      return places[id, default: []].count > 1 ? "\(id)/\(endpoint.id)" : id
    }
  }

  /// The identity of the node of an endpoint.
  func node(of endpoint: ID<Endpoint>, _ style: Style) -> String {
    switch style {
    case .single: singles[endpoint.index]
    case .grouped:
      singles[
        groups.groups[groups.numbers[endpoint.index]].members
          .min { singles[$0.index] < singles[$1.index] }?.index ?? endpoint.index]
    }
  }

  /// How many nodes the endpoints of some networks have.
  func count(_ style: Style, in networks: Set<ID<Network>>) -> Int {
    var nodes: Set<String> = []
    for (index, group) in groups.groups.enumerated()
    where networks.contains(topology.network(of: group.first)) {
      switch style {
      case .grouped: nodes.insert("\(index)")
      case .single: for member in group.members { nodes.insert(singles[member.index]) }
      }
    }
    return nodes.count
  }

  /// The nodes of a group.
  func nodes(of group: Int, _ style: Style) -> [SceneNode] {
    let members = groups.groups[group].members
    switch style {
    case .single:
      var seen: Set<String> = []
      return members.filter { seen.insert(singles[$0.index]).inserted }.map { self.single($0) }
    case .grouped:
      if members.count == 1 { return [single(members[0])] }
      let order = members.sorted { singles[$0.index] < singles[$1.index] }
      var node = single(order[0])
      let labels = order.map { topology.resource(of: $0).name }
      node.label = "\(Self.stem(of: labels)) ×\(order.count)"
      node.detail = node.detail.isEmpty ? "" : "\(node.detail) +\(order.count - 1)"
      node.members = order.map { singles[$0.index] }
      return [node]
    }
  }

  private func single(_ id: ID<Endpoint>) -> SceneNode {
    let resource = topology.resource(of: id)
    let endpoint = topology.endpoints[id]
    let address = endpoint.addresses.first
    let isNAT = resource.kind == .natGateway
    let shown = isNAT ? address?.publicAddress ?? address?.address : address?.address
    let groups = topology.bindings[endpoint.binding].groups.map { topology.groups[$0].name }
    return SceneNode(
      id: singles[id.index], label: resource.name.isEmpty ? resource.id : resource.name,
      detail: shown?.description ?? "", kind: Self.kind(resource.kind),
      chips: Array(groups.sorted().prefix(2)))
  }

  static func kind(_ kind: ResourceKind) -> SceneNode.Kind {
    switch kind {
    case .database, .fileSystem: .database
    case .cache: .cache
    case .loadBalancer: .balancer
    case .natGateway: .nat
    case .container: .container
    case .host: .host
    case .queue, .serviceEndpoint, .function: .service
    case .gatewayInterface: .gateway
    case .groupMember: .group
    default: .compute
    }
  }

  /// The beginning that all names share, without digits and separators at its end.
  private static func stem(of names: [String]) -> String {
    guard var stem = names.first.map({ Substring($0) }) else { return "" }
    for name in names {
      while !name.hasPrefix(stem) { stem = stem.dropLast() }
    }
    while let last = stem.last, last.isNumber || "-_. /(".contains(last) { stem = stem.dropLast() }
    return stem.isEmpty ? names.first ?? "" : String(stem)
  }
}
