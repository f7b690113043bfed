/// Draws equal nodes of one subnet as one node, without losing a single edge.
///
/// Two nodes are equal when they stand in the same place, are of the same kind, carry the same
/// marks, and reach and are reached by the same nodes with the same traffic. The classes are the
/// coarsest for which every edge between two classes joins all of one with all of the other;
/// they are found by splitting until nothing changes.
struct Collapse {
  private struct Place: Hashable {
    var container: Int
    var kind: SceneNode.Kind
    var chips: [String]
    var findings: [String]
  }

  private struct Mark: Hashable {
    var traffic: String
    var verdict: SceneEdge.Verdict
  }

  private struct Link {
    var peer: Int
    var mark: Int
  }

  private var nodes: [SceneNode] = []
  private var containers: [Int] = []
  private var classes: [Int] = []
  private var links: [[Link]] = []

  /// Returns `scene` with every class of more than `limit` nodes drawn as one node.
  ///
  /// - Complexity: O(*r* · *e* log *e*), where *e* is the number of edges and *r* the number of
  ///   rounds of splitting, which is at most the number of nodes and in practice below ten.
  static func apply(to scene: Scene, limit: Int) -> Scene {
    var collapse = Collapse()
    collapse.read(scene)
    collapse.refine()
    return collapse.quotient(of: scene, limit: max(1, limit))
  }

  private mutating func read(_ scene: Scene) {
    var container = 0
    scene.visitNodeLists { list in
      for node in list {
        nodes.append(node)
        containers.append(container)
      }
      container += 1
    }
    var indices: [String: Int] = [:]
    for (index, node) in nodes.enumerated() { indices[node.id] = index }
    links = Array(repeating: [], count: nodes.count)
    var marks: [Mark: Int] = [:]
    var lonely: Set<Int> = []
    for edge in scene.edges {
      guard let source = indices[edge.source], let target = indices[edge.target] else { continue }
      if source == target { lonely.insert(source) }
      let mark = Mark(traffic: edge.traffic, verdict: edge.verdict)
      let number = marks[mark] ?? marks.count
      marks[mark] = number
      links[source].append(Link(peer: target, mark: 2 * number))
      links[target].append(Link(peer: source, mark: 2 * number + 1))
    }
    var places: [Place: Int] = [:]
    for (index, node) in nodes.enumerated() {
      // A node that talks to itself, or that stands for several already, keeps to itself.
      let isAlone = lonely.contains(index) || !node.members.isEmpty
      let place = Place(
        container: isAlone ? -1 - index : containers[index], kind: node.kind, chips: node.chips,
        findings: node.findings)
      let number = places[place] ?? places.count
      places[place] = number
      classes.append(number)
    }
  }

  private mutating func refine() {
    var count = Set(classes).count
    while true {
      var sizes = Array(repeating: 0, count: nodes.count)
      for number in classes { sizes[number] += 1 }
      var signatures: [[Int]: Int] = [:]
      var next = classes
      for index in nodes.indices {
        let signature = signature(of: index, sizes: sizes)
        let number = signatures[signature] ?? signatures.count
        signatures[signature] = number
        next[index] = number
      }
      classes = next
      if signatures.count == count { return }
      count = signatures.count
    }
  }

  private func signature(of index: Int, sizes: [Int]) -> [Int] {
    var peers: [[Int]: Set<Int>] = [:]
    for link in links[index] {
      peers[[link.mark, classes[link.peer]], default: []].insert(link.peer)
    }
    var entries: [[Int]] = []
    for (key, members) in peers {
      let whole = key[1] == classes[index] ? sizes[key[1]] - 1 : sizes[key[1]]
      if members.count == whole {
        entries.append(key + [-1])
      } else {
        for member in members { entries.append(key + [member]) }
      }
    }
    entries.sort { $0.lexicographicallyPrecedes($1) }
    return [classes[index]] + entries.flatMap { $0 }
  }
}

extension Collapse {
  private func quotient(of scene: Scene, limit: Int) -> Scene {
    var members: [Int: [Int]] = [:]
    for index in nodes.indices { members[classes[index], default: []].append(index) }
    var names: [String: String] = [:]
    var groups: [String: SceneNode] = [:]
    for list in members.values where list.count > limit {
      let group = Self.group(list.map { nodes[$0] })
      for index in list { names[nodes[index].id] = group.id }
      groups[nodes[list[0]].id] = group
    }
    if groups.isEmpty { return scene }
    var result = scene
    result.mapNodeLists { list in
      list.compactMap { node in
        if let group = groups[node.id] { return group }
        return names[node.id] == nil ? node : nil
      }
    }
    result.edges = Self.merged(
      scene.edges.map { edge in
        var edge = edge
        edge.source = names[edge.source] ?? edge.source
        edge.target = names[edge.target] ?? edge.target
        return edge
      })
    return result.canonical()
  }

  private static func merged(_ edges: [SceneEdge]) -> [SceneEdge] {
    var places: [[String]: Int] = [:]
    var result: [SceneEdge] = []
    for edge in edges {
      let key = [edge.source, edge.target, edge.traffic, edge.verdict.rawValue]
      if let place = places[key] {
        let known = Set(result[place].findings)
        result[place].findings += edge.findings.filter { !known.contains($0) }
      } else {
        places[key] = result.count
        result.append(edge)
      }
    }
    return result
  }

  private static func group(_ nodes: [SceneNode]) -> SceneNode {
    var group = nodes[0]
    group.id = "group:" + nodes[0].id
    group.label = stem(of: nodes.map(\.label), kind: nodes[0].kind) + " ×\(nodes.count)"
    let first = nodes[0].detail
    group.detail = first.isEmpty ? "" : first + " +\(nodes.count - 1)"
    group.members = nodes.map(\.id)
    return group
  }

  /// The beginning that all names share, without trailing digits and separators.
  private static func stem(of labels: [String], kind: SceneNode.Kind) -> String {
    var stem = Substring(labels[0])
    for label in labels {
      while !label.hasPrefix(stem) { stem = stem.dropLast() }
    }
    while let last = stem.last, last.isNumber || "-_. /(".contains(last) { stem = stem.dropLast() }
    return stem.isEmpty ? kind.rawValue : String(stem)
  }
}
