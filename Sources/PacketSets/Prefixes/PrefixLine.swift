/// The prefixes of one family as a forest with one root, and the line of addresses cut by them.
///
/// Nodes are numbered in preorder, which is the order of prefixes; node 0 is the whole line.
struct PrefixLine<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// A block of numbers, given by its first one and the number of leading bits that are fixed.
  struct Block: Hashable, Comparable, Sendable {
    let first: Key
    let length: Int

    var last: Key { first | ~(Key.max << (Key.bitWidth - length)) }

    static func < (left: Block, right: Block) -> Bool {
      left.first == right.first ? left.length < right.length : left.first < right.first
    }
  }

  /// The blocks in preorder, without duplicates.
  private(set) var blocks: [Block]

  /// For each node its parent; the root is its own.
  private(set) var parents: [Int]

  /// For each node the number after the last node of its subtree.
  private(set) var subtreeEnds: [Int]

  /// The numbers at which the deepest node changes, in ascending order, beginning with zero.
  private(set) var boundaries: [Key] = []

  /// For each boundary the deepest node from there to the next boundary.
  private(set) var owners: [Int] = []

  /// For each node the lowest number whose deepest node it is.
  private(set) var representatives: [Key?]

  init(_ unsorted: [Block]) {
    blocks = (unsorted + [Block(first: 0, length: 0)]).sorted()
    var kept = 1
    for index in 1..<blocks.count where blocks[index] != blocks[kept - 1] {
      blocks[kept] = blocks[index]
      kept += 1
    }
    blocks.removeLast(blocks.count - kept)
    parents = Array(repeating: 0, count: kept)
    subtreeEnds = Array(repeating: kept, count: kept)
    representatives = Array(repeating: nil, count: kept)
    sweep()
    for (boundary, owner) in zip(boundaries, owners) where representatives[owner] == nil {
      representatives[owner] = boundary
    }
  }

  /// Walks the blocks from left to right with a stack of those that are open.
  private mutating func sweep() {
    var open: [(node: Int, last: Key)] = []
    for node in blocks.indices {
      let first = blocks[node].first
      while let top = open.last, top.last < first { close(&open, before: node) }
      parents[node] = open.last?.node ?? 0
      cut(at: first, owner: node)
      open.append((node, blocks[node].last))
    }
    while !open.isEmpty { close(&open, before: blocks.count) }
  }

  private mutating func close(_ open: inout [(node: Int, last: Key)], before node: Int) {
    let closed = open.removeLast()
    subtreeEnds[closed.node] = node
    if let outer = open.last, closed.last < .max {
      cut(at: closed.last + 1, owner: outer.node)
    }
  }

  private mutating func cut(at boundary: Key, owner: Int) {
    if boundaries.last == boundary {
      owners[owners.count - 1] = owner
    } else {
      boundaries.append(boundary)
      owners.append(owner)
    }
  }

  /// Returns the deepest node that holds `key`.
  ///
  /// - Complexity: O(log *n*).
  func node(containing key: Key) -> Int {
    boundaries.withUnsafeBufferPointer { boundaries in
      var base = 0
      var size = boundaries.count
      while size > 1 {
        let half = size &>> 1
        base = boundaries[base &+ half] <= key ? base &+ half : base
        size &-= half
      }
      return owners[base]
    }
  }

  /// Returns the node of exactly this block.
  ///
  /// - Complexity: O(log *n*).
  func node(of block: Block) -> Int? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle] < block {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < blocks.count && blocks[low] == block ? low : nil
  }

  /// The numbers whose deepest node is `node`.
  ///
  /// - Complexity: O(*k* log *n*), where *k* is the number of intervals.
  func ownNumbers(of node: Int) -> IntervalSet<Key> {
    var rest: [ClosedRange<Key>] = []
    var start = blocks[node].first
    var child = node + 1
    while child < subtreeEnds[node] {
      if start < blocks[child].first { rest.append(start...blocks[child].first - 1) }
      if blocks[child].last == blocks[node].last { return IntervalSet(canonical: rest) }
      start = blocks[child].last + 1
      child = subtreeEnds[child]
    }
    rest.append(start...blocks[node].last)
    return IntervalSet(canonical: rest)
  }
}
