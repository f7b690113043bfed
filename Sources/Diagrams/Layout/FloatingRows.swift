extension LayoutState {
  /// Places gateways, services and externals as near to their partners as their order allows.
  mutating func placeLanes() {
    let groups = [plan.externals].compactMap { $0 }
    let inner = plan.networks.flatMap { [$0.services, $0.gateways] }.compactMap { $0 }
    for _ in 0..<3 {
      for group in inner + groups { place(group) }
    }
  }

  private func range(of group: Int) -> ClosedRange<Int> {
    guard let network = plan.groups[group].network else { return 0...max(0, width) }
    let first = strips[.network(network, 0)] ?? Strip()
    let last = strips[.network(network, plan.networks[network].columns)] ?? Strip()
    return (first.x + first.width)...max(first.x + first.width, last.x)
  }

  private mutating func place(_ group: Int) {
    let nodes = order[group]
    let range = range(of: group)
    var wishes: [Int] = []
    for node in nodes {
      var list = partners[node]
      // A partner inside the own network says more about the place than one outside.
      let network = plan.groups[group].network
      let inside = list.filter { plan.groups[plan.nodes[$0].group].network == network }
      if network != nil, !inside.isEmpty { list = inside }
      let middle = (range.lowerBound + range.upperBound) / 2
      let wish = list.isEmpty ? middle : list.reduce(0) { $0 + nodeFrames[$1].midX } / list.count
      wishes.append(wish - nodeFrames[node].width / 2)
    }
    let widths = nodes.map { nodeFrames[$0].width + spacing.nodeGap }
    let places = OrderedPlacement.solve(
      wishes: wishes, widths: widths, low: range.lowerBound,
      high: range.upperBound + spacing.nodeGap)
    for (node, x) in zip(nodes, places) { nodeFrames[node].x = x }
    if plan.groups[group].network == nil, let last = nodes.last {
      width = max(width, nodeFrames[last].maxX)
    }
  }
}

/// Places things in a given order, without overlap, as near to where they want to be as possible.
enum OrderedPlacement {
  /// Returns the left ends that lie in the least sum of squares from `wishes`.
  ///
  /// Pools neighbours that would overlap and moves each pool to the mean of its wishes.
  ///
  /// - Complexity: O(*n*).
  static func solve(wishes: [Int], widths: [Int], low: Int, high: Int) -> [Int] {
    var pools: [(sum: Int, count: Int)] = []
    var offsets: [Int] = []
    var offset = 0
    for width in widths {
      offsets.append(offset)
      offset += width
    }
    for (wish, start) in zip(wishes, offsets) {
      pools.append((wish - start, 1))
      while pools.count > 1 {
        let last = pools[pools.count - 1]
        let before = pools[pools.count - 2]
        if before.sum * last.count <= last.sum * before.count { break }
        pools.removeLast(2)
        pools.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let limit = max(low, high - offset)
    var result: [Int] = []
    for pool in pools {
      let mean = min(max(low, pool.sum / pool.count), limit)
      for _ in 0..<pool.count { result.append(mean + offsets[result.count]) }
    }
    return result
  }
}
