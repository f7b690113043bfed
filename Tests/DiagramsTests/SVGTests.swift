import Diagrams
import Testing

@Suite struct `SVG pictures` {
  @Test func `reading a picture back gives the edges of the scene`() throws {
    try Self.checkRoundTrip(SampleScenes.shop, SVGRenderer().render(SampleScenes.shop))
  }

  /// Holds what the lines of a picture join against the edges of its scene.
  static func checkRoundTrip(_ scene: Scene, _ text: String) throws {
    let root = try SVGReader.read(text)
    let picture = ReadPicture(root)
    var known: Set<String> = []
    for node in scene.externals { known.insert(node.id) }
    for network in scene.regions.flatMap(\.networks) {
      for node in network.gateways + network.services + network.subnets.flatMap(\.nodes) {
        known.insert(node.id)
      }
    }
    let wanted = Set(
      scene.edges.filter { known.contains($0.source) && known.contains($0.target) }
        .map { [$0.source, $0.target, $0.traffic, $0.verdict.rawValue] })
    #expect(picture.loose.isEmpty)
    #expect(picture.edges == wanted)
    #expect(Set(picture.ids).count == picture.ids.count)
  }

  @Test(arguments: SVGRenderer.Theme.allCases)
  func `a theme changes colours and nothing else`(theme: SVGRenderer.Theme) throws {
    let text = SVGRenderer(theme: theme).render(SampleScenes.shop)
    try Self.checkRoundTrip(SampleScenes.shop, text)
    #expect(text.contains("prefers-color-scheme") == (theme == .auto))
  }

  @Test func `a finding is a target that its lines belong to`() throws {
    let text = SVGRenderer(idPrefix: "p1-").render(SampleScenes.shop)
    let root = try SVGReader.read(text)
    #expect(root.all.contains { $0.attributes["id"] == "p1-F-1" })
    #expect(text.contains(".bailey:has(#p1-F-1:target) .net:not([data-findings~=F-1])"))
    for net in root.all where net.attributes["class"]?.hasPrefix("net ") == true {
      #expect(net.attributes["tabindex"] == "0")
      #expect(net.first("title")?.text.isEmpty == false)
    }
  }

  @Test func `a picture stands alone and describes itself`() throws {
    let text = SVGRenderer().render(SampleScenes.shop)
    let root = try SVGReader.read(text)
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["aria-labelledby"] == "title desc")
    #expect(root.first("title")?.text == "shop, production")
    let description = try #require(root.first("desc")?.text)
    #expect(description.contains("Violation (F-1): Internet 0.0.0.0/0 reaches orders-replica"))
    #expect(!text.contains("var("))
    #expect(!text.contains("foreignObject"))
    #expect(!text.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
    for element in root.all {
      if let link = element.attributes["href"] { #expect(link.hasPrefix("#")) }
    }
  }

  @Test func `hostile names cannot break a picture or a text`() throws {
    let name = "<script>&\"'\u{1}\u{1B}[31m\u{202E}\n\u{FFFE}]]>"
    let scene = Scene(
      title: name, externals: [SceneNode(id: "a b", label: name, detail: name, kind: .world)],
      regions: [
        SceneRegion(
          id: name, label: name,
          networks: [
            SceneNetwork(
              id: "n", label: name,
              subnets: [
                SceneSubnet(
                  id: "s", label: name, tier: 0, nodes: [SceneNode(id: "b%", label: name)])
              ])
          ])
      ], edges: [SceneEdge(source: "a b", target: "b%", traffic: name, findings: [name])])
    let text = SVGRenderer().render(scene)
    let root = try SVGReader.read(text)
    #expect(!root.all.contains { $0.name == "script" })
    #expect(root.all.contains { $0.attributes["data-sources"] == "a%20b" })
    #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    let lines = TextRenderer(width: 80).render(scene)
    #expect(lines.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    #expect(!lines.unicodeScalars.contains("\u{202E}"))
  }
}
