import Topology

/// Senders in networks that are joined to the receivers' network by a world alone.
extension FlowCounter {
  /// Counts what comes to a place from far away, one walk for each group of senders.
  func countFar(_ place: Int32, _ shadow: Int32, into result: inout BroadCount) {
    let target = classes.places[Int(place)]
    guard let number = far.grouping(for: target) else { return }
    let grouping = far.known[number]
    var counts = farWeights(number, grouping)
    let near = fabric.links.linked[Int(classes.presences[Int(target.presences[0])].network)]
    for network in near {
      for bundle in index.bundlesOfNetwork[Int(network)] {
        for cell in index.order[index.bundleRanges[bundle]] {
          let group = grouping.groupOf[Int(cell)]
          if group >= 0 { counts[Int(group)] -= Int(weights[Int(cell)]) }
        }
      }
    }
    for (group, count) in counts.enumerated() where count > 0 {
      let examples = grouping.members[group].lazy.filter {
        self.weights[Int($0)] > 0 && !near.contains(self.index.network(of: $0))
      }.prefix(2)
      guard let example = examples.first else { continue }
      let state = pairState(example, place, shadow, withGroups: false)
      result.add(state, count, Array(examples))
    }
  }

  private func farWeights(_ number: Int, _ grouping: FarSenders.Grouping) -> [Int] {
    if let known = farWeights[number] { return known }
    let result = grouping.members.map { cells in
      cells.reduce(0) { $0 + Int(weights[Int($1)]) }
    }
    farWeights[number] = result
    return result
  }
}
