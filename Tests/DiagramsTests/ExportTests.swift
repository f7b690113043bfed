import Diagrams
import Testing

@Suite struct `Exports` {
  private static let hostile: Scene = {
    let name = "x\"'];--><script>&#|`\\ ${y} }\n end\u{1}"
    return Scene(
      title: name, externals: [SceneNode(id: name, label: name, detail: name, kind: .world)],
      regions: [
        SceneRegion(
          id: "r", label: name,
          networks: [
            SceneNetwork(
              id: "n", label: name,
              subnets: [
                SceneSubnet(
                  id: "s", label: name, tier: 0, nodes: [SceneNode(id: "a", label: name)])
              ])
          ])
      ], edges: [SceneEdge(source: name, target: "a", traffic: name)])
  }()

  @Test func `dot keeps names in their quotes`() {
    let text = DotExport.text(of: Self.hostile)
    for line in text.split(separator: "\n") {
      var isOpen = false
      var isEscaped = false
      for letter in line {
        if isEscaped {
          isEscaped = false
        } else if letter == "\\" {
          isEscaped = true
        } else if letter == "\"" {
          isOpen.toggle()
        }
      }
      #expect(!isOpen && !isEscaped, "\(line)")
    }
    #expect(text.count { $0 == "\n" } == 17, "\(text)")
    let shop = DotExport.text(of: SampleScenes.shop)
    #expect(shop.contains("subgraph cluster_1"))
    #expect(shop.contains("VIOLATION F-1"))
  }

  @Test func `mermaid sees no character of its own in a name`() {
    let text = MermaidExport.text(of: Self.hostile)
    #expect(text.contains("#34;") && text.contains("#60;script#62;") && !text.contains("<script"))
    #expect(!text.contains("`") && !text.contains("$}") && text.contains("n1 -->|\""))
    #expect(MermaidExport.text(of: SampleScenes.shop).contains("linkStyle"))
  }

  @Test func `d2 knows no escapes in the names`() {
    let text = D2Export.text(of: Self.hostile)
    for line in text.split(separator: "\n") {
      #expect(line.count { $0 == "'" } % 2 == 0, "\(line)")
    }
    #expect(text.contains("n1 -> g1.g2.g3.n2"))
  }

  @Test(arguments: 0..<30)
  func `a draw.io file is nested XML with every connector attached`(seed: Int) throws {
    let scene = seed == 0 ? Self.hostile : RandomScenes.scene(seed: UInt64(seed))
    let root = try SVGReader.read(DrawioExport.text(of: scene))
    let cells = root.all.filter { $0.name == "mxCell" }
    let ids = cells.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for cell in cells {
      if let parent = cell.attributes["parent"] { #expect(ids.contains(parent)) }
      guard cell.attributes["edge"] == "1" else { continue }
      for end in ["source", "target"] {
        #expect(ids.contains(try #require(cell.attributes[end])), "\(cell.attributes)")
      }
      #expect(cell.attributes["style"]?.contains("html=0") == true)
    }
  }
}
