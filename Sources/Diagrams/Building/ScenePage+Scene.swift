import PacketSets
import Reachability
import Topology

extension ScenePage {
  /// The scene of the flows that were asked for.
  func scene(title: String, subtitle: String) -> Scene {
    var scene = Scene(title: title, subtitle: subtitle, edges: table.edges)
    scene.externals = externals
    let order = topology.networks.ids.filter(networks.contains)
    let regions = Dictionary(grouping: order) { topology.networks[$0].scope }
    for scope in regions.keys.sorted() {
      let words = [scope.provider, scope.account, scope.region].filter { !$0.isEmpty }
      scene.regions.append(
        SceneRegion(
          id: "region:" + words.joined(separator: "/"),
          label: scope.region.isEmpty ? words.joined(separator: " ") : scope.region,
          networks: (regions[scope] ?? []).map { network($0) }))
    }
    scene.notes = notes + innerNotes
    let inhabited = Set(topology.endpoints.map { topology.subnets[$0.subnet].network })
    let empty = topology.networks.ids.filter { !networks.contains($0) && !inhabited.contains($0) }
    if networks.count > 1, !empty.isEmpty {
      scene.notes.append("\(empty.count) networks without interfaces are not drawn.")
    }
    return scene
  }

  /// Nodes for the places outside, and for networks that are not drawn, to which a line leads.
  private var externals: [SceneNode] {
    let ids = Set(table.edges.flatMap { [$0.source, $0.target] }).sorted()
    var result = ids.compactMap {
      ExternalNodes.node($0, topology, tiers: builder.tiers)
    }
    for id in topology.networks.ids where !networks.contains(id) {
      let network = topology.networks[id]
      if ids.contains("network:\(network.id)") {
        result.append(
          SceneNode(
            id: "network:\(network.id)", label: network.name,
            detail: network.prefixes.first?.description ?? "", kind: .group))
      }
    }
    let internet = "world:\(topology.worlds[Topology.internet].id)"
    let hasGateway = topology.gateways.contains { gateway in
      if case .internet = gateway.kind {
        return gateway.networks.contains(where: networks.contains)
      }
      return false
    }
    if hasGateway, !ids.contains(internet),
      let node = ExternalNodes.node(internet, topology, tiers: [])
    {
      result.append(node)
    }
    return result
  }

  private func network(_ id: ID<Network>) -> SceneNetwork {
    let network = topology.networks[id]
    let subnets = topology.subnets.ids.filter { topology.subnets[$0].network == id }
    var found: [String: Set<String>] = [:]
    for edge in table.edges { found[edge.target, default: []].formUnion(edge.findings) }
    let places = SubnetRows(topology, tiers: builder.tiers).places(of: subnets, calls: calls)
    let zones = Set(subnets.map { topology.subnets[$0].zone }).subtracting([""]).sorted()
    let name = network.name == network.id ? network.id : "\(network.name) \(network.id)"
    return SceneNetwork(
      id: network.id, label: "network \(name)",
      detail: network.prefixes.prefix(2).map(\.description).joined(separator: ", "),
      gateways: gateways(of: id), zones: zones.map { SceneZone(id: $0, label: $0) },
      subnets: subnets.compactMap { subnet in
        places[subnet].map { self.subnet(subnet, $0, found) }
      })
  }

  private func subnet(
    _ id: ID<Subnet>, _ place: SubnetRows.Place, _ found: [String: Set<String>]
  ) -> SceneSubnet {
    let subnet = topology.subnets[id]
    var details = subnet.prefixes.prefix(2).map(\.description)
    details.append(topology.routeTables[subnet.routeTable].name)
    if let filter = subnet.inbound { details.append(topology.filters[filter].name) }
    let nodes = builder.groups.groups.indices
      .filter { topology.endpoints[builder.groups.groups[$0].first].subnet == id }
      .flatMap { builder.names.nodes(of: $0, style) }
      .map { node in
        var node = node
        node.findings = found[node.id, default: []].sorted()
        return node
      }
    return SceneSubnet(
      id: subnet.id, label: subnet.name, details: details,
      zone: subnet.zone.isEmpty ? nil : subnet.zone, tier: place.row, tierName: place.name,
      kind: place.kind, nodes: nodes)
  }

  /// The gateways of a network that are no machines in a subnet of it.
  private func gateways(of network: ID<Network>) -> [SceneNode] {
    topology.gateways.ids.compactMap { id in
      let gateway = topology.gateways[id]
      // A gateway of several networks stands in the first of those that are drawn.
      guard gateway.networks.filter(networks.contains).min() == network else { return nil }
      let node = Self.node(of: id, topology)
      let words: String
      switch gateway.kind {
      case .internet: words = "internet gateway"
      case .egressOnly: words = "egress-only gateway"
      case .service: words = "gateway to services"
      case .sourceTranslation(let translation):
        if !translation.endpoints.isEmpty { return nil }
        words = "address translation"
      case .peering: return nil
      case .transit(let transit):
        let leadsOutside = transit.attachments.contains {
          if case .world = $0.side { true } else { false }
        }
        words =
          leadsOutside && gateway.networks.count < 2
          ? "gateway to private lines" : "transit gateway"
      case .opaque(let opaque):
        if !table.touches(node) { return nil }
        words = opaque.title
      }
      return SceneNode(
        id: node, label: gateway.name, detail: words == gateway.name ? "" : words, kind: .gateway)
    }
  }

  private var innerNotes: [String] {
    var labels: [String: [String]] = [:]
    for (group, traffic) in inner {
      let words = TrafficLabel.short(traffic)
      let names = builder.names.nodes(of: group, .single).map(\.label).sorted()
      let shown = names.prefix(4).joined(separator: ", ")
      let more = names.count > 4 ? " and \(names.count - 4) more" : ""
      labels[words, default: []].append(shown + more)
    }
    return labels.keys.sorted().flatMap { words in
      (labels[words] ?? []).sorted().map { "Among \($0): \(words) (not drawn as lines)." }
    }
  }
}
