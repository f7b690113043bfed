/// Checks that a drawing says what its scene says and that nothing in it lies over anything else.
///
/// Every defect is an error of the layout, never of the scene; the list of a good drawing is
/// empty.
public struct DrawingChecks: Sendable {
  /// What can be wrong with a drawing.
  public enum Check: String, Hashable, Sendable, CaseIterable {
    /// Two nodes share an area.
    case nodeOverlap
    /// Something lies outside the container it belongs to.
    case containment
    /// Two containers overlap, neither of which belongs to the other.
    case containerOverlap
    /// A line runs through a node.
    case lineThroughNode
    /// A line runs through a container that holds none of its ends; zones may be crossed.
    case lineThroughContainer
    /// A line leaves the network that holds all of its ends.
    case lineLeavesNetwork
    /// A text is not within its own shape.
    case textOutside
    /// Two texts share an area.
    case textOverlap
    /// A line runs over a text that is not its own label.
    case lineOverText
    /// Two lines run on top of each other.
    case collinear
    /// A line ends on another, which looks as if they met.
    case falseJunction
    /// A line is not in one piece, or does not touch an end, or an arrowhead is missing.
    case disconnected
    /// A line has no label, or a badge that the legend does not explain.
    case unlabelled
    /// An edge of the scene is not drawn, or an edge is drawn that the scene does not have.
    case wrongEdges
    /// A container has no title.
    case untitled
    /// Something lies outside the picture.
    case outside
  }

  /// One thing that is wrong.
  public struct Defect: Hashable, Sendable {
    /// What is wrong.
    public var check: Check
    /// Where.
    public var place: String
  }

  let drawing: Drawing
  let touch: Int
  private(set) var defects: [Defect] = []

  /// Returns everything that is wrong with a drawing.
  ///
  /// - Parameters:
  ///   - drawing: The drawing.
  ///   - scene: What it was made from.
  ///   - spacing: The distances it was made with.
  /// - Returns: The defects; none for a good drawing.
  public static func defects(of drawing: Drawing, scene: Scene, spacing: Spacing) -> [Defect] {
    var checks = DrawingChecks(drawing: drawing, touch: spacing.touch)
    checks.checkNodes()
    checks.checkContainers()
    checks.checkLines()
    checks.checkEnds()
    checks.checkTexts()
    checks.checkCollinear()
    checks.checkEdges(of: scene)
    return checks.defects
  }

  private init(drawing: Drawing, touch: Int) {
    self.drawing = drawing
    self.touch = touch
  }

  mutating func report(_ check: Check, _ place: String) {
    defects.append(Defect(check: check, place: place))
  }

  private mutating func checkNodes() {
    let sheet = Frame(x: 0, y: 0, width: drawing.width, height: drawing.height)
    for (index, node) in drawing.nodes.enumerated() {
      if !sheet.contains(node.frame) { report(.outside, node.id) }
      for other in drawing.nodes[(index + 1)...] where node.frame.intersects(other.frame) {
        report(.nodeOverlap, "\(node.id) \(other.id)")
      }
      for parent in node.parents where !drawing.containers[parent].frame.contains(node.frame) {
        report(.containment, "\(node.id) in \(drawing.containers[parent].id)")
      }
    }
  }

  private mutating func checkContainers() {
    for (index, container) in drawing.containers.enumerated() where container.frame.height > 0 {
      if container.texts.isEmpty { report(.untitled, container.id) }
      for parent in container.parents
      where !drawing.containers[parent].frame.contains(container.frame) {
        report(.containment, "\(container.id) in \(drawing.containers[parent].id)")
      }
      for other in drawing.containers.indices.dropFirst(index + 1) {
        let second = drawing.containers[other]
        if container.parents.contains(other) || second.parents.contains(index) { continue }
        if container.frame.intersects(second.frame) {
          report(.containerOverlap, "\(container.id) \(second.id)")
        }
      }
      for node in drawing.nodes
      where !node.parents.contains(index) && container.frame.intersects(node.frame)
        && container.kind != .zone
      {
        report(.containerOverlap, "\(container.id) \(node.id)")
      }
    }
  }

  private mutating func checkEdges(of scene: Scene) {
    var members: [String: [String]] = [:]
    for node in drawing.nodes { members[node.id] = node.members.isEmpty ? nil : node.members }
    let known = Set(scene.allNodes.map(\.id))
    let merged = Dictionary(
      scene.allNodes.map { ($0.id, $0.members) }, uniquingKeysWith: { first, _ in first })
    func expand(_ id: String) -> [String] {
      guard let list = members[id], merged[id].map(\.isEmpty) ?? true else { return [id] }
      return list
    }
    var drawn: Set<[String]> = []
    for net in drawing.nets {
      let isLoop = net.sources == net.targets && net.sources.count == 1
      for source in net.sources {
        for target in net.targets {
          if source == target, !isLoop, members[source] == nil { continue }
          for first in expand(source) {
            for second in expand(target)
            where first != second || source != target || members[source] == nil {
              drawn.insert([first, second, net.traffic, net.verdict.rawValue])
            }
          }
        }
      }
    }
    let wanted = Set(
      scene.edges.filter { known.contains($0.source) && known.contains($0.target) }
        .map { [$0.source, $0.target, $0.traffic, $0.verdict.rawValue] })
    for edge in wanted.subtracting(drawn) { report(.wrongEdges, "missing \(edge)") }
    for edge in drawn.subtracting(wanted) { report(.wrongEdges, "extra \(edge)") }
  }
}
