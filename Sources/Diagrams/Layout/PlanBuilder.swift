/// Builds the plan of a canonical scene.
struct PlanBuilder<Metrics: CellMetrics> {
  let scene: Scene
  let metrics: Metrics
  let options: LayoutOptions
  /// The widths that subnets must keep free for their names, by the place of the subnet.
  let reserved: [Int: Int]
  /// How wide the picture may get, in hundredths of the width that is expected to be best.
  let share: Int
  private var plan = Plan()
  private var indices: [String: Int] = [:]
  private var tokens: [String: Int] = [:]

  init(scene: Scene, metrics: Metrics, options: LayoutOptions, reserved: [Int: Int], share: Int) {
    self.scene = scene
    self.metrics = metrics
    self.options = options
    self.reserved = reserved
    self.share = share
  }

  mutating func build() -> Plan {
    for (number, region) in scene.regions.enumerated() {
      plan.regions.append(Plan.Region(source: region))
      for network in region.networks { add(network, region: number) }
    }
    BlockPacking(metrics: metrics, options: options, share: share).pack(&plan)
    number()
    let groups = plan.nodes.indices.filter { !plan.nodes[$0].source.members.isEmpty }
    plan.nets = Nets.group(scene.edges, indices: indices, groups: Set(groups))
    return plan
  }

  private mutating func add(_ network: SceneNetwork, region: Int) {
    let index = plan.networks.count
    let isZoned = !network.zones.isEmpty
    var columns: [String: Int] = [:]
    for (place, zone) in network.zones.enumerated() { columns[zone.id] = columns[zone.id] ?? place }
    // Subnets that lie in no zone, where others do, have a column of their own behind the zones.
    let isMixed = isZoned && network.subnets.contains { $0.zone.flatMap { columns[$0] } == nil }
    var entry = Plan.Network(
      source: network, region: region,
      columns: isZoned && !options.stacksZones ? network.zones.count + (isMixed ? 1 : 0) : 1)
    for (place, zone) in network.zones.enumerated() {
      entry.zones.append(plan.zones.count)
      plan.zones.append(
        Plan.Zone(source: zone, network: index, column: options.stacksZones ? 0 : place))
    }
    if !network.gateways.isEmpty { entry.keys.append(Plan.RowKey(lane: .gateways)) }
    if !network.services.isEmpty { entry.keys.append(Plan.RowKey(lane: .services)) }
    var counts: [[Int]: Int] = [:]
    for subnet in network.subnets {
      let zone = subnet.zone.flatMap { columns[$0] }
      let column = options.stacksZones ? 0 : zone ?? (isZoned ? network.zones.count : 0)
      let strip = options.stacksZones ? (zone ?? network.zones.count) : 0
      let place = counts[[strip, column, subnet.tier], default: 0]
      counts[[strip, column, subnet.tier]] = place + 1
      let across = metrics.spacing.subnetsAcross + (isZoned || options.width != nil ? 0 : 1)
      let key = Plan.RowKey(
        lane: .tiers, zone: strip, tier: subnet.tier, part: place / across)
      entry.subnets.append(plan.subnets.count)
      if !entry.keys.contains(key) { entry.keys.append(key) }
      plan.subnets.append(
        subnetEntry(
          subnet, network: index, zone: zone.map { entry.zones[$0] }, column: column, key: key,
          slot: place % across))
    }
    entry.keys.sort()
    plan.networks.append(entry)
    plan.regions[region].networks.append(index)
  }

  private mutating func subnetEntry(
    _ subnet: SceneSubnet, network: Int, zone: Int?, column: Int, key: Plan.RowKey, slot: Int
  ) -> Plan.Subnet {
    var entry = Plan.Subnet(
      source: subnet, network: network, zone: zone, column: column, key: key, slot: slot)
    let spacing = metrics.spacing
    if options.hasLabelColumn {
      let lines = [(subnet.label, TextStyle.subnet)] + subnet.details.map { ($0, TextStyle.detail) }
      for (text, style) in lines where !text.isEmpty {
        let visible = DisplayWidth.visible(text)
        let short = metrics.shortened(visible, style: style, limit: spacing.longestName)
        entry.labels.append(
          Plan.Line(text: short, full: short == visible ? nil : visible, style: style))
      }
      let widest =
        entry.labels.enumerated().map { number, line in
          metrics.width(of: line.text, style: line.style) + (number == 0 ? spacing.sign : 0)
        }.max() ?? 0
      entry.labelWidth = widest + (spacing.touch == 1 ? 1 : spacing.subnetPadX)
    } else {
      entry.labelWidth = reserved[plan.subnets.count] ?? 0
    }
    return entry
  }

  /// Numbers rows, groups and nodes.
  private mutating func number() {
    if !scene.externals.isEmpty {
      plan.rows.append(Plan.Row(block: nil, isLane: true))
      plan.externals = group(scene.externals, network: nil, subnet: nil, row: 0)
    }
    for block in 0..<plan.blocks {
      let members = plan.networks.indices.filter { plan.networks[$0].block == block }
      let keys = Set(members.flatMap { plan.networks[$0].keys }).sorted()
      var rows: [Plan.RowKey: Int] = [:]
      for key in keys {
        rows[key] = plan.rows.count
        plan.rows.append(Plan.Row(block: block, isLane: key.lane != .tiers))
      }
      for index in members { place(index, rows: rows) }
    }
  }

  private mutating func place(_ index: Int, rows: [Plan.RowKey: Int]) {
    let network = plan.networks[index]
    plan.networks[index].rows = network.keys.compactMap { rows[$0] }
    if let row = rows[Plan.RowKey(lane: .gateways)], !network.source.gateways.isEmpty {
      plan.networks[index].gateways = group(
        network.source.gateways, network: index, subnet: nil, row: row)
    }
    if let row = rows[Plan.RowKey(lane: .services)], !network.source.services.isEmpty {
      plan.networks[index].services = group(
        network.source.services, network: index, subnet: nil, row: row)
    }
    for subnet in network.subnets {
      guard let row = rows[plan.subnets[subnet].key] else { continue }
      plan.subnets[subnet].row = row
      plan.subnets[subnet].group = group(
        plan.subnets[subnet].source.nodes, network: index, subnet: subnet, row: row)
    }
    for zone in network.zones {
      var span: [Int] = []
      if options.stacksZones {
        for subnet in network.subnets where plan.subnets[subnet].zone == zone {
          span.append(plan.subnets[subnet].row)
        }
      } else {
        for subnet in network.subnets { span.append(plan.subnets[subnet].row) }
      }
      guard let first = span.min(), let last = span.max() else {
        plan.zones[zone].lastRow = -1
        continue
      }
      plan.zones[zone].firstRow = first
      plan.zones[zone].lastRow = last
      plan.rows[first].startsZone = true
      plan.rows[last].endsZone = true
    }
  }

  private mutating func group(_ nodes: [SceneNode], network: Int?, subnet: Int?, row: Int) -> Int {
    let number = plan.groups.count
    var entry = Plan.Group(network: network, subnet: subnet, row: row, nodes: [])
    for node in nodes {
      indices[node.id] = plan.nodes.count
      entry.nodes.append(plan.nodes.count)
      plan.nodes.append(NodeLook(metrics: metrics, options: options).entry(node, number, &tokens))
    }
    plan.groups.append(entry)
    return number
  }
}
