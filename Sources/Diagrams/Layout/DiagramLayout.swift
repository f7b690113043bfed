/// Decides the position of everything in a scene.
///
/// Zones are columns and tiers are rows; each subnet holds one row of nodes, so that every line
/// runs in the channels between rows and in the lanes beside columns and never crosses a node or
/// a foreign subnet. The same engine draws pictures and texts; only the measures differ.
public enum DiagramLayout {
  /// Returns the drawing of a scene.
  ///
  /// Equal scenes give equal drawings, whatever the order of their lists.
  ///
  /// - Parameters:
  ///   - scene: What to draw.
  ///   - metrics: The measures: ``PixelMetrics`` or ``CharMetrics``.
  ///   - options: What may be left out or folded together.
  /// - Returns: The drawing.
  public static func drawing<Metrics: CellMetrics>(
    of scene: Scene, metrics: Metrics, options: LayoutOptions = LayoutOptions()
  ) -> Drawing {
    let canonical = scene.canonical()
    let reduced = Collapse.apply(to: canonical, limit: options.collapseLimit)
    var reserved: [Int: Int] = [:]
    var attempts = 0
    while true {
      var state = state(of: reduced, metrics, options, reserved)
      // Every attempt keeps more room for the names of subnets that found none.
      if attempts < 8 { state.improveOrder() } else { state.solve() }
      var emitter = Emitter(state: state, scene: canonical)
      let drawing = emitter.drawing()
      attempts += 1
      if emitter.untitled.isEmpty || attempts > 12 { return drawing }
      for subnet in emitter.untitled { reserved[subnet, default: 0] += 4 }
    }
  }

  /// Returns a width that no drawing of the scene goes below, found without drawing it.
  static func leastWidth<Metrics: CellMetrics>(
    of scene: Scene, metrics: Metrics, options: LayoutOptions
  ) -> Int {
    let reduced = Collapse.apply(to: scene.canonical(), limit: options.collapseLimit)
    var state = state(of: reduced, metrics, options, [:])
    state.placeColumns()
    return state.width
  }

  private static func state<Metrics: CellMetrics>(
    of scene: Scene, _ metrics: Metrics, _ options: LayoutOptions, _ reserved: [Int: Int]
  ) -> LayoutState<Metrics> {
    var builder = PlanBuilder(
      scene: scene, metrics: metrics, options: options, reserved: reserved)
    let plan = builder.build()
    return LayoutState(plan: plan, routes: RouteBuilder.routes(of: plan), metrics: metrics)
  }
}
