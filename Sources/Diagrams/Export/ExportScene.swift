/// A scene as the languages of other tools need it: nodes with short names, and the lines.
///
/// A line of several sources and several targets passes a joint, so that it stays one line there
/// too.
struct ExportScene {
  let scene: Scene
  /// The name of each node: "n1", "n2", and so on, in the order of the scene.
  let names: [String: String]
  let nodes: [SceneNode]
  let nets: [Net]

  init(_ scene: Scene) {
    let reduced = Collapse.apply(to: scene.canonical(), limit: 6)
    self.scene = reduced
    let nodes = reduced.allNodes
    self.nodes = nodes
    var names: [String: String] = [:]
    var indices: [String: Int] = [:]
    for (number, node) in nodes.enumerated() {
      names[node.id] = "n\(number + 1)"
      indices[node.id] = number
    }
    self.names = names
    let groups = Set(nodes.indices.filter { !nodes[$0].members.isEmpty })
    nets = Nets.group(reduced.edges, indices: indices, groups: groups)
  }

  func name(_ node: SceneNode) -> String { names[node.id] ?? "n0" }

  /// The lines of the label of a node.
  func label(_ node: SceneNode) -> [String] {
    [node.label.isEmpty ? node.id : node.label, node.detail].filter { !$0.isEmpty }
      .map { DisplayWidth.visible($0) }
  }

  /// The title of a container.
  func title(_ parts: [String]) -> String {
    DisplayWidth.visible(parts.filter { !$0.isEmpty }.joined(separator: " "))
  }

  /// A piece of a line between two names, or a joint.
  struct Link {
    var source: String
    var target: String
    var hasArrow: Bool
    var hasStartArrow: Bool
    /// Whether the label stands on this piece.
    var hasLabel: Bool
  }

  /// The pieces of a line, and the name of its joint if it has one.
  func links(_ number: Int) -> (joint: String?, links: [Link]) {
    let net = nets[number]
    func name(_ index: Int) -> String { names[nodes[index].id] ?? "n0" }
    if net.sources.count == 1 || net.targets.count == 1 {
      let isLoop = net.sources == net.targets
      var links: [Link] = []
      for source in net.sources {
        for target in net.targets where source != target || isLoop {
          links.append(
            Link(
              source: name(source), target: name(target), hasArrow: true, hasStartArrow: false,
              hasLabel: true))
        }
      }
      return (nil, links)
    }
    let joint = "j\(number + 1)"
    let both = Set(net.sources).intersection(net.targets)
    var links = net.sources.map {
      Link(
        source: name($0), target: joint, hasArrow: false, hasStartArrow: both.contains($0),
        hasLabel: false)
    }
    if !links.isEmpty { links[0].hasLabel = true }
    for target in net.targets where !both.contains(target) {
      links.append(
        Link(
          source: joint, target: name(target), hasArrow: true, hasStartArrow: false,
          hasLabel: false))
    }
    return (joint, links)
  }
}

/// Lines of text with a depth.
struct IndentedLines {
  private(set) var text = ""
  private var depth = 0

  mutating func add(_ line: String) {
    text += String(repeating: "  ", count: depth) + line + "\n"
  }

  mutating func open(_ line: String) {
    add(line)
    depth += 1
  }

  mutating func close(_ line: String) {
    depth = max(0, depth - 1)
    add(line)
  }
}
