/// Prefixes of both families as two trees, with fast search for the longest one that holds an
/// address.
///
/// Nodes are numbered in preorder: 0.0.0.0/0 is node 0, its descendants follow, then ::/0 and its
/// descendants. A subtree is the range `node..<subtreeEnd(node)`. Both roots are always there.
public struct PrefixTree: Sendable {
  private let v4: PrefixLine<UInt32>
  private let v6: PrefixLine<UInt128>

  /// Creates the trees of the given prefixes, which may repeat and stand in any order.
  ///
  /// - Complexity: O(*n* log *n*).
  public init(_ prefixes: [Prefix]) {
    var low: [PrefixLine<UInt32>.Block] = []
    var high: [PrefixLine<UInt128>.Block] = []
    for prefix in prefixes {
      switch prefix.address {
      case .v4(let first): low.append(.init(first: first.rawValue, length: prefix.length))
      case .v6(let first): high.append(.init(first: first.rawValue, length: prefix.length))
      }
    }
    v4 = PrefixLine(low)
    v6 = PrefixLine(high)
  }

  /// The number of nodes of both trees.
  public var count: Int { v4.blocks.count + v6.blocks.count }

  /// Returns the root of a family's tree.
  public func root(of family: AddressFamily) -> Int {
    switch family {
    case .v4: 0
    case .v6: v4.blocks.count
    }
  }

  /// Returns the family of a node.
  public func family(of node: Int) -> AddressFamily {
    node < v4.blocks.count ? .v4 : .v6
  }

  /// Returns the deepest node whose prefix holds `address`.
  ///
  /// - Complexity: O(log *n*).
  public func node(containing address: IPAddress) -> Int {
    switch address {
    case .v4(let address): v4.node(containing: address.rawValue)
    case .v6(let address): v4.blocks.count + v6.node(containing: address.rawValue)
    }
  }

  /// Returns the deepest node whose prefix holds all of `prefix`.
  ///
  /// - Complexity: O(log *n* + *d*), where *d* is the depth of the tree.
  public func node(containing prefix: Prefix) -> Int {
    var node = node(containing: prefix.first)
    while length(of: node) > prefix.length { node = parent(node) }
    return node
  }

  /// Returns the node of exactly this prefix, or nothing if it was not among those given.
  ///
  /// - Complexity: O(log *n*).
  public func node(of prefix: Prefix) -> Int? {
    switch prefix.address {
    case .v4(let first):
      v4.node(of: .init(first: first.rawValue, length: prefix.length))
    case .v6(let first):
      v6.node(of: .init(first: first.rawValue, length: prefix.length))
        .map { $0 + v4.blocks.count }
    }
  }

  /// Returns the node of the shortest prefix around this one, or the node itself for a root.
  public func parent(_ node: Int) -> Int {
    let offset = v4.blocks.count
    return node < offset ? v4.parents[node] : v6.parents[node - offset] + offset
  }

  /// Returns the number after the last node of the subtree below `node`.
  public func subtreeEnd(_ node: Int) -> Int {
    let offset = v4.blocks.count
    return node < offset ? v4.subtreeEnds[node] : v6.subtreeEnds[node - offset] + offset
  }

  /// Returns the nodes directly below `node`, in ascending order.
  public func children(_ node: Int) -> [Int] {
    var children: [Int] = []
    var child = node + 1
    while child < subtreeEnd(node) {
      children.append(child)
      child = subtreeEnd(child)
    }
    return children
  }

  /// Returns the prefix of a node.
  public func prefix(of node: Int) -> Prefix {
    let offset = v4.blocks.count
    if node < offset {
      let block = v4.blocks[node]
      return Prefix(.v4(IPv4Address(rawValue: block.first)), length: block.length)
    }
    let block = v6.blocks[node - offset]
    return Prefix(.v6(IPv6Address(rawValue: block.first)), length: block.length)
  }

  /// Returns the lowest address whose deepest node is `node`, or nothing if there is none.
  public func representative(of node: Int) -> IPAddress? {
    let offset = v4.blocks.count
    if node < offset {
      return v4.representatives[node].map { .v4(IPv4Address(rawValue: $0)) }
    }
    return v6.representatives[node - offset].map { .v6(IPv6Address(rawValue: $0)) }
  }

  /// Whether the node's children hold all of its addresses, so that it is no address's deepest node.
  public func covered(_ node: Int) -> Bool {
    let offset = v4.blocks.count
    return node < offset
      ? v4.representatives[node] == nil : v6.representatives[node - offset] == nil
  }

  /// Returns the addresses whose deepest node is `node`.
  ///
  /// - Complexity: O(*k*), where *k* is the number of its children.
  public func ownAddresses(of node: Int) -> AddressSet {
    let offset = v4.blocks.count
    return node < offset
      ? AddressSet(v4: v4.ownNumbers(of: node), v6: .empty)
      : AddressSet(v4: .empty, v6: v6.ownNumbers(of: node - offset))
  }

  private func length(of node: Int) -> Int {
    let offset = v4.blocks.count
    return node < offset ? v4.blocks[node].length : v6.blocks[node - offset].length
  }
}
