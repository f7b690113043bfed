import PacketSets
import Topology

/// The classes of senders in the orders by which they are counted.
final class ClassIndex {
  let graph: CompiledGraph
  let classes: EndpointClasses
  /// The classes of senders that open connections, sorted by bundle and by the node of the address.
  private(set) var order: [Int32] = []
  /// The range of each bundle in `order`; a class with several addresses is a bundle of its own.
  private(set) var bundleRanges: [Range<Int>] = []
  /// The numbers of the bundles of each network.
  private(set) var bundlesOfNetwork: [[Int]] = []
  private var members: [ID<IdentityGroup>: [Int32]] = [:]
  private var shadows: [Int32: Int32] = [:]
  private var runs: [Int32: [Int32]] = [:]
  private var admitted: [Int32: TrafficID] = [:]
  private var named: [[ID<IdentityGroup>]: [Int32]] = [:]
  private var reaching: [Int32: [Int]] = [:]
  private lazy var rosters = ClassRosters(classes.sourceClass, count: classes.sources.count)

  init(_ graph: CompiledGraph, _ classes: EndpointClasses) {
    self.graph = graph
    self.classes = classes
    bundlesOfNetwork = Array(repeating: [], count: graph.topology.networks.count)
    sortSenders()
    for (number, source) in classes.sources.enumerated() where source.initiates {
      for group in graph.guards.groups.members(of: source.groups) {
        members[group, default: []].append(Int32(number))
      }
    }
  }

  private func sortSenders() {
    var bundles: [SourceBundle: [Int32]] = [:]
    var single: [Int32] = []
    for (number, source) in classes.sources.enumerated() where source.initiates {
      if source.isPlain {
        let bundle = SourceBundle(
          presence: source.presences[0], guardNumber: source.guardNumber, subnet: source.subnet)
        bundles[bundle, default: []].append(Int32(number))
      } else {
        single.append(Int32(number))
      }
    }
    let sorted = bundles.keys.sorted {
      ($0.presence, $0.guardNumber, $0.subnet) < ($1.presence, $1.guardNumber, $1.subnet)
    }
    for bundle in sorted {
      let cells = (bundles[bundle] ?? []).sorted {
        (node(of: $0), $0) < (node(of: $1), $1)
      }
      append(cells)
    }
    for cell in single { append([cell]) }
  }

  private func append(_ cells: [Int32]) {
    guard let first = cells.first else { return }
    let start = order.count
    bundlesOfNetwork[Int(network(of: first))].append(bundleRanges.count)
    order += cells
    bundleRanges.append(start..<order.count)
  }

  /// The node of the first address of a class of senders.
  func node(of cell: Int32) -> Int32 { classes.sources[Int(cell)].peerNodes[0] }

  /// The network of a class of senders.
  func network(of cell: Int32) -> Int32 {
    classes.presences[Int(classes.sources[Int(cell)].presences[0])].network
  }

  /// The first position in a range of `order` whose address lies at or behind a node.
  func firstPosition(in range: Range<Int>, withNodeFrom limit: Int32) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) >> 1
      if node(of: order[middle]) < limit { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The guard that is left when every match by group is taken out.
  func shadow(of number: Int32) -> Int32 {
    if let known = shadows[number] { return known }
    let named = graph.guards.groupsNamed(by: number)
    let result =
      named.contains(where: graph.forwarderGroups.contains)
      ? number : graph.guards.withoutGroups(number)
    shadows[number] = result
    return result
  }

  /// The node behind the run of nodes that a guard does not tell from `node`.
  func runEnd(of node: Int32, in guardNumber: Int32) -> Int32 {
    let cuts: [Int32]
    if let known = runs[guardNumber] {
      cuts = known
    } else {
      cuts = graph.guards.cuts(guardNumber)
      runs[guardNumber] = cuts
    }
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) >> 1
      if cuts[middle] <= node { low = middle + 1 } else { high = middle }
    }
    return low < cuts.count ? cuts[low] : .max
  }

  /// Whether a guard without groups may admit any of the traffic from any address.
  func mayAdmit(_ guardNumber: Int32, _ classifier: FlowClassifier) -> Bool {
    let table = graph.algebra.traffic
    let admitted: TrafficID
    if let known = self.admitted[guardNumber] {
      admitted = known
    } else {
      var sum = TrafficID.empty
      let known = (graph.peerTree.roots + graph.guards.cuts(guardNumber)).map {
        SymbolicPeer(node: $0, groups: .none)
      }
      let unknown = AddressFamily.allCases.map { graph.unknownPeer($0, groups: .none) }
      for peer in known + unknown where peer.node < graph.peerTree.count {
        let first = graph.guards.first(guardNumber, peer: peer)
        sum = table.union(sum, first.possible)
      }
      admitted = table.projectingSourcePorts(sum, over: .full, every: false)
      self.admitted[guardNumber] = admitted
    }
    return classifier.concerns(admitted)
  }

  /// The classes of senders that carry a group by which a guard may tell them apart as far as a
  /// question goes, sorted.
  func classes(namedBy guardNumber: Int32, _ classifier: FlowClassifier) -> [Int32] {
    let groups = graph.guards.groups(namedBy: guardNumber, concerning: classifier.concerns)
    if groups.isEmpty { return [] }
    if let known = named[groups] { return known }
    var result = Set<Int32>()
    for group in groups { result.formUnion(members[group] ?? []) }
    let sorted = result.sorted()
    named[groups] = sorted
    return sorted
  }

  /// The bundles of the networks near a place from which any way leads there.
  ///
  /// What comes from further away comes by way of a world; see `FarSenders`.
  func bundles(reaching place: Int32, _ fabric: Fabric) -> [Int] {
    if let known = reaching[place] { return known }
    let home = classes.presences[Int(classes.places[Int(place)].presences[0])].network
    let near = fabric.links.near(home).flatMap { bundlesOfNetwork[Int($0)] }
    let result = near.filter { bundle in
      let source = classes.sources[Int(order[bundleRanges[bundle].lowerBound])]
      return fabric.leads(source, to: classes.places[Int(place)])
    }
    reaching[place] = result
    return result
  }

  /// The first endpoint of a class of senders that is in a set and is not `other`.
  func member(
    of cell: Int32, in set: EndpointSet, otherThan other: ID<Endpoint>? = nil
  ) -> ID<Endpoint>? {
    rosters.members(of: cell).first { set.contains($0) && $0 != other }
  }
}
