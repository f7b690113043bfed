extension LayoutState {
  /// Orders the nodes of each group so that lines cross little.
  ///
  /// Each sweep sorts every group by the mean column of its partners and is kept when the
  /// picture does not get worse; then neighbours are exchanged while that improves it.
  mutating func improveOrder(polishes: Bool) {
    solve()
    var best = score()
    let size = plan.nodes.count + plan.nets.count
    let sweeps = size <= 120 ? 4 : size <= 800 ? 2 : 1
    for sweep in 0..<sweeps {
      var next = self
      next.sweep(downwards: sweep % 2 == 0)
      if next.order == order { continue }
      next.solve()
      let score = next.score()
      if score <= best {
        self = next
        best = score
      }
    }
    if polishes { polish(from: best, budget: size <= 40 ? 120 : size <= 80 ? 40 : 0) }
  }

  private mutating func sweep(downwards: Bool) {
    let rows = plan.groups.indices.sorted {
      let left = plan.groups[$0].row
      let right = plan.groups[$1].row
      return left != right ? (left < right) == downwards : $0 < $1
    }
    for group in rows {
      let own = order[group]
      let keyed = own.enumerated().map { place, node in
        let list = partners[node].filter { !own.contains($0) }
        let mean =
          list.isEmpty
          ? nodeFrames[node].midX : list.reduce(0) { $0 + nodeFrames[$1].midX } / list.count
        return (mean: mean, place: place, node: node)
      }
      order[group] = keyed.sorted { ($0.mean, $0.place) < ($1.mean, $1.place) }.map(\.node)
      // The new order holds at once, so that the next row sees it.
      let columns = own.map { nodeFrames[$0].midX }.sorted()
      for (node, column) in zip(order[group], columns) {
        nodeFrames[node].x = column - nodeFrames[node].width / 2
      }
    }
  }

  private mutating func polish(from score: Int, budget: Int) {
    var best = score
    var left = budget
    var improved = true
    while improved, left > 0 {
      improved = false
      for group in order.indices {
        for place in order[group].indices.dropLast() where left > 0 {
          var next = self
          next.order[group].swapAt(place, place + 1)
          next.solve()
          left -= 1
          let score = next.score()
          if score < best {
            self = next
            best = score
            improved = true
          }
        }
      }
    }
  }
}
