import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds a network: one subnet, whose table leads out unless the network is internal.
  mutating func addNetwork(_ number: Int) {
    let plan = plans[number]
    let network = plan.network
    let id = "docker/\(hosts[plan.host].name)/\(network.name)"
    var tags = network.labels.map { Tag($0.key, $0.value) }
    if let project = network.project, network.labels["com.docker.compose.project"] == nil {
      tags.append(Tag("com.docker.compose.project", project))
    }
    if let interface = network.interface { tags.append(Tag("interface", interface)) }
    let prefixes = plan.prefixes
    let graph = topology.add(
      Network(
        id: id, name: network.name, scope: scope(of: plan.host), prefixes: prefixes, tags: tags,
        location: network.location))
    plans[number].number = graph
    let table = topology.add(
      RouteTable(
        id: "\(id)/routes", name: "routes of \(network.name)",
        routes: routes(of: plans[number]), location: network.location))
    plans[number].subnet = topology.add(
      Subnet(
        id: id, name: network.name, network: graph, prefixes: prefixes, routeTable: table,
        tags: tags, location: network.location))
    addGateway(number)
  }

  /// The routes of a container on a network, as far as its own bridge goes.
  private mutating func routes(of plan: NetworkPlan) -> [Route] {
    let own = plan.prefixes.map {
      Route(destinations: [$0], target: .local, location: plan.network.location)
    }
    return own + (isWired(plan) ? wiredRoutes(of: plan) : outwardRoutes(of: plan))
  }

  /// The ranges of all other container networks, of this host and of others.
  func otherPrefixes(than plan: NetworkPlan) -> [Prefix] {
    let own = AddressSet(plan.prefixes)
    return Set(plans.flatMap(\.prefixes)).filter { own.isDisjoint(with: AddressSet($0)) }.sorted()
  }
}
