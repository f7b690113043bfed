import PacketSets
import Topology

/// Longest-prefix lookups in the route tables of a graph, remembered by table and node.
final class RouteLookup {
  /// A target that a lookup may choose.
  struct Candidate {
    var target: RouteTarget
    /// What is missing to know whether this route is taken, when it is one of several.
    var reason: ReasonID
  }

  /// What a lookup gives.
  enum Result {
    /// The table does not route this destination.
    case nothing
    /// The table is not known.
    case unknown(ID<Assumption>)
    /// One route, or several of which it is not known which is taken.
    case candidates([Candidate])
  }

  private struct Entry {
    var ranges: AddressRanges
    var prefixes: [Prefix]
    var possible: AddressRanges
    var reason: ReasonID
    var rank: Int
    var target: RouteTarget
  }

  private let tree: PrefixTree
  private let algebra: Algebra
  private let unknown: [ID<Assumption>?]
  private let entries: [[Entry]]
  private var known: [UInt64: Result] = [:]

  init(_ topology: Topology, tree: PrefixTree, algebra: Algebra) {
    self.tree = tree
    self.algebra = algebra
    unknown = topology.routeTables.map(\.unknown)
    entries = topology.routeTables.map { table in
      table.routes.map { route in
        Entry(
          ranges: AddressRanges(AddressSet(route.destinations), in: tree),
          prefixes: route.destinations,
          possible: route.possible.map { AddressRanges($0.addresses, in: tree) } ?? .none,
          reason: route.possible.map { algebra.reason($0.assumption) } ?? .none,
          rank: route.rank, target: route.target)
      }
    }
  }

  /// Where a table sends packets to an address.
  ///
  /// - Complexity: O(1) for a destination that was asked before, else O(*r*) in the routes.
  func lookup(_ table: ID<RouteTable>, _ destination: IPAddress) -> Result {
    if let assumption = unknown[table.index] { return .unknown(assumption) }
    let node = Int32(tree.node(containing: destination))
    let key = UInt64(table.rawValue) << 32 | UInt64(UInt32(bitPattern: node))
    if let result = known[key] { return result }
    let result = search(entries[table.index], node: node, destination: destination)
    known[key] = result
    return result
  }

  private func search(_ entries: [Entry], node: Int32, destination: IPAddress) -> Result {
    var best: [Candidate] = []
    var bestKey = (length: -1, rank: Int.max)
    var possible: [Candidate] = []
    for entry in entries {
      let length =
        entry.ranges.contains(node)
        ? entry.prefixes.lazy.filter { $0.contains(destination) }.map(\.length).max() : nil
      if let length {
        if length > bestKey.length || (length == bestKey.length && entry.rank < bestKey.rank) {
          best = [Candidate(target: entry.target, reason: .none)]
          bestKey = (length, entry.rank)
        } else if length == bestKey.length, entry.rank == bestKey.rank,
          !best.contains(where: { $0.target == entry.target })
        {
          best.append(Candidate(target: entry.target, reason: .none))
        }
      } else if entry.possible.contains(node) {
        possible.append(Candidate(target: entry.target, reason: entry.reason))
      }
    }
    if best.isEmpty && possible.isEmpty { return .nothing }
    if best.isEmpty {
      best = [Candidate(target: .drop("no route"), reason: .none)]
    }
    return .candidates(best + possible)
  }
}
