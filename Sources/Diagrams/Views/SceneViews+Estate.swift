extension SceneViews {
  /// Returns the networks of a scene as cards, with what passes between them and from outside.
  ///
  /// A card says how many things of each kind and how many subnets a network has, what is open
  /// from outside, and how many findings concern it.
  ///
  /// - Parameter scene: The picture of everything.
  /// - Returns: The overview.
  public static func estate(of scene: Scene) -> Scene {
    var result = scene
    var homes: [String: String] = [:]
    for network in scene.regions.flatMap(\.networks) {
      for node in network.nodes { homes[node.id] = "card:" + network.id }
    }
    let outside = Set(scene.externals.map(\.id))
    result.edges = EdgeJoining.joined(scene.edges.map { $0.moved { homes[$0] ?? $0 } })
    for region in result.regions.indices {
      result.regions[region].networks = scene.regions[region].networks.map { network in
        let id = "card:" + network.id
        let open = result.edges.contains { outside.contains($0.source) && $0.target == id }
        return card(network, id: id, isOpen: open)
      }
    }
    result.title = [scene.title, "estate"].filter { !$0.isEmpty }.joined(separator: ": ")
    result.notes = [
      "Left out: the nodes of each network and the traffic within it, shown in the view network."
    ]
    result.matrix = nil
    return result
  }

  private static func card(_ network: SceneNetwork, id: String, isOpen: Bool) -> SceneNetwork {
    let nodes = network.subnets.flatMap(\.nodes) + network.services
    var counts: [SceneNode.Kind: Int] = [:]
    for node in nodes { counts[node.kind, default: 0] += max(1, node.members.count) }
    let kinds = counts.keys.sorted { $0.rank < $1.rank }
    let findings = Set(nodes.flatMap(\.findings)).sorted()
    var chips = kinds.map { "\(counts[$0] ?? 0) \($0.words)" }
    if isOpen { chips.append("open from outside") }
    if !findings.isEmpty {
      chips.append("\(findings.count) \(findings.count == 1 ? "finding" : "findings")")
    }
    let total = counts.values.reduce(0, +)
    let subnets = network.subnets.count
    return SceneNetwork(
      id: network.id, label: network.label, detail: network.detail,
      services: [
        SceneNode(
          id: id,
          label: network.label.hasPrefix("network ")
            ? String(network.label.dropFirst(8)) : network.label,
          detail: (total == 1 ? "1 resource" : "\(total) resources") + " in "
            + (subnets == 1 ? "1 subnet" : "\(subnets) subnets"), kind: .group, chips: chips,
          findings: findings)
      ])
  }
}
