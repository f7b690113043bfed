import Diagrams
import Reachability
import TestSupport
import Topology

/// Measures how long the pictures of an account of one size take, and how large and clear they are.
///
/// Crossings, bends and length are counted as in Purchase, "Metrics for graph drawing aesthetics"
/// (JVLC 13, 2002), so that others can measure their pictures alike.
struct DiagramBench {
  let size: Int
  let repetitions: Int

  /// Measures and adds rows to the table.
  func run(into table: inout FigureTable) {
    let topology = SyntheticAccount(interfaceCount: size, hasTransit: false).topology()
    let model = ReachabilityModel(topology)
    let (scenes, asking) = Clock.measure {
      SceneBuilder(model: model, title: "\(size) resources").scenes()
    }
    table.add(
      "\(size) resources", "time", "bytes", "width", "height", "nodes", "lines", "crossings",
      "bends")
    table.add("  \(scenes.count) scenes asked for", FigureTable.milliseconds(asking))
    var all = 0.0
    for (number, named) in scenes.enumerated() {
      var best = Double.infinity
      var text = ""
      var drawing: Drawing?
      for _ in 0..<repetitions {
        let (result, seconds) = Clock.measure {
          let drawing = DiagramLayout.drawing(of: named.scene, metrics: PixelMetrics())
          return (drawing, SVGRenderer().svg(of: drawing))
        }
        best = min(best, seconds)
        drawing = result.0
        text = result.1
      }
      all += best
      guard let drawing, number < 4 else { continue }
      let measures = DrawingMeasures(of: drawing)
      table.add(
        "  \(named.name)", FigureTable.milliseconds(best), "\(text.utf8.count)",
        "\(drawing.width)", "\(drawing.height)", "\(measures.nodes)", "\(measures.nets)",
        "\(measures.crossings)", "\(measures.bends)")
    }
    table.add("  all drawn", FigureTable.milliseconds(all))
  }
}
