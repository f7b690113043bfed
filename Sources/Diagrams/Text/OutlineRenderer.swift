/// Writes a scene as a nested list and a list of edges, for screen readers and narrow logs.
public struct OutlineRenderer: Sendable {
  /// The number of columns that no line exceeds.
  public var width: Int
  /// The characters used.
  public var charset: Charset

  /// Creates a renderer.
  public init(width: Int = 100, charset: Charset = .unicode) {
    self.width = max(20, width)
    self.charset = charset
  }

  /// Returns the scene as text, each line ended by a newline.
  public func render(_ scene: Scene) -> String {
    lines(of: scene).map { $0 + "\n" }.joined()
  }

  func lines(of scene: Scene) -> [String] {
    let scene = Collapse.apply(to: scene.canonical(), limit: 6)
    var lines: [String] = []
    func add(_ text: String, _ depth: Int) {
      let lead = String(repeating: "  ", count: max(0, depth))
      lines += TextWrapping.lines(
        of: (depth < 0 ? "" : "- ") + charset.adapted(DisplayWidth.visible(text)),
        width: width - lead.count, indent: depth < 0 ? 0 : 2
      ).map { lead + $0 }
    }
    add(scene.title, -1)
    if !scene.subtitle.isEmpty { add(scene.subtitle, -1) }
    lines.append("")
    for node in scene.externals { add(Self.words(for: node), 0) }
    for region in scene.regions {
      add("region " + region.label, 0)
      for network in region.networks {
        add([network.label, network.detail].filter { !$0.isEmpty }.joined(separator: " "), 1)
        for node in network.gateways + network.services { add(Self.words(for: node), 2) }
        for subnet in network.subnets.sorted(by: { $0.tier < $1.tier }) {
          let zone = network.zones.first { $0.id == subnet.zone }.map { ["in " + $0.label] } ?? []
          let parts = ["subnet " + subnet.label] + subnet.details + zone + [subnet.tierName]
          add(parts.filter { !$0.isEmpty }.joined(separator: ", "), 2)
          for node in subnet.nodes { add(Self.words(for: node), 3) }
        }
      }
    }
    addEdges(of: scene, add)
    for note in scene.notes { add(note, -1) }
    return lines
  }

  private func addEdges(of scene: Scene, _ add: (String, Int) -> Void) {
    var names: [String: String] = [:]
    var indices: [String: Int] = [:]
    let nodes = scene.allNodes
    for (number, node) in nodes.enumerated() {
      indices[node.id] = number
      names[node.id] = node.label.isEmpty ? node.id : node.label
    }
    add("Traffic (every source reaches every target):", -1)
    let groups = Set(nodes.indices.filter { !nodes[$0].members.isEmpty })
    for net in Nets.group(scene.edges, indices: indices, groups: groups) {
      let sources = net.sources.compactMap { names[nodes[$0].id] }.joined(separator: ", ")
      let targets = net.targets.compactMap { names[nodes[$0].id] }.joined(separator: ", ")
      let findings = net.findings.isEmpty ? "" : " (" + net.findings.joined(separator: ", ") + ")"
      let verdict = net.verdict == .violation ? "VIOLATION" : net.verdict.rawValue
      add("\(verdict): \(sources) to \(targets): \(net.traffic)\(findings)", 0)
    }
  }

  private static func words(for node: SceneNode) -> String {
    var parts = [node.kind.rawValue + " " + (node.label.isEmpty ? node.id : node.label)]
    if !node.detail.isEmpty { parts.append(node.detail) }
    if !node.chips.isEmpty { parts.append("filters " + node.chips.joined(separator: ", ")) }
    if !node.findings.isEmpty { parts.append("findings " + node.findings.joined(separator: ", ")) }
    if !node.members.isEmpty { parts.append("stands for " + node.members.joined(separator: ", ")) }
    return parts.joined(separator: ", ")
  }
}
