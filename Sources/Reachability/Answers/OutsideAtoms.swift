import PacketSets
import Topology

/// Addresses outside that no rule, route or border tells apart.
struct OutsideAtom {
  /// One of the addresses, chosen to read well.
  var representative: IPAddress
  /// All of them.
  var addresses: AddressSet
  /// Their node in the tree of the filters of endpoints.
  var peerNode: Int32
  /// Their node in the tree of routes and borders.
  var fabricNode: Int32

  /// Whether the representative is of a range that is set aside for examples.
  var readsWell: Bool { Self.examples.contains(representative) }

  private static let examples = AddressSet(
    ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"].compactMap {
      Prefix($0)
    })
}

/// Cuts sets of addresses outside into atoms.
struct OutsideAtoms {
  private let graph: CompiledGraph
  private let owned: AddressSet
  private let cutsV4: [UInt32]
  private let cutsV6: [UInt128]

  init(_ graph: CompiledGraph) {
    self.graph = graph
    owned = Self.ownedAddresses(graph.topology)
    var v4 = Set<UInt32>()
    var v6 = Set<UInt128>()
    for tree in [graph.peerTree, graph.fabricTree] {
      for node in 0..<tree.count {
        let prefix = tree.prefix(of: node)
        switch (prefix.first, prefix.last) {
        case (.v4(let first), .v4(let last)):
          v4.insert(first.rawValue)
          if last.rawValue < .max { v4.insert(last.rawValue + 1) }
        case (.v6(let first), .v6(let last)):
          v6.insert(first.rawValue)
          if last.rawValue < .max { v6.insert(last.rawValue + 1) }
        case (.v4, .v6), (.v6, .v4): break
        }
      }
    }
    cutsV4 = v4.sorted()
    cutsV6 = v6.sorted()
  }

  /// The addresses that endpoints or networks of a graph own, so that they live in no world.
  static func ownedAddresses(_ topology: Topology) -> AddressSet {
    let networks = AddressSet(
      topology.networks.flatMap { network in
        network.prefixes.filter { $0.family == .v6 || !$0.address.isGlobal }
      })
    var v4: [ClosedRange<UInt32>] = []
    var v6: [ClosedRange<UInt128>] = []
    func own(_ address: IPAddress) {
      switch address {
      case .v4(let address):
        let value = address.rawValue
        if !networks.v4.contains(value) { v4.append(value...value) }
      case .v6(let address):
        let value = address.rawValue
        if !networks.v6.contains(value) { v6.append(value...value) }
      }
    }
    for endpoint in topology.endpoints {
      for address in endpoint.addresses {
        if let outside = address.publicAddress { own(outside) }
        own(address.address)
      }
    }
    for vacancy in topology.vacancies { own(vacancy.address) }
    return networks.union(AddressSet(v4: IntervalSet(v4), v6: IntervalSet(v6)))
  }

  /// The addresses of a set that really live in a world.
  func living(_ set: OutsideSet) -> AddressSet {
    set.addresses.intersection(graph.topology.worlds[set.world].addresses).subtracting(owned)
  }

  /// The atoms of a set of addresses, in the order of their lowest address.
  ///
  /// - Complexity: O(*c* log *n*) for *c* pieces between boundaries of *n* prefixes.
  func atoms(of set: OutsideSet) -> [OutsideAtom] {
    let living = living(set)
    var pieces: [NodePair: (v4: [ClosedRange<UInt32>], v6: [ClosedRange<UInt128>])] = [:]
    for interval in living.v4.intervals {
      for piece in Self.pieces(of: interval, at: cutsV4) {
        let key = nodes(.v4(IPv4Address(rawValue: piece.lowerBound)))
        pieces[key, default: ([], [])].v4.append(piece)
      }
    }
    for interval in living.v6.intervals {
      for piece in Self.pieces(of: interval, at: cutsV6) {
        let key = nodes(.v6(IPv6Address(rawValue: piece.lowerBound)))
        pieces[key, default: ([], [])].v6.append(piece)
      }
    }
    let atoms = pieces.compactMap { key, ranges -> OutsideAtom? in
      let addresses = AddressSet(v4: IntervalSet(ranges.v4), v6: IntervalSet(ranges.v6))
      guard let sample = addresses.sampleAddress else { return nil }
      return OutsideAtom(
        representative: sample, addresses: addresses, peerNode: key.peer, fabricNode: key.fabric)
    }
    return atoms.sorted {
      ($0.addresses.first ?? $0.representative) < ($1.addresses.first ?? $1.representative)
    }
  }

  private struct NodePair: Hashable {
    var peer: Int32
    var fabric: Int32
  }

  private func nodes(_ address: IPAddress) -> NodePair {
    NodePair(peer: graph.peerNode(address), fabric: graph.fabricNode(address))
  }

  private static func pieces<Bound: FixedWidthInteger>(
    of interval: ClosedRange<Bound>, at cuts: [Bound]
  ) -> [ClosedRange<Bound>] {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) >> 1
      if cuts[middle] <= interval.lowerBound { low = middle + 1 } else { high = middle }
    }
    var result: [ClosedRange<Bound>] = []
    var start = interval.lowerBound
    while low < cuts.count, cuts[low] <= interval.upperBound {
      result.append(start...(cuts[low] - 1))
      start = cuts[low]
      low += 1
    }
    result.append(start...interval.upperBound)
    return result
  }
}
