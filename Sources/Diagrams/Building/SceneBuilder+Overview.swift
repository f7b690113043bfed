import PacketSets
import Reachability
import Topology

extension SceneBuilder {
  /// The picture of all networks as cards, with what the outside can open and the links between.
  func overview() -> Scene {
    var edges = EdgeTable()
    for index in groups.groups.indices {
      let network = topology.network(of: groups.groups[index].first)
      for world in topology.worlds.ids {
        for flow in asker.flows(between: index, and: world) {
          if case .outside(let id) = flow.source {
            edges.add(id, card(network), flow)
          } else if case .outside(let id) = flow.target {
            edges.add(card(network), id, flow)
          }
        }
      }
    }
    var scene = Scene(
      title: title.isEmpty ? "Overview" : "\(title): overview", subtitle: subtitle,
      edges: edges.edges + links)
    let ids = Set(scene.edges.flatMap { [$0.source, $0.target] }).sorted()
    scene.externals = ids.compactMap { ExternalNodes.node($0, topology, tiers: tiers) }
    let regions = Dictionary(grouping: topology.networks.ids) { topology.networks[$0].scope }
    for scope in regions.keys.sorted() {
      let words = [scope.provider, scope.account, scope.region].filter { !$0.isEmpty }
      scene.regions.append(
        SceneRegion(
          id: "region:" + words.joined(separator: "/"), label: words.joined(separator: " "),
          networks: (regions[scope] ?? []).map { overview(of: $0) }))
    }
    scene.notes = [
      "\(topology.endpoints.count) interfaces in \(topology.networks.count) networks; each network"
        + " with interfaces has a page of its own."
    ]
    return scene
  }

  private func card(_ network: ID<Network>) -> String { "card:\(topology.networks[network].id)" }

  private func overview(of id: ID<Network>) -> SceneNetwork {
    let network = topology.networks[id]
    var counts: [ResourceKind: Int] = [:]
    var seen: Set<ID<Resource>> = []
    for endpoint in topology.endpoints where topology.subnets[endpoint.subnet].network == id {
      if seen.insert(endpoint.resource).inserted {
        counts[topology.resources[endpoint.resource].kind, default: 0] += 1
      }
    }
    let subnets = topology.subnets.count { $0.network == id }
    let chips = counts.keys.sorted().map { "\(counts[$0] ?? 0) \($0)" }
    return SceneNetwork(
      id: network.id, label: network.name,
      detail: network.prefixes.prefix(2).map(\.description).joined(separator: ", "),
      services: [
        SceneNode(
          id: card(id), label: "\(seen.count) resources",
          detail: subnets == 1 ? "1 subnet" : "\(subnets) subnets", kind: .group, chips: chips)
      ])
  }

  /// The links between networks.
  private var links: [SceneEdge] {
    var pairs: Set<[ID<Network>]> = []
    for gateway in topology.gateways {
      guard case .peering(let peering) = gateway.kind, peering.isActive else { continue }
      let sides = peering.sides.compactMap(\.network).sorted()
      for (place, one) in sides.enumerated() {
        for other in sides[(place + 1)...] where one != other { pairs.insert([one, other]) }
      }
    }
    return pairs.sorted { $0.lexicographicallyPrecedes($1) }.map {
      SceneEdge(source: card($0[0]), target: card($0[1]), traffic: "link")
    }
  }
}
