/// Lays two pictures of one estate over each other and marks what changed.
public enum SceneDiff {
  private struct Key: Hashable {
    var source: String
    var target: String
    var traffic: String
  }

  /// Returns the union of two scenes: what is only in the new one is marked "+", what is only in
  /// the old one "-", and what the new one judges differently "~".
  ///
  /// - Parameters:
  ///   - old: The picture before.
  ///   - new: The picture now.
  /// - Returns: The union, with a count of the changes in its notes.
  public static func scene(from old: Scene, to new: Scene) -> Scene {
    var result = new
    let before = Dictionary(old.allNodes.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    let after = Dictionary(new.allNodes.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    result.mapNodeLists { list in
      list.map { before[$0.id] == nil ? $0.marked("+ ") : $0 }
    }
    add(old, to: &result) { after[$0.id] == nil ? $0.marked("- ") : nil }
    let edges = changes(from: old.edges, to: new.edges)
    result.edges = edges.all
    result.title = [new.title, "what changed"].filter { !$0.isEmpty }.joined(separator: ": ")
    let added = after.keys.count { before[$0] == nil }
    let removed = before.keys.count { after[$0] == nil }
    result.notes = [
      "Nodes: \(added) added, \(removed) removed. Edges: \(edges.added) added, \(edges.removed)"
        + " removed, \(edges.changed) judged differently, \(edges.same) unchanged."
    ]
    result.matrix = nil
    result.showsChanges = true
    return result
  }

  private static func changes(
    from old: [SceneEdge], to new: [SceneEdge]
  ) -> (all: [SceneEdge], added: Int, removed: Int, changed: Int, same: Int) {
    func table(_ edges: [SceneEdge]) -> [Key: SceneEdge] {
      Dictionary(
        edges.map { (Key(source: $0.source, target: $0.target, traffic: $0.traffic), $0) },
        uniquingKeysWith: { a, b in a.verdict.rank <= b.verdict.rank ? a : b })
    }
    let before = table(old)
    let after = table(new)
    var all: [SceneEdge] = []
    var counts = (added: 0, removed: 0, changed: 0, same: 0)
    for (key, edge) in after {
      var edge = edge
      if let known = before[key] {
        if known.verdict == edge.verdict {
          counts.same += 1
        } else {
          counts.changed += 1
          edge.traffic = "~ " + edge.traffic
        }
      } else {
        counts.added += 1
        // What became possible and must not be stays a violation, with the mark of the added.
        if edge.verdict == .violation {
          edge.traffic = "+ " + edge.traffic
        } else {
          edge.verdict = .added
        }
      }
      all.append(edge)
    }
    for (key, edge) in before where after[key] == nil {
      var edge = edge
      counts.removed += 1
      edge.verdict = .removed
      all.append(edge)
    }
    return (all, counts.added, counts.removed, counts.changed, counts.same)
  }

  /// Adds what only the old scene has, in the places that it had there.
  private static func add(
    _ old: Scene, to result: inout Scene, _ mark: (SceneNode) -> SceneNode?
  ) {
    result.externals += old.externals.compactMap(mark)
    for region in old.regions {
      let place = result.regions.firstIndex { $0.id == region.id } ?? result.regions.count
      if place == result.regions.count {
        result.regions.append(SceneRegion(id: region.id, label: "- " + region.label))
      }
      for network in region.networks {
        let number =
          result.regions[place].networks.firstIndex { $0.id == network.id }
          ?? result.regions[place].networks.count
        if number == result.regions[place].networks.count {
          var empty = network
          empty.label = "- " + network.label
          empty.gateways = []
          empty.services = []
          empty.subnets = []
          result.regions[place].networks.append(empty)
        }
        merge(network, into: &result.regions[place].networks[number], mark)
      }
    }
  }

  private static func merge(
    _ old: SceneNetwork, into new: inout SceneNetwork, _ mark: (SceneNode) -> SceneNode?
  ) {
    new.gateways += old.gateways.compactMap(mark)
    new.services += old.services.compactMap(mark)
    for zone in old.zones where !new.zones.contains(where: { $0.id == zone.id }) {
      new.zones.append(zone)
    }
    for subnet in old.subnets {
      if let place = new.subnets.firstIndex(where: { $0.id == subnet.id }) {
        new.subnets[place].nodes += subnet.nodes.compactMap(mark)
      } else {
        var gone = subnet
        gone.label = "- " + subnet.label
        gone.nodes = subnet.nodes.compactMap(mark)
        new.subnets.append(gone)
      }
    }
  }
}

extension SceneNode {
  /// The node with a mark before its name.
  fileprivate func marked(_ mark: String) -> SceneNode {
    var node = self
    node.label = mark + (label.isEmpty ? id : label)
    return node
  }
}
