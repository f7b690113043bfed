/// Places networks side by side and below one another, regions kept together.
struct BlockPacking<Metrics: CellMetrics> {
  let metrics: Metrics
  let options: LayoutOptions
  /// How wide the picture may get, in hundredths of the width that is expected to be best.
  let share: Int

  /// The shares that are worth a try for some number of networks.
  static func shares(networks: Int, options: LayoutOptions) -> [Int] {
    if networks < 2 || networks > 12 { return [100] }
    return options.width == nil ? [100, 55, 75, 130, 170, 230] : [100, 70, 40, 0]
  }

  /// Decides the block row of every network.
  ///
  /// Networks flow from left to right until the picture is as wide as the options allow, or
  /// about 1.6 times as wide as high; a region that does not fit beside its neighbours starts
  /// a block row of its own.
  func pack(_ plan: inout Plan) {
    let widths = plan.networks.indices.map { estimate($0, plan) }
    let limit = limit(widths, plan) * share / 100
    var block = 0
    var cursor = 0
    for region in plan.regions.indices {
      let members = plan.regions[region].networks
      let total = members.reduce(frame) { $0 + widths[$1] + metrics.spacing.blockGap }
      if cursor > 0, cursor + total > limit {
        block += 1
        cursor = 0
      }
      plan.regions[region].firstBlock = block
      var isAlone = false
      if total <= limit {
        for network in members { plan.networks[network].block = block }
        cursor += total
      } else {
        isAlone = true
        var used = frame
        for (place, network) in members.enumerated() {
          if place > 0, used + widths[network] > limit {
            block += 1
            used = frame
          }
          plan.networks[network].block = block
          used += widths[network] + metrics.spacing.blockGap
        }
      }
      plan.regions[region].lastBlock = block
      if isAlone { cursor = limit + 1 }
    }
    plan.blocks = plan.regions.isEmpty ? 0 : block + 1
  }

  private var frame: Int { 2 * metrics.spacing.regionPadX }

  private func limit(_ widths: [Int], _ plan: Plan) -> Int {
    if let width = options.width { return width - frame }
    var area = 0
    for (network, width) in zip(plan.networks, widths) {
      area &+= width &* (network.keys.count + 1) &* 150
    }
    var side = 1
    while side &* side < area &* 8 / 5, side < 1 << 24 { side += side / 16 + 1 }
    return max(side, (widths.max() ?? 0) + frame + metrics.spacing.blockGap)
  }

  /// The least width of a network, risers not counted.
  private func estimate(_ index: Int, _ plan: Plan) -> Int {
    let spacing = metrics.spacing
    let network = plan.networks[index]
    var cells: [Int: [Plan.RowKey: Int]] = [:]
    for subnet in network.subnets {
      let entry = plan.subnets[subnet]
      cells[entry.column, default: [:]][entry.key, default: 0] +=
        entry.labelWidth + 2 * spacing.subnetPadX + row(entry.source.nodes)
    }
    let columns = cells.values.reduce(0) { sum, rows in
      sum + (rows.values.max() ?? 0) + 2 * spacing.zonePadX + spacing.columnGap
    }
    let lanes = max(row(network.source.gateways), row(network.source.services))
    return max(columns, lanes) + 2 * (spacing.networkPadX + spacing.columnGap)
  }

  private func row(_ nodes: [SceneNode]) -> Int {
    let look = NodeLook(metrics: metrics, options: options)
    var tokens: [String: Int] = [:]
    return nodes.reduce(0) { sum, node in
      sum + look.entry(node, 0, &tokens).width + metrics.spacing.nodeGap
    }
  }
}
