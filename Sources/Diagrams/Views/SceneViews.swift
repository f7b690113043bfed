/// Smaller pictures that are made from a picture of everything.
///
/// Each says in its notes what it leaves out and where that is shown.
public enum SceneViews {
  /// Returns the parts of a scene that concern one network.
  ///
  /// What its nodes are joined with in other networks stands above it, a node for each network.
  ///
  /// - Parameters:
  ///   - name: The identity or the name of the network.
  ///   - scene: The picture of everything.
  /// - Returns: The picture, or nil when the scene has no such network.
  public static func network(_ name: String, of scene: Scene) -> Scene? {
    network(name, of: scene, namesNeighbours: false)
  }

  /// Returns the parts of a scene that concern one network.
  ///
  /// - Parameters:
  ///   - name: The identity or the name of the network.
  ///   - scene: The picture of everything.
  ///   - namesNeighbours: Whether nodes of other networks stand above by themselves rather than
  ///     as one node for each network.
  /// - Returns: The picture, or nil when the scene has no such network.
  static func network(_ name: String, of scene: Scene, namesNeighbours: Bool) -> Scene? {
    var result = scene
    result.regions = scene.regions.compactMap { region in
      var region = region
      region.networks = region.networks.filter { matches($0.id, $0.label, name) }
      return region.networks.isEmpty ? nil : region
    }
    guard let network = result.regions.first?.networks.first else { return nil }
    var homes: [String: SceneNode] = [:]
    for other in scene.regions.flatMap(\.networks) where other.id != network.id {
      for node in other.nodes {
        var far = node
        far.detail = "in " + other.label
        far.chips = []
        homes[node.id] =
          namesNeighbours
          ? far
          : SceneNode(
            id: "network:" + other.id, label: other.label, detail: other.detail, kind: .group)
      }
    }
    let own = Set(network.nodes.map(\.id))
    result.edges = scene.edges.compactMap { edge in
      guard own.contains(edge.source) || own.contains(edge.target) else { return nil }
      return edge.moved { homes[$0]?.id ?? $0 }
    }
    if !namesNeighbours { result.edges = EdgeJoining.joined(result.edges) }
    let ends = Set(result.edges.flatMap { [$0.source, $0.target] })
    let neighbours = Dictionary(homes.values.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
    result.externals =
      scene.externals.filter { ends.contains($0.id) }
      + neighbours.keys.sorted().filter(ends.contains).compactMap { neighbours[$0] }
    result.title = [scene.title, network.label].filter { !$0.isEmpty }.joined(separator: ": ")
    let left = scene.regions.reduce(0) { $0 + $1.networks.count } - 1
    if left > 0 {
      result.notes.append(
        "Left out: \(left) other \(left == 1 ? "network" : "networks"), shown in the view estate.")
    }
    result.matrix = nil
    return result
  }

  /// Returns one subnet with everything that its nodes are joined with.
  ///
  /// - Parameters:
  ///   - name: The identity or the name of the subnet.
  ///   - scene: The picture of everything.
  /// - Returns: The picture, or nil when the scene has no such subnet.
  public static func subnet(_ name: String, of scene: Scene) -> Scene? {
    let networks = scene.regions.flatMap(\.networks)
    guard
      let subnet = networks.flatMap(\.subnets).first(where: { matches($0.id, $0.label, name) })
    else { return nil }
    let own = Set(subnet.nodes.map(\.id))
    var result = scene
    result.edges = scene.edges.filter { own.contains($0.source) || own.contains($0.target) }
    let ends = own.union(result.edges.flatMap { [$0.source, $0.target] })
    result.mapNodeLists { $0.filter { ends.contains($0.id) } }
    for region in result.regions.indices {
      for index in result.regions[region].networks.indices {
        result.regions[region].networks[index].subnets.removeAll {
          $0.nodes.isEmpty && $0.id != subnet.id
        }
        let used = Set(result.regions[region].networks[index].subnets.compactMap(\.zone))
        result.regions[region].networks[index].zones.removeAll { !used.contains($0.id) }
      }
      result.regions[region].networks.removeAll { $0.nodes.isEmpty && $0.subnets.isEmpty }
    }
    result.regions.removeAll(where: \.networks.isEmpty)
    result.title = [scene.title, "subnet " + subnet.label].filter { !$0.isEmpty }
      .joined(separator: ": ")
    let left = scene.allNodes.count - ends.count
    result.notes.append(
      "Left out: \(left) nodes without traffic with this subnet, and the traffic among others;"
        + " both are shown in the view network.")
    result.matrix = nil
    return result
  }

  /// Whether a thing answers to a name.
  static func matches(_ id: String, _ label: String, _ name: String) -> Bool {
    id == name || label == name || label == "network " + name
  }
}

extension SceneNetwork {
  /// All nodes of the network.
  var nodes: [SceneNode] { gateways + services + subnets.flatMap(\.nodes) }
}

extension SceneEdge {
  /// The edge between other ends.
  func moved(_ place: (String) -> String) -> SceneEdge {
    var edge = self
    edge.source = place(source)
    edge.target = place(target)
    return edge
  }
}

/// Joins edges that came to lie between the same ends.
enum EdgeJoining {
  private struct Key: Hashable {
    var source: String
    var target: String
    var verdict: SceneEdge.Verdict
  }

  /// Returns an edge for each pair of ends and verdict, with the traffic of all in a few words.
  static func joined(_ edges: [SceneEdge]) -> [SceneEdge] {
    var groups: [Key: (traffic: Set<String>, findings: Set<String>)] = [:]
    for edge in edges where edge.source != edge.target {
      let key = Key(source: edge.source, target: edge.target, verdict: edge.verdict)
      groups[key, default: ([], [])].traffic.insert(edge.traffic)
      groups[key, default: ([], [])].findings.formUnion(edge.findings)
    }
    return groups.map { key, entry in
      SceneEdge(
        source: key.source, target: key.target, traffic: words(entry.traffic),
        verdict: key.verdict, findings: entry.findings.sorted())
    }.sorted {
      ($0.source, $0.target, $0.verdict.rank) < ($1.source, $1.target, $1.verdict.rank)
    }
  }

  private static func words(_ traffic: Set<String>) -> String {
    if traffic.contains("any") { return "any" }
    var items: [String] = []
    for text in traffic.sorted(by: { NaturalOrder.precedes($0, $1) }) {
      for item in text.split(separator: ",") {
        let word = String(item).trimmed
        if !items.contains(word) { items.append(word) }
      }
    }
    if items.count <= 4 { return items.joined(separator: ", ") }
    return items.prefix(3).joined(separator: ", ") + ", +\(items.count - 3)"
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
