import Topology

/// A coarse map of which networks have any link to which, so that most pairs need no walk.
struct NetworkLinks {
  private var neighbours: [Set<Int32>]
  /// Whether a network may lead anywhere, because something on its way out is unknown.
  private var isWild: [Bool]
  private var opensOut: [Bool]
  private var opensIn: [Bool]
  /// Whether packets of a world may come in by something other than an internet gateway.
  private let opensOtherwise: [Bool]
  /// Whether everything that a network is linked to is known, so that whatever else it reaches, it
  /// reaches by way of a world.
  private(set) var isPlain: [Bool]
  /// The networks that are not plain.
  private(set) var unplain: [Int32] = []
  /// The networks that are joined to a network in either direction, itself among them, sorted.
  private(set) var linked: [[Int32]] = []
  /// The networks that transit gateways join.
  private let joints: TransitJoints

  init(_ graph: CompiledGraph) {
    let topology = graph.topology
    let count = topology.networks.count
    neighbours = (0..<count).map { [Int32($0)] }
    isWild = Array(repeating: false, count: count)
    opensOut = isWild
    opensIn = graph.internetGateways.map { !$0.isEmpty }
    opensOtherwise = (0..<count).map {
      !graph.unknownEntries[$0].isEmpty || !graph.transitEntries[$0].isEmpty
    }
    isPlain = Array(repeating: true, count: count)
    joints = graph.joints
    for gateway in topology.gateways {
      for network in gateway.networks.map(\.index) {
        switch gateway.kind {
        case .internet, .egressOnly: opensOut[network] = true
        case .service: continue
        case .sourceTranslation(let translation):
          let isAtHome = translation.endpoints.allSatisfy {
            topology.network(of: $0).index == network && !topology.endpoints[$0].addresses.isEmpty
          }
          if !isAtHome { isPlain[network] = false }
        case .peering(let peering):
          for side in peering.sides {
            if let other = side.network {
              neighbours[network].insert(Int32(other.rawValue))
            } else {
              isPlain[network] = false
            }
          }
        case .transit: continue
        case .opaque: isWild[network] = true
        }
      }
    }
    for subnet in topology.subnets {
      let table = topology.routeTables[subnet.routeTable]
      let isUnknown =
        table.unknown != nil
        || table.routes.contains { if case .endpoint = $0.target { true } else { false } }
      if isUnknown { isWild[subnet.network.index] = true }
    }
    let open = Self.worldsOfInternetGateways(topology)
    for network in 0..<count
    where graph.transitEntries[network].contains(where: { open.contains($0.world) }) {
      isPlain[network] = false
    }
    for (number, members) in joints.members.enumerated() {
      let isVague = joints.isVague[number]
      let opens = members.contains { opensOut[Int($0)] }
      let wild = isVague || members.contains { isWild[Int($0)] }
      let plain = members.allSatisfy { isPlain[Int($0)] }
      for network in members.map(Int.init) {
        opensOut[network] = opens
        isWild[network] = wild
        isPlain[network] = plain
      }
    }
    for network in 0..<count where isWild[network] { isPlain[network] = false }
    unplain = (0..<count).filter { !isPlain[$0] }.map(Int32.init)
    linked = Self.symmetric(neighbours)
    for members in joints.members {
      for network in members { linked[Int(network)] = members }
    }
  }

  private static func worldsOfInternetGateways(_ topology: Topology) -> Set<ID<World>> {
    var result: Set<ID<World>> = []
    for gateway in topology.gateways {
      switch gateway.kind {
      case .internet(let world), .egressOnly(let world): result.insert(world)
      case .service, .sourceTranslation, .peering, .transit, .opaque: continue
      }
    }
    return result
  }

  private static func symmetric(_ neighbours: [Set<Int32>]) -> [[Int32]] {
    var both = neighbours
    for (network, others) in neighbours.enumerated() {
      for other in others { both[Int(other)].insert(Int32(network)) }
    }
    return both.map { $0.sorted() }
  }

  /// The networks from which a packet may get to a network other than by way of a world between
  /// two plain networks, sorted.
  func near(_ network: Int32) -> [Int32] {
    if !isPlain[Int(network)] { return neighbours.indices.map(Int32.init) }
    if unplain.isEmpty { return linked[Int(network)] }
    return Set(linked[Int(network)]).union(unplain).sorted()
  }

  /// Whether packets of a world can come into a network.
  func opensIn(_ network: Int32) -> Bool { opensIn[Int(network)] }

  /// Whether a packet may get from one presence to another at all.
  func mayReach(_ from: Presence, _ to: Presence, isPublic: Bool) -> Bool {
    let source = Int(from.network)
    let target = Int(to.network)
    if isWild[source] { return true }
    if !isPublic {
      if neighbours[source].contains(to.network) { return true }
      let joint = joints.jointOf[source]
      if joint >= 0, joint == joints.jointOf[target] { return true }
    }
    guard opensOut[source] else { return false }
    if !isPublic, opensOtherwise[target] { return true }
    return (isPublic || to.isV6 || to.isOwnPublic) && opensIn[target]
  }
}
