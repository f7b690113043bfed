import Diagrams
import Testing

@Suite struct `Drawings` {
  private static let pixels = PixelMetrics()
  private static let cells = CharMetrics()

  @Test func `the shop has no defect as a picture`() {
    let drawing = DiagramLayout.drawing(of: SampleScenes.shop, metrics: Self.pixels)
    let defects = DrawingChecks.defects(
      of: drawing, scene: SampleScenes.shop, spacing: Self.pixels.spacing)
    #expect(defects.isEmpty)
    let measures = DrawingMeasures(of: drawing)
    #expect(measures.nodes == 15)
    #expect(measures.nets == 14)
    #expect(measures.badges == 0)
    #expect(measures.crossings <= 13)
  }

  @Test(arguments: [LayoutOptions.Detail.full, .names, .tokens])
  func `the shop has no defect as a text`(detail: LayoutOptions.Detail) {
    for (hasColumn, stacks) in [(true, false), (false, false), (false, true)] {
      let options = LayoutOptions(
        detail: detail, hasLabelColumn: hasColumn, stacksZones: stacks)
      let drawing = DiagramLayout.drawing(
        of: SampleScenes.shop, metrics: Self.cells, options: options)
      let defects = DrawingChecks.defects(
        of: drawing, scene: SampleScenes.shop, spacing: Self.cells.spacing)
      #expect(defects.isEmpty)
    }
  }

  @Test(arguments: 0..<21)
  func `random scenes have no defect as pictures and are read back whole`(part: Int) throws {
    for seed in (part * 15)..<(part * 15 + 15) {
      let scene = RandomScenes.scene(seed: UInt64(seed))
      let drawing = DiagramLayout.drawing(
        of: scene, metrics: Self.pixels, options: LayoutOptions(polishes: seed % 5 == 0))
      let defects = DrawingChecks.defects(
        of: drawing, scene: scene, spacing: Self.pixels.spacing)
      try `SVG pictures`.checkRoundTrip(scene, SVGRenderer().svg(of: drawing))
      #expect(defects.isEmpty, "seed \(seed): \(defects.prefix(3))")
    }
  }

  @Test(arguments: 0..<21)
  func `random scenes have no defect as texts`(part: Int) {
    for seed in (part * 15)..<(part * 15 + 15) {
      let scene = RandomScenes.scene(seed: UInt64(seed))
      let metrics = CharMetrics(isTight: seed % 4 == 0)
      let options = LayoutOptions(
        detail: seed % 2 == 0 ? .names : .full, collapseLimit: seed % 3 == 0 ? 1 : 6,
        hasLabelColumn: seed % 3 == 1, stacksZones: seed % 5 == 0,
        polishes: seed % 7 == 0)
      let drawing = DiagramLayout.drawing(of: scene, metrics: metrics, options: options)
      let defects = DrawingChecks.defects(of: drawing, scene: scene, spacing: metrics.spacing)
      #expect(defects.isEmpty, "seed \(seed): \(defects.prefix(3))")
    }
  }

  @Test func `a drawing does not depend on the order of the scene`() {
    var random = SeededGenerator(seed: 7)
    let shop = SampleScenes.shop
    let text = TextRenderer(width: 100).render(shop)
    #expect(TextRenderer(width: 100).render(shop.shuffled(using: &random)) == text)
    for scene in [shop] + (0..<6).map({ RandomScenes.scene(seed: UInt64($0)) }) {
      let picture = SVGRenderer().render(scene)
      #expect(SVGRenderer().render(scene.shuffled(using: &random)) == picture)
    }
  }

  @Test func `a defect is found`() throws {
    var drawing = DiagramLayout.drawing(of: SampleScenes.shop, metrics: Self.pixels)
    drawing.nodes[3].frame = drawing.nodes[4].frame
    drawing.nets.removeLast()
    let found = Set(
      DrawingChecks.defects(
        of: drawing, scene: SampleScenes.shop, spacing: Self.pixels.spacing
      ).map(\.check))
    #expect(found.isSuperset(of: [.nodeOverlap, .wrongEdges, .textOutside]))
  }
}

extension Scene {
  /// The same scene with every list in another order.
  func shuffled(using random: inout SeededGenerator) -> Scene {
    var scene = self
    scene.externals.shuffle(using: &random)
    scene.edges.shuffle(using: &random)
    scene.regions.shuffle(using: &random)
    for region in scene.regions.indices {
      scene.regions[region].networks.shuffle(using: &random)
      for network in scene.regions[region].networks.indices {
        scene.regions[region].networks[network].gateways.shuffle(using: &random)
        scene.regions[region].networks[network].services.shuffle(using: &random)
        scene.regions[region].networks[network].zones.shuffle(using: &random)
        scene.regions[region].networks[network].subnets.shuffle(using: &random)
        for subnet in scene.regions[region].networks[network].subnets.indices {
          scene.regions[region].networks[network].subnets[subnet].nodes.shuffle(using: &random)
        }
      }
    }
    return scene
  }
}
