import Diagrams
import Testing

@Suite struct `Views` {
  /// Two networks that are joined, and one place outside.
  private static let pair: Scene = {
    func network(_ name: String) -> SceneNetwork {
      SceneNetwork(
        id: "net-\(name)", label: "network \(name)", detail: "10.0.0.0/16",
        subnets: [
          SceneSubnet(
            id: "sub-\(name)", label: "sub \(name)", tier: 0,
            nodes: [
              SceneNode(id: "\(name)-1", label: "\(name)-1", findings: ["F-\(name)"]),
              SceneNode(id: "\(name)-2", label: "\(name)-2", kind: .database),
            ])
        ])
    }
    return Scene(
      title: "pair", externals: [SceneNode(id: "world", label: "Internet", kind: .world)],
      regions: [SceneRegion(id: "r", label: "r", networks: [network("a"), network("b")])],
      edges: [
        SceneEdge(source: "world", target: "a-1", traffic: "443"),
        SceneEdge(source: "a-1", target: "a-2", traffic: "5432"),
        SceneEdge(
          source: "a-1", target: "b-1", traffic: "22", verdict: .violation, findings: ["F"]),
        SceneEdge(source: "a-2", target: "b-1", traffic: "80"),
        SceneEdge(source: "a-1", target: "b-1", traffic: "80"),
      ])
  }()

  private func lines(_ scene: Scene) -> [String] {
    scene.edges.map { "\($0.source) \($0.target) \($0.traffic) \($0.verdict)" }.sorted()
  }

  private func check(_ scene: Scene) {
    let pixels = PixelMetrics()
    let picture = DiagramLayout.drawing(of: scene, metrics: pixels)
    #expect(DrawingChecks.defects(of: picture, scene: scene, spacing: pixels.spacing).isEmpty)
    let cells = CharMetrics()
    let text = DiagramLayout.drawing(of: scene, metrics: cells)
    #expect(DrawingChecks.defects(of: text, scene: scene, spacing: cells.spacing).isEmpty)
  }

  @Test func `the estate has a card a network and joins what passes between them`() throws {
    let estate = SceneViews.estate(of: Self.pair)
    #expect(
      lines(estate) == [
        "card:net-a card:net-b 22 violation", "card:net-a card:net-b 80 allowed",
        "world card:net-a 443 allowed",
      ])
    let card = try #require(estate.regions.first?.networks.first?.services.first)
    #expect(card.chips == ["1 compute", "1 database", "open from outside", "1 finding"])
    #expect(estate.notes.contains { $0.hasPrefix("Left out") })
    check(estate)
  }

  @Test func `a network stands alone with its neighbours above it`() throws {
    let scene = try #require(SceneViews.network("b", of: Self.pair))
    #expect(
      lines(scene) == ["network:net-a b-1 22 violation", "network:net-a b-1 80 allowed"])
    #expect(scene.externals.map(\.id) == ["network:net-a"])
    #expect(scene.notes.contains("Left out: 1 other network, shown in the view estate."))
    #expect(SceneViews.network("c", of: Self.pair) == nil)
    check(scene)
  }

  @Test func `a subnet keeps what it is joined with`() throws {
    let scene = try #require(SceneViews.subnet("sub b", of: Self.pair))
    #expect(scene.edges.count == 3)
    let nodes = scene.regions.flatMap(\.networks).flatMap(\.subnets).flatMap(\.nodes).map(\.id)
    #expect(Set(nodes) == ["a-1", "a-2", "b-1", "b-2"])
    #expect(scene.externals.isEmpty)
    check(scene)
  }

  @Test func `a diff marks what was added, removed and judged differently`() {
    var new = Self.pair
    new.edges.removeAll { $0.traffic == "443" }
    new.edges.append(SceneEdge(source: "world", target: "b-2", traffic: "22"))
    new.edges[0].verdict = .undecided
    new.regions[0].networks[1].subnets[0].nodes.append(SceneNode(id: "b-3", label: "b-3"))
    new.regions[0].networks[0].subnets[0].nodes.removeAll { $0.id == "a-2" }
    let diff = SceneDiff.scene(from: Self.pair, to: new)
    #expect(lines(diff).contains("world b-2 22 added"))
    #expect(lines(diff).contains("world a-1 443 removed"))
    #expect(lines(diff).contains("a-1 a-2 ~ 5432 undecided"))
    #expect(
      diff.notes == [
        "Nodes: 1 added, 1 removed. Edges: 1 added, 1 removed, 1 judged differently, 3 unchanged."
      ])
    let labels = diff.regions.flatMap(\.networks).flatMap(\.subnets).flatMap(\.nodes).map(\.label)
    #expect(labels.contains("+ b-3") && labels.contains("- a-2"))
    check(diff)
    #expect(SVGRenderer().render(diff).contains("bailey changes"))
  }

  @Test(arguments: 0..<21)
  func `views of random scenes have no defect`(seed: Int) {
    let scene = RandomScenes.scene(seed: UInt64(seed))
    check(SceneViews.estate(of: scene))
    let other = RandomScenes.scene(seed: UInt64(seed + 7))
    check(SceneDiff.scene(from: other, to: scene))
    for network in scene.regions.flatMap(\.networks) {
      if let view = SceneViews.network(network.id, of: scene) { check(view) }
      if let subnet = network.subnets.first, let view = SceneViews.subnet(subnet.id, of: scene) {
        check(view)
      }
    }
  }
}
