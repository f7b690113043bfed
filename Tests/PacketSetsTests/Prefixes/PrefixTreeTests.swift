import PacketSets
import TestSupport
import Testing

@Suite struct `Prefix trees` {
  private func longest(_ prefixes: [Prefix], _ address: IPAddress) -> Prefix {
    let roots = [Prefix.allIPv4, .allIPv6]
    let holding = (prefixes + roots).filter { $0.contains(address) }
    return holding.max { $0.length < $1.length } ?? .allIPv4
  }

  @Test func `find the longest prefix that holds an address`() {
    var generator = SeededGenerator(seed: 8)
    for round in 0..<40 {
      let prefixes = `Address sets`.randomPrefixes(round, &generator)
      let tree = PrefixTree(prefixes)
      let others = `Address sets`.randomPrefixes(10, &generator)
      let probes = (prefixes + others).flatMap { [$0.first, $0.last] }
      for probe in probes {
        #expect(tree.prefix(of: tree.node(containing: probe)) == longest(prefixes, probe))
      }
      for other in others {
        let around = (prefixes + [.allIPv4, .allIPv6]).filter { $0.contains(other) }
        #expect(
          tree.prefix(of: tree.node(containing: other)).length == around.map(\.length).max())
      }
    }
  }

  @Test func `number the nodes in preorder`() {
    var generator = SeededGenerator(seed: 9)
    for round in 0..<40 {
      let prefixes = `Address sets`.randomPrefixes(round, &generator)
      let all = Set(prefixes + [.allIPv4, .allIPv6]).sorted()
      let tree = PrefixTree(prefixes.shuffled(using: &generator))
      #expect((0..<tree.count).map(tree.prefix) == all)
      for (node, prefix) in all.enumerated() {
        let subtree = all.indices.filter { prefix.contains(all[$0]) }
        #expect(Array(node..<tree.subtreeEnd(node)) == subtree)
        let around = all.filter { $0.contains(prefix) && $0 != prefix }
        let parent = around.max { $0.length < $1.length } ?? prefix
        #expect(tree.prefix(of: tree.parent(node)) == parent)
        #expect(tree.node(of: prefix) == node)
        #expect(tree.family(of: node) == prefix.family)
        #expect(tree.children(node).allSatisfy { tree.parent($0) == node })
      }
    }
  }

  @Test func `give each node the addresses that its children leave`() throws {
    var generator = SeededGenerator(seed: 10)
    for round in 0..<40 {
      let tree = PrefixTree(`Address sets`.randomPrefixes(round * 2, &generator))
      for node in 0..<tree.count {
        let inner = AddressSet(tree.children(node).map(tree.prefix))
        let own = AddressSet(tree.prefix(of: node)).subtracting(inner)
        #expect(tree.ownAddresses(of: node) == own)
        #expect(tree.covered(node) == own.isEmpty)
        #expect(tree.representative(of: node) == own.first)
        if let representative = tree.representative(of: node) {
          #expect(tree.node(containing: representative) == node)
        }
      }
    }
  }

  @Test func `have no address of their own where two halves cover a node`() throws {
    let texts = [
      "10.0.0.0/8", "10.0.0.0/9", "10.128.0.0/9", "0.0.0.0/1", "128.0.0.0/1", "8000::/1",
    ]
    let tree = PrefixTree(try texts.map { try #require(Prefix($0)) })
    #expect(tree.covered(0))
    #expect(tree.representative(of: 0) == nil)
    let eight = try #require(Prefix("10.0.0.0/8"))
    let ten = try #require(tree.node(of: eight))
    #expect(tree.covered(ten))
    #expect(!tree.covered(tree.root(of: .v6)))
    #expect(tree.node(of: try #require(Prefix("10.0.0.0/10"))) == nil)
  }

  @Test func `have both roots when there are no prefixes`() throws {
    let tree = PrefixTree([])
    #expect(tree.count == 2)
    #expect(tree.node(containing: try #require(IPAddress("1.2.3.4"))) == tree.root(of: .v4))
    #expect(tree.node(containing: try #require(IPAddress("::1"))) == tree.root(of: .v6))
  }
}
