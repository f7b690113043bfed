import PacketSets

/// Address sets as ranges of nodes of a prefix tree.
///
/// All addresses whose deepest prefix in the tree is the same node are alike for every set whose
/// prefixes are in the tree, so a set is a sorted list of disjoint node ranges.
struct AddressRanges: Hashable {
  /// The ranges of nodes, sorted and disjoint.
  var ranges: [Range<Int32>]

  /// No address.
  static let none = AddressRanges(ranges: [])

  /// Finds the nodes of a set; every prefix of the set must be in the tree.
  init(_ set: AddressSet, in tree: PrefixTree) {
    var ranges: [Range<Int32>] = []
    for prefix in set.prefixes {
      guard let node = tree.node(of: prefix) else { continue }
      ranges.append(Int32(node)..<Int32(tree.subtreeEnd(node)))
    }
    self.ranges = ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  private init(ranges: [Range<Int32>]) { self.ranges = ranges }

  /// Whether the addresses of a node are in the set.
  ///
  /// - Complexity: O(log *n*) in the number of ranges.
  func contains(_ node: Int32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) >> 1
      if ranges[middle].upperBound <= node { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= node
  }
}

extension PrefixTree {
  /// The nodes of all addresses of each family.
  var roots: [Int32] { AddressFamily.allCases.map { Int32(root(of: $0)) } }
}
