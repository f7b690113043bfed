extension LayoutState {
  /// Places everything from left to right: networks, columns, lanes, subnets and nodes.
  mutating func placeColumns() {
    strips = [:]
    var cursor = placeStrip(.left, at: 0, base: 0)
    let start = cursor
    var right = start
    for block in 0..<plan.blocks {
      cursor = start
      for region in plan.regions.indices {
        let entry = plan.regions[region]
        guard entry.firstBlock <= block, entry.lastBlock >= block else { continue }
        cursor = placeRegion(region, block: block, at: cursor) + spacing.blockGap
      }
      right = max(right, cursor - spacing.blockGap)
    }
    stretchRegions(to: right)
    width = placeStrip(.right, at: right, base: 0)
    placeLanes()
  }

  /// Reserves a strip for the risers of a lane and returns where it ends.
  private mutating func placeStrip(_ lane: Routes.Lane, at x: Int, base: Int) -> Int {
    let slots = laneSlots[lane] ?? 0
    let width = base + slots * 2 * spacing.unit + (slots > 0 ? spacing.titlePad : 0)
    strips[lane] = Strip(x: x, width: width)
    return x + width
  }

  private mutating func placeRegion(_ region: Int, block: Int, at x: Int) -> Int {
    let entry = plan.regions[region]
    var cursor = placeStrip(.regionLeft(region), at: x + spacing.regionPadX, base: 0)
    let start = cursor
    for network in entry.networks where plan.networks[network].block == block {
      if cursor > start { cursor += spacing.blockGap }
      cursor = placeNetwork(network, at: cursor)
    }
    let title = metrics.width(of: DisplayWidth.visible(entry.source.label), style: .container)
    cursor = max(cursor, x + spacing.regionPadX + title + 4 * spacing.titlePad)
    regionFrames[region].x = x
    if entry.firstBlock == entry.lastBlock {
      regionFrames[region].width = 0
    }
    let end = cursor + spacing.regionPadX + rightStrip(of: region)
    regionFrames[region].width = max(
      block == entry.firstBlock ? 0 : regionFrames[region].width, end - x)
    _ = placeStrip(
      .regionRight(region),
      at: x + regionFrames[region].width - spacing.regionPadX - rightStrip(of: region), base: 0)
    return end
  }

  private func rightStrip(of region: Int) -> Int {
    let slots = laneSlots[.regionRight(region)] ?? 0
    return slots * 2 * spacing.unit + (slots > 0 ? spacing.titlePad : 0)
  }

  private mutating func stretchRegions(to right: Int) {
    for (number, region) in plan.regions.enumerated() where region.firstBlock < region.lastBlock {
      regionFrames[number].width = right - regionFrames[number].x
      let strip = rightStrip(of: number)
      let x = right - spacing.regionPadX - strip
      strips[.regionRight(number)]?.x = x
    }
  }

  private mutating func placeNetwork(_ number: Int, at x: Int) -> Int {
    let network = plan.networks[number]
    let cells = cellWidths(of: number)
    var columns = columnWidths(of: number, cells)
    let gaps = (1..<max(1, network.columns)).reduce(0) { $0 + laneWidth(.network(number, $1)) }
    let title = metrics.width(of: Self.name(of: network), style: .container)
    let least = max(
      lane(network.gateways), lane(network.services),
      min(title, 60 * spacing.unit) + 4 * spacing.titlePad)
    let missing = least - gaps - columns.reduce(0, +)
    if missing > 0 {
      for index in columns.indices {
        columns[index] += (missing + columns.count - 1) / columns.count
      }
    }
    var cursor = x + spacing.networkPadX + (titleRoom[number] ?? 0)
    for column in 0...network.columns {
      let lane = Routes.Lane.network(number, column)
      let room = laneWidth(lane)
      strips[lane] = Strip(x: cursor, width: room)
      cursor += room
      guard column < network.columns else { break }
      for zone in network.zones where plan.zones[zone].column == column {
        zoneFrames[zone].x = cursor
        zoneFrames[zone].width = columns[column]
      }
      placeSubnets(number, column: column, at: cursor, width: columns[column], cells)
      cursor += columns[column]
    }
    cursor += spacing.networkPadX
    networkFrames[number].x = x
    networkFrames[number].width = cursor - x
    return cursor
  }

  /// The name of a network with its detail.
  static func name(of network: Plan.Network) -> String {
    let parts = [network.source.label, network.source.detail].filter { !$0.isEmpty }
    return DisplayWidth.visible(parts.joined(separator: " "))
  }

  /// The room that the name of a network needs at the left of everything else.
  func roomForTitle(of network: Int) -> Int {
    let label = DisplayWidth.visible(plan.networks[network].source.label)
    return metrics.width(of: label, style: .container) + 2 * spacing.titlePad
  }

  /// The name of a network with the first of its details.
  static func shortName(of network: Plan.Network) -> String {
    let first = network.source.detail.split(separator: ",").first.map(String.init) ?? ""
    let parts = [network.source.label, first].filter { !$0.isEmpty }
    return DisplayWidth.visible(parts.joined(separator: " "))
  }

  private func laneWidth(_ lane: Routes.Lane) -> Int {
    let slots = laneSlots[lane] ?? 0
    guard case .network(let network, let column) = lane else { return 0 }
    let isMargin = column == 0 || column == plan.networks[network].columns
    let base = isMargin ? (spacing.touch == 1 ? 0 : spacing.columnGap / 2) : spacing.columnGap
    return base + slots * 2 * spacing.unit
  }

  private func lane(_ group: Int?) -> Int {
    guard let group else { return 0 }
    return order[group].reduce(spacing.nodeGap) {
      $0 + nodeFrames[$1].width + spacing.nodeGap
    }
  }
}

