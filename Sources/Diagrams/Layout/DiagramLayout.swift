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
    var reduced = Collapse.apply(to: canonical, limit: options.collapseLimit)
    if options.mergesZones { reduced = ZoneMerge.apply(to: reduced) }
    var reserved: [Int: Int] = [:]
    for _ in 0..<8 {
      var builder = PlanBuilder(
        scene: reduced, metrics: metrics, options: options, reserved: reserved)
      let plan = builder.build()
      var state = LayoutState(plan: plan, routes: RouteBuilder.routes(of: plan), metrics: metrics)
      state.improveOrder()
      var emitter = Emitter(state: state, scene: canonical)
      let drawing = emitter.drawing()
      if emitter.untitled.isEmpty { return drawing }
      for subnet in emitter.untitled { reserved[subnet, default: 0] += 4 }
    }
    var builder = PlanBuilder(
      scene: reduced, metrics: metrics, options: options, reserved: reserved)
    let plan = builder.build()
    var state = LayoutState(plan: plan, routes: RouteBuilder.routes(of: plan), metrics: metrics)
    state.solve()
    var emitter = Emitter(state: state, scene: canonical)
    return emitter.drawing()
  }
}
