import Diagrams
import Testing

@Suite struct `Strips and matrices` {
  private static let strip = PathStrip(
    title: "F-1: the internet reaches db", packet: "tcp 198.51.100.1:49152 -> 198.51.100.9:5432",
    service: "tcp/5432",
    forward: [
      PathStrip.Step(kind: .world, name: "outside Internet", packet: "a -> b"),
      PathStrip.Step(
        kind: .gateway, name: "gateway igw", rule: "destination becomes 10.0.0.5",
        place: "export/describe-internet-gateways.json:3:9", decision: .translates,
        packet: "a -> 10.0.0.5"),
      PathStrip.Step(
        kind: .filter, name: "filter sg-db", rule: "tcp 5432 from 0.0.0.0/0",
        place: "export/a-folder-with-a-long-name/describe-security-groups.json:120:25",
        packet: "a -> 10.0.0.5", isDeciding: true),
      PathStrip.Step(kind: .compute, name: "endpoint db", decision: .delivered),
    ],
    answer: [
      PathStrip.Step(kind: .compute, name: "endpoint db"),
      PathStrip.Step(kind: .filter, name: "filter acl-1", decision: .drops),
    ], isViolation: true, findings: ["F-1"])

  @Test(arguments: [40, 60, 80, 100, 140], Charset.allCases)
  func `a strip names every hop and stays within the width`(width: Int, charset: Charset) {
    let text = TextRenderer(width: width, charset: charset).render(Self.strip)
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
    if charset == .ascii { #expect(text.unicodeScalars.allSatisfy { $0.isASCII }) }
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
    for word in ["Internet", "igw", "sg-db", "CAUSE", "BLOCKED", "acl-1", "arrived"] {
      #expect(words.contains(Substring(word)), "\(word) at \(width)")
    }
  }

  @Test func `boxes of a strip neither overlap nor leave their frame`() {
    let pixels = StripLayout.drawing(of: Self.strip, metrics: PixelMetrics(), width: 1000)
    let cells = StripLayout.drawing(of: Self.strip, metrics: CharMetrics(), width: 80)
    for drawing in [pixels, cells] {
      for (index, node) in drawing.nodes.enumerated() {
        for other in drawing.nodes[(index + 1)...] { #expect(!node.frame.intersects(other.frame)) }
        for text in node.texts { #expect(node.frame.contains(text.frame)) }
        for parent in node.parents {
          #expect(drawing.containers[parent].frame.contains(node.frame))
        }
      }
    }
  }

  @Test func `a strip as a picture can be read`() throws {
    let root = try SVGReader.read(SVGRenderer().render(Self.strip))
    let picture = ReadPicture(root)
    #expect(picture.loose.isEmpty)
    #expect(picture.edges.count == 4)
    #expect(Set(picture.ids).count == picture.ids.count)
    #expect(picture.ids.contains("F-1"))
  }

  private static let matrix = SceneMatrix(
    names: ["Internet", "app", "db <&>"],
    edges: [
      SceneEdge(source: "Internet", target: "app", traffic: "443"),
      SceneEdge(
        source: "Internet", target: "db <&>", traffic: "5432", verdict: .violation,
        findings: ["F-1"]),
      SceneEdge(source: "app", target: "db <&>", traffic: "5432", verdict: .undecided),
    ])

  @Test(arguments: [40, 80, 120], Charset.allCases)
  func `a matrix of text names every cell`(width: Int, charset: Charset) {
    let text = TextRenderer(width: width, charset: charset).render(Self.matrix, title: "tiers")
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
    #expect(text.contains("! 5432") && text.contains("? 5432") && text.contains("443"))
  }

  @Test func `a matrix as a picture has a cell for every pair`() throws {
    let root = try SVGReader.read(SVGRenderer().render(Self.matrix, title: "tiers"))
    let cells = root.all.filter { $0.attributes["class"]?.hasPrefix("cell") == true }
    #expect(cells.count == 9)
    let grave = cells.filter { $0.attributes["class"] == "cell violation" }
    #expect(grave.map { $0.attributes["data-target"] } == ["db <&>"])
    #expect(grave.first?.first("title")?.text == "Internet to db <&>: ! 5432 F-1")
  }
}
