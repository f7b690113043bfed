/// Which channels each net runs through, before anything has a position.
///
/// A net is a tree: a horizontal trunk in each channel where it meets nodes, and risers in
/// lanes that join its trunks. A node is met from below when it stands in the topmost row of
/// the net, and from above otherwise.
struct Routes: Sendable {
  /// A horizontal strip that lines run in.
  enum Channel: Hashable, Sendable {
    /// Above the regions of a block row.
    case outer(block: Int)
    /// Within a region, above its networks of a block row.
    case region(block: Int)
    /// Below a row of nodes.
    case below(row: Int)
  }

  /// A vertical strip that risers run in.
  enum Lane: Hashable, Sendable {
    /// Before the column of that number; the last lane stands after the last column.
    case network(Int, Int)
    /// At the left of a region, within it.
    case regionLeft(Int)
    /// At the right of a region, within it.
    case regionRight(Int)
    /// At the left of the picture.
    case left
    /// At the right of the picture.
    case right
  }

  struct Terminal: Sendable {
    var net: Int
    var node: Int
    var isSource: Bool
    var isTarget: Bool
    var isTop: Bool
    var trunk: Int
  }

  struct Riser: Sendable {
    var net: Int
    var upper: Int
    var lower: Int
    var lanes: [Lane]
  }

  /// An end of a vertical line at a trunk.
  enum Pin: Hashable, Sendable {
    case terminal(Int)
    case riser(Int)
  }

  struct Trunk: Sendable {
    var net: Int
    var channel: Int
    var up: [Pin] = []
    var down: [Pin] = []
  }

  var channels: [Channel] = []
  var terminals: [Terminal] = []
  var risers: [Riser] = []
  var trunks: [Trunk] = []
  /// The terminals at the lower and upper side of each node.
  var sides: [NodeSide: [Int]] = [:]
}

/// A side of a node that lines meet.
struct NodeSide: Hashable, Comparable, Sendable {
  var node: Int
  var isTop: Bool

  static func < (left: NodeSide, right: NodeSide) -> Bool {
    (left.node, left.isTop ? 0 : 1) < (right.node, right.isTop ? 0 : 1)
  }
}
