import Diagrams
import Testing

@Suite struct `Collapsing` {
  private func scene(workers: Int, odd: Bool) -> Scene {
    let nodes = (1...workers).map { SceneNode(id: "w\($0)", label: "worker-\($0)") }
    let store = SceneNode(id: "db", label: "db", kind: .database)
    var edges = nodes.map { SceneEdge(source: $0.id, target: "db", traffic: "5432") }
    if odd { edges.append(SceneEdge(source: "w1", target: "db", traffic: "22")) }
    return Scene(
      title: "workers",
      regions: [
        SceneRegion(
          id: "r", label: "r",
          networks: [
            SceneNetwork(
              id: "n", label: "n",
              subnets: [
                SceneSubnet(id: "a", label: "a", tier: 0, nodes: nodes),
                SceneSubnet(id: "b", label: "b", tier: 1, nodes: [store]),
              ])
          ])
      ], edges: edges)
  }

  @Test func `thirty equal nodes are one box and one line`() throws {
    let drawing = DiagramLayout.drawing(of: scene(workers: 30, odd: false), metrics: PixelMetrics())
    #expect(drawing.nodes.count == 2)
    #expect(drawing.nets.count == 1)
    #expect(drawing.resources == 31)
    let group = try #require(drawing.nodes.first { $0.members.count == 30 })
    #expect(group.texts[0].text == "worker ×30")
  }

  @Test func `a node that differs by one edge stands alone`() {
    let drawing = DiagramLayout.drawing(of: scene(workers: 30, odd: true), metrics: PixelMetrics())
    #expect(drawing.nodes.count == 3)
    #expect(drawing.nodes.contains { $0.members.count == 29 })
  }

  @Test func `six equal nodes are drawn one by one`() {
    let drawing = DiagramLayout.drawing(of: scene(workers: 6, odd: false), metrics: PixelMetrics())
    #expect(drawing.nodes.count == 7)
  }
}
