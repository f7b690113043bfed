import Diagrams
import Testing

@Suite struct `Text diagrams` {
  @Test(arguments: [40, 60, 80, 100, 120], Charset.allCases)
  func `no line is wider than asked`(width: Int, charset: Charset) {
    for scene in [SampleScenes.shop, RandomScenes.scene(seed: 4)] {
      let text = TextRenderer(width: width, charset: charset).render(scene)
      for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
      if charset == .ascii { #expect(text.unicodeScalars.allSatisfy { $0.isASCII }) }
    }
  }

  @Test func `the last line names the rung of the ladder`() throws {
    func last(_ width: Int) -> String {
      String(TextRenderer(width: width).render(SampleScenes.shop).split(separator: "\n").last ?? "")
    }
    let wide = TextRenderer(width: 120).render(SampleScenes.shop)
    #expect(wide.contains("names, addresses and subnets in full"))
    #expect(TextRenderer(width: 100).render(SampleScenes.shop).contains("names and addresses"))
    #expect(TextRenderer(width: 80).render(SampleScenes.shop).contains("names only"))
    #expect(last(100) == "Shown at 100 columns: names and addresses.")
  }

  @Test func `every name stands in the picture or in its legend`() {
    for width in [60, 80, 100, 120] {
      let text = TextRenderer(width: width).render(SampleScenes.shop)
      for name in ["Internet", "Office", "orders-primary", "data-a", "public-b", "us-east-1b"] {
        #expect(text.contains(name), "\(name) at \(width)")
      }
    }
  }

  @Test func `wide and combining characters take the cells that terminals give them`() {
    #expect(DisplayWidth.of("abc") == 3)
    #expect(DisplayWidth.of("データ") == 6)
    #expect(DisplayWidth.of("e\u{301}") == 1)
    #expect(DisplayWidth.of("─▼…") == 3)
    #expect(DisplayWidth.visible("a\u{7}b") == "a␇b")
  }

  @Test func `an outline names every node and every edge`() {
    let text = OutlineRenderer(width: 100).render(SampleScenes.shop)
    #expect(text.contains("- VIOLATION: Internet to orders-replica: 5432 (F-1)"))
    #expect(text.contains("database orders-primary, 10.0.20.5"))
    for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 100) }
  }
}
