extension LayoutState {
  /// Places everything from top to bottom: rows, channels and the containers around them.
  mutating func placeRows() {
    var y = 0
    var rowTop = Array(repeating: 0, count: plan.rows.count)
    var rowBottom = rowTop
    let numbers = channelNumbers()
    if plan.externals != nil {
      rowTop[0] = y
      y += rowHeight(0)
      rowBottom[0] = y
      y = placeChannel(numbers[.outer(block: 0)], at: y)
    }
    for block in 0..<plan.blocks {
      let starting = plan.regions.indices.filter { plan.regions[$0].firstBlock == block }
      if !starting.isEmpty {
        if block > 0 || plan.externals == nil {
          y = placeChannel(numbers[.outer(block: block)], at: y)
        }
        for region in starting { regionFrames[region].y = y }
        y += spacing.regionTop
      }
      y = placeChannel(numbers[.region(block: block)], at: y)
      let members = plan.networks.indices.filter { plan.networks[$0].block == block }
      for network in members { networkFrames[network].y = y }
      if !members.isEmpty { y += spacing.networkTop }
      for row in plan.rows.indices where plan.rows[row].block == block {
        let entry = plan.rows[row]
        let pad = entry.isLane ? spacing.lanePad : 0
        if entry.startsZone { y += spacing.zoneTop }
        rowTop[row] = y
        y += pad + rowHeight(row)
        rowBottom[row] = y
        if entry.endsZone { y += spacing.zoneBottom }
        y = placeChannel(numbers[.below(row: row)], at: y)
        for network in members where plan.networks[network].rows.last == row {
          networkFrames[network].height = y + spacing.networkBottom - networkFrames[network].y
        }
      }
      y += spacing.networkBottom
      for network in members where plan.networks[network].rows.isEmpty {
        networkFrames[network].height = y - networkFrames[network].y
      }
      let ending = plan.regions.indices.filter { plan.regions[$0].lastBlock == block }
      if !ending.isEmpty { y += spacing.regionBottom }
      for region in ending { regionFrames[region].height = y - regionFrames[region].y }
      if block + 1 < plan.blocks { y += spacing.blockGap }
    }
    height = y
    placeContents(rowTop, rowBottom)
    for (number, trunk) in routes.trunks.enumerated() {
      trunkY[number] =
        channelY[trunk.channel].lowerBound + spacing.stubAbove
        + trunkTrack[number] * spacing.trackPitch
    }
  }

  private func channelNumbers() -> [Routes.Channel: Int] {
    var result: [Routes.Channel: Int] = [:]
    for (number, channel) in routes.channels.enumerated() { result[channel] = number }
    return result
  }

  private mutating func placeChannel(_ number: Int?, at y: Int) -> Int {
    guard let number else { return y }
    let tracks = channelTracks[number]
    var height = spacing.emptyChannel
    switch routes.channels[number] {
    case .outer(let block) where block > 0 || plan.externals == nil: height = 0
    case .region: height = 0
    case .outer, .below: break
    }
    if tracks > 0 {
      height =
        spacing.stubAbove + (tracks - 1) * spacing.trackPitch + spacing.stubBelow + spacing.touch
    }
    channelY[number] = y...(y + height)
    return y + height
  }

  /// The height of a row, with what subnets keep above and below their nodes.
  private func rowHeight(_ row: Int) -> Int {
    var height = 0
    for group in plan.groups where group.row == row {
      for node in group.nodes { height = max(height, plan.nodes[node].height) }
    }
    if plan.rows[row].isLane { return height }
    for subnet in plan.subnets where subnet.row == row {
      let labels = subnet.labels.reduce(0) { $0 + spacing.lineHeight($1.style) }
      height = max(height, labels, spacing.touch == 1 ? 1 : 0)
    }
    return height + 2 * spacing.subnetPadY
  }

  private mutating func placeContents(_ rowTop: [Int], _ rowBottom: [Int]) {
    for group in plan.groups {
      let isLane = plan.rows[group.row].isLane
      let isExternal = plan.rows[group.row].block == nil
      let pad = isLane ? (isExternal ? 0 : spacing.lanePad) : spacing.subnetPadY
      let top = rowTop[group.row] + pad
      let room = rowBottom[group.row] - top - (isLane ? 0 : spacing.subnetPadY)
      for node in group.nodes {
        nodeFrames[node].height = room
        nodeFrames[node].y = top
      }
    }
    for (number, subnet) in plan.subnets.enumerated() {
      subnetFrames[number].y = rowTop[subnet.row]
      subnetFrames[number].height = rowBottom[subnet.row] - rowTop[subnet.row]
    }
    for (number, zone) in plan.zones.enumerated() where zone.lastRow >= zone.firstRow {
      let top = rowTop[zone.firstRow] - spacing.zoneTop
      zoneFrames[number].y = top
      zoneFrames[number].height = rowBottom[zone.lastRow] + spacing.zoneBottom - top
    }
  }
}
