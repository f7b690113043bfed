/// The positions of a plan while the layout decides them step by step.
struct LayoutState<Metrics: CellMetrics>: Sendable {
  /// A strip that risers stand in.
  struct Strip: Sendable {
    var x = 0
    var width = 0
  }

  let plan: Plan
  let routes: Routes
  let metrics: Metrics
  let spacing: Spacing

  /// The nodes at the other ends of the lines of each node.
  let partners: [[Int]]

  /// The nodes of each group from left to right.
  var order: [[Int]]

  /// The room that networks keep free at their left for their names.
  var titleRoom: [Int: Int] = [:]

  // Sizes and columns.
  var nodeFrames: [Frame]
  var subnetFrames: [Frame]
  var zoneFrames: [Frame]
  var networkFrames: [Frame]
  var regionFrames: [Frame]
  var width = 0
  var height = 0

  // Risers.
  var riserLane: [Routes.Lane]
  var riserSlot: [Int]
  var riserX: [Int]
  var laneSlots: [Routes.Lane: Int] = [:]
  var strips: [Routes.Lane: Strip] = [:]

  // Ports and tracks.
  var pinX: [Int]
  var trunkSpan: [ClosedRange<Int>]
  var trunkTrack: [Int]
  var channelTracks: [Int]
  var trunkY: [Int]
  var channelY: [ClosedRange<Int>]

  init(plan: Plan, routes: Routes, metrics: Metrics) {
    self.plan = plan
    self.routes = routes
    self.metrics = metrics
    spacing = metrics.spacing
    order = plan.groups.map(\.nodes)
    var partners = Array(repeating: [Int](), count: plan.nodes.count)
    for net in plan.nets {
      for source in net.sources { partners[source] += net.targets }
      for target in net.targets { partners[target] += net.sources }
    }
    self.partners = partners
    let empty = Frame(x: 0, y: 0, width: 0, height: 0)
    nodeFrames = plan.nodes.map { Frame(x: 0, y: 0, width: $0.width, height: $0.height) }
    subnetFrames = Array(repeating: empty, count: plan.subnets.count)
    zoneFrames = Array(repeating: empty, count: plan.zones.count)
    networkFrames = Array(repeating: empty, count: plan.networks.count)
    regionFrames = Array(repeating: empty, count: plan.regions.count)
    riserLane = routes.risers.map { $0.lanes[0] }
    riserSlot = Array(repeating: 0, count: routes.risers.count)
    riserX = riserSlot
    pinX = Array(repeating: 0, count: routes.terminals.count)
    trunkSpan = Array(repeating: 0...0, count: routes.trunks.count)
    trunkTrack = Array(repeating: 0, count: routes.trunks.count)
    trunkY = trunkTrack
    channelTracks = Array(repeating: 0, count: routes.channels.count)
    channelY = Array(repeating: 0...0, count: routes.channels.count)
    for (side, list) in routes.sides {
      let least = (list.count + 2) * 2 * spacing.unit
      nodeFrames[side.node].width = max(nodeFrames[side.node].width, least)
    }
  }

  /// The column of a vertical line where it leaves its trunk.
  func x(of pin: Routes.Pin) -> Int {
    switch pin {
    case .terminal(let number): pinX[number]
    case .riser(let number): riserX[number]
    }
  }

  /// Decides everything for the present order of nodes.
  mutating func solve() {
    chooseLanes()
    placeColumns()
    placeRisers()
    placePorts()
    spanTrunks()
    packTracks()
    placeRows()
  }

  /// Decides columns, ports and tracks as if risers took no room, as a first estimate.
  mutating func estimate() {
    laneSlots = [:]
    placeColumns()
    placeRisers()
    spreadPorts()
    spanTrunks()
  }

  mutating func spanTrunks() {
    for (number, trunk) in routes.trunks.enumerated() {
      let xs = (trunk.up + trunk.down).map { x(of: $0) }
      trunkSpan[number] = (xs.min() ?? 0)...(xs.max() ?? 0)
    }
  }
}