extension LayoutState {
  /// The least width of each subnet of a network.
  private func cellWidths(of network: Int) -> [Int: Int] {
    var widths: [Int: Int] = [:]
    for subnet in plan.networks[network].subnets {
      let nodes = order[plan.subnets[subnet].group]
      let content = nodes.reduce(0) { $0 + nodeFrames[$1].width }
      let gaps = max(0, nodes.count - 1) * spacing.nodeGap
      let least = spacing.touch == 1 ? 8 : 0
      widths[subnet] =
        max(least, plan.subnets[subnet].labelWidth + content + gaps) + 2 * spacing.subnetPadX
    }
    return widths
  }

  private func columnWidths(of network: Int, _ cells: [Int: Int]) -> [Int] {
    let entry = plan.networks[network]
    let hasZones = !entry.zones.isEmpty
    var widths = Array(repeating: 0, count: entry.columns)
    var rows: [Int: [Int: Int]] = [:]
    for subnet in entry.subnets {
      let place = plan.subnets[subnet]
      let known = rows[place.column]?[place.row]
      rows[place.column, default: [:]][place.row] =
        (known.map { $0 + spacing.subnetGap } ?? 0) + (cells[subnet] ?? 0)
    }
    for (column, list) in rows { widths[column] = list.values.max() ?? 0 }
    for zone in entry.zones {
      let title = metrics.width(
        of: DisplayWidth.visible(plan.zones[zone].source.label), style: .container)
      let column = plan.zones[zone].column
      widths[column] = max(widths[column], title + 4 * spacing.titlePad)
    }
    return widths.map { $0 + (hasZones ? 2 * spacing.zonePadX : 0) }
  }

  private mutating func placeSubnets(
    _ network: Int, column: Int, at x: Int, width: Int, _ cells: [Int: Int]
  ) {
    let entry = plan.networks[network]
    let pad = entry.zones.isEmpty ? 0 : spacing.zonePadX
    for row in entry.rows {
      let members = entry.subnets.filter {
        plan.subnets[$0].row == row && plan.subnets[$0].column == column
      }
      if members.isEmpty { continue }
      let content = members.reduce(0) { $0 + (cells[$1] ?? 0) }
      let gaps = (members.count - 1) * spacing.subnetGap
      let slack = width - 2 * pad - content - gaps
      var cursor = x + pad
      for (place, subnet) in members.enumerated() {
        let share = slack * (place + 1) / members.count - slack * place / members.count
        subnetFrames[subnet].x = cursor
        subnetFrames[subnet].width = (cells[subnet] ?? 0) + share
        spreadNodes(of: subnet)
        cursor += subnetFrames[subnet].width + spacing.subnetGap
      }
    }
  }

  /// Spreads the nodes of a subnet evenly over the room beside its name.
  private mutating func spreadNodes(of subnet: Int) {
    let nodes = order[plan.subnets[subnet].group]
    if nodes.isEmpty { return }
    let frame = subnetFrames[subnet]
    let left = frame.x + spacing.subnetPadX + plan.subnets[subnet].labelWidth
    let room = frame.maxX - spacing.subnetPadX - left
    let content = nodes.reduce(0) { $0 + nodeFrames[$1].width }
    let slack = room - content - (nodes.count - 1) * spacing.nodeGap
    var used = 0
    for (place, node) in nodes.enumerated() {
      let before = slack * (place + 1) / (nodes.count + 1)
      nodeFrames[node].x = left + used + before + place * spacing.nodeGap
      used += nodeFrames[node].width
    }
  }
}
