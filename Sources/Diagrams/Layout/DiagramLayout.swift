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
    let share = bestShare(of: reduced, metrics, options)
    var reserved: [Int: Int] = [:]
    var titled: [Int: Int] = [:]
    var attempts = 0
    while true {
      var state = state(of: reduced, metrics, options, reserved, share)
      state.titleRoom = titled
      // Every attempt keeps more room for the names of subnets that found none.
      if attempts < 8 { state.improveOrder(polishes: options.polishes) } else { state.solve() }
      var emitter = Emitter(state: state, scene: canonical)
      let drawing = emitter.drawing()
      attempts += 1
      let missing = emitter.tokenised.filter { titled[$0] == nil }
      if emitter.untitled.isEmpty, missing.isEmpty || attempts > 2 || options.width != nil {
        return drawing
      }
      if attempts > 12 { return drawing }
      for network in missing { titled[network] = state.roomForTitle(of: network) }
      for subnet in emitter.untitled { reserved[subnet, default: 0] += 4 }
    }
  }

  /// Returns a width that no drawing of the scene goes below, found without drawing it.
  static func leastWidth<Metrics: CellMetrics>(
    of scene: Scene, metrics: Metrics, options: LayoutOptions
  ) -> Int {
    let reduced = Collapse.apply(to: scene.canonical(), limit: options.collapseLimit)
    let count = reduced.regions.reduce(0) { $0 + $1.networks.count }
    let shares = BlockPacking<Metrics>.shares(networks: count, options: options)
    return shares.map { share in
      var state = state(of: reduced, metrics, options, [:], share)
      state.placeColumns()
      return state.width
    }.min() ?? 0
  }

  /// The packing of networks that gives the shortest lines in the least room.
  private static func bestShare<Metrics: CellMetrics>(
    of scene: Scene, _ metrics: Metrics, _ options: LayoutOptions
  ) -> Int {
    let count = scene.regions.reduce(0) { $0 + $1.networks.count }
    let shares = BlockPacking<Metrics>.shares(networks: count, options: options)
    if shares.count == 1 { return shares[0] }
    var tried: Set<[Int]> = []
    var best: (cost: Int, share: Int)?
    for share in shares {
      var state = state(of: scene, metrics, options, [:], share)
      guard tried.insert(state.plan.networks.map(\.block)).inserted else { continue }
      state.solve()
      let cost = state.score() + state.sizeCost(within: options.width)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, share) }
    }
    return best?.share ?? 100
  }

  private static func state<Metrics: CellMetrics>(
    of scene: Scene, _ metrics: Metrics, _ options: LayoutOptions, _ reserved: [Int: Int],
    _ share: Int
  ) -> LayoutState<Metrics> {
    var builder = PlanBuilder(
      scene: scene, metrics: metrics, options: options, reserved: reserved, share: share)
    let plan = builder.build()
    return LayoutState(plan: plan, routes: RouteBuilder.routes(of: plan), metrics: metrics)
  }
}

extension LayoutState {
  /// What the size of the picture counts against it; too wide a text counts most.
  fileprivate func sizeCost(within limit: Int?) -> Int {
    if let limit { return height * 4 + (width > limit ? (width - limit) * 10_000 : 0) }
    // The side that makes the picture longer than 16 to 10 counts double.
    let tall = max(0, height - width * 5 / 8)
    let wide = max(0, width - height * 2)
    return 4 * (width + height) + 4 * (tall + wide)
  }
}
