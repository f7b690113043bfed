extension Scene {
  /// The same scene in the one order that every layout starts from.
  ///
  /// Nodes whose identity was seen before are dropped, and so are edges whose ends are no nodes;
  /// the notes say how many.
  func canonical() -> Scene {
    var result = self
    var seen: Set<String> = []
    var dropped = 0
    func tidy(_ nodes: [SceneNode]) -> [SceneNode] {
      nodes.sorted { left, right in
        if left.kind != right.kind { return left.kind.rank < right.kind.rank }
        return NaturalOrder.precedes(left.label, left.id, right.label, right.id)
      }.filter { node in
        let isNew = seen.insert(node.id).inserted
        if !isNew { dropped += 1 }
        return isNew
      }
    }
    result.externals = tidy(externals)
    result.regions.sort { NaturalOrder.precedes($0.label, $0.id, $1.label, $1.id) }
    for region in result.regions.indices {
      result.regions[region].networks.sort {
        NaturalOrder.precedes($0.label, $0.id, $1.label, $1.id)
      }
      for index in result.regions[region].networks.indices {
        var network = result.regions[region].networks[index]
        network.gateways = tidy(network.gateways)
        network.services = tidy(network.services)
        network.zones.sort { NaturalOrder.precedes($0.label, $0.id, $1.label, $1.id) }
        network.subnets.sort { NaturalOrder.precedes($0.label, $0.id, $1.label, $1.id) }
        for subnet in network.subnets.indices {
          network.subnets[subnet].nodes = tidy(network.subnets[subnet].nodes)
        }
        result.regions[region].networks[index] = network
      }
    }
    result.edges = edges.filter { seen.contains($0.source) && seen.contains($0.target) }
      .sorted { $0.precedes($1) }
    let lost = edges.count - result.edges.count
    if dropped > 0 { result.notes.append("\(dropped) nodes with a repeated identity not drawn.") }
    if lost > 0 { result.notes.append("\(lost) edges without both ends not drawn.") }
    return result
  }
}

extension SceneEdge {
  fileprivate func precedes(_ other: SceneEdge) -> Bool {
    if source != other.source { return NaturalOrder.precedes(source, other.source) }
    if target != other.target { return NaturalOrder.precedes(target, other.target) }
    if traffic != other.traffic { return NaturalOrder.precedes(traffic, other.traffic) }
    if verdict != other.verdict { return verdict.rank < other.verdict.rank }
    return findings.joined(separator: " ") < other.findings.joined(separator: " ")
  }
}

extension NaturalOrder {
  static func precedes(_ name: String, _ id: String, _ otherName: String, _ otherID: String)
    -> Bool
  {
    let order = compare(name, otherName)
    return order != 0 ? order < 0 : precedes(id, otherID)
  }
}

extension SceneNode.Kind {
  /// The place of the kind in the canonical order.
  var rank: Int {
    switch self {
    case .world: 0
    case .gateway: 1
    case .balancer: 2
    case .nat: 3
    case .service: 4
    case .compute: 5
    case .container: 6
    case .host: 7
    case .group: 8
    case .cache: 9
    case .database: 10
    case .filter: 11
    case .routes: 12
    case .border: 13
    }
  }
}

extension SceneEdge.Verdict {
  /// The place of the verdict where verdicts are sorted: the gravest first.
  var rank: Int {
    switch self {
    case .violation: 0
    case .undecided: 1
    case .added: 2
    case .removed: 3
    case .blocked: 4
    case .allowed: 5
    }
  }
}
