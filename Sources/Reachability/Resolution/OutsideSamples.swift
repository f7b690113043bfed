import PacketSets
import Topology

/// Addresses of the internet that stand for all others in questions about an endpoint.
final class OutsideSamples {
  private let topology: Topology
  /// An address of each set that nothing in the graph tells apart, examples first, then
  /// those of the largest sets.
  private let all: [Sample]
  private var byBindings: [[ID<FilterBinding>]: [IPAddress]] = [:]

  private struct Sample {
    let address: IPAddress
    /// The addresses that routes and borders do not tell apart from it.
    let fabricNode: Int32
  }

  init(_ model: ReachabilityModel) {
    topology = model.topology
    let internet = OutsideSet(world: Topology.internet, addresses: .all, name: "internet")
    var samples: [(size: Double, sample: Sample)] = []
    for atom in model.atoms.atoms(of: internet) {
      for family in AddressFamily.allCases {
        let part = atom.addresses.restricted(toFamily: family)
        guard let found = part.sampleAddress else { continue }
        let address = atom.representative.family == family ? atom.representative : found
        let size = family == .v4 ? part.v4.count : part.v6.count
        samples.append((size, Sample(address: address, fabricNode: atom.fabricNode)))
      }
    }
    func order(_ entry: (size: Double, sample: Sample)) -> (Int, Double, IPAddress) {
      let isExample = Self.examples.contains(entry.sample.address)
      return (isExample ? 0 : 1, -entry.size, entry.sample.address)
    }
    samples.sort { order($0) < order($1) }
    all = samples.map(\.sample)
  }

  /// The addresses that are set aside for documentation, which readers know for what they are.
  private static let examples = AddressSet(
    ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32"].compactMap {
      Prefix($0)
    })

  /// An address of each set that neither the filters of an endpoint, nor those at the ends of its
  /// forwardings, nor any route or border tells apart, examples first, then those of the largest
  /// sets.
  ///
  /// - Complexity: O(*n* log *m*) the first time for a binding, for *n* sets and *m* rules.
  func addresses(for endpoint: ID<Endpoint>) -> [IPAddress] {
    let bindings = bindings(around: endpoint)
    if let known = byBindings[bindings] { return known }
    let cuts = Cuts(bindings, topology)
    var seen = Set<Key>()
    var result: [IPAddress] = []
    for sample in all {
      let key = Key(
        family: sample.address.family, fabricNode: sample.fabricNode,
        piece: cuts.piece(of: sample.address))
      if seen.insert(key).inserted { result.append(sample.address) }
    }
    byBindings[bindings] = result
    return result
  }

  /// The bindings that packets to or from an endpoint may meet, its own and those at the other ends
  /// of forwardings (docs/SEMANTICS.md, N-9), sorted.
  private func bindings(around endpoint: ID<Endpoint>) -> [ID<FilterBinding>] {
    var result: Set = [topology.endpoints[endpoint].binding]
    if topology.forwardings.isEmpty { return Array(result) }
    var seen: Set = [endpoint]
    var open = [endpoint]
    for _ in 0..<RelayTable.depthLimit where !open.isEmpty {
      var next: [ID<Endpoint>] = []
      for forwarding in topology.forwardings {
        let targets = forwarding.targets.map(\.endpoint)
        let others = open.contains(forwarding.endpoint) ? targets : []
        let isTarget = targets.contains { open.contains($0) }
        guard !others.isEmpty || isTarget else { continue }
        if let binding = forwarding.binding { result.insert(binding) }
        for other in others + (isTarget ? [forwarding.endpoint] : [])
        where seen.insert(other).inserted {
          result.insert(topology.endpoints[other].binding)
          next.append(other)
        }
      }
      open = next
    }
    return result.sorted()
  }

  private struct Key: Hashable {
    var family: AddressFamily
    var fabricNode: Int32
    var piece: Int
  }

  /// The addresses at which the decision of some filter of a binding may change.
  private struct Cuts {
    private let v4: [UInt32]
    private let v6: [UInt128]

    init(_ bindings: [ID<FilterBinding>], _ topology: Topology) {
      var v4 = Set<UInt32>()
      var v6 = Set<UInt128>()
      let stages = bindings.map { topology.bindings[$0] }.flatMap { $0.inbound + $0.outbound }
      for filter in stages.flatMap(\.filters) {
        for rule in topology.filters[filter].rules {
          for set in [rule.peer.addresses, rule.peer.possible?.addresses ?? .empty] {
            for interval in set.v4.intervals {
              v4.formUnion([interval.lowerBound, interval.upperBound &+ 1])
            }
            for interval in set.v6.intervals {
              v6.formUnion([interval.lowerBound, interval.upperBound &+ 1])
            }
          }
        }
      }
      self.v4 = v4.sorted()
      self.v6 = v6.sorted()
    }

    /// The number of the piece between two cuts in which an address lies.
    func piece(of address: IPAddress) -> Int {
      switch address {
      case .v4(let address): Self.piece(of: address.rawValue, v4)
      case .v6(let address): Self.piece(of: address.rawValue, v6)
      }
    }

    private static func piece<Bound: FixedWidthInteger>(of value: Bound, _ cuts: [Bound]) -> Int {
      var low = 0
      var high = cuts.count
      while low < high {
        let middle = (low + high) >> 1
        if cuts[middle] <= value { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }
}
