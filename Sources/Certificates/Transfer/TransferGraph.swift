import PacketSets
public import Topology

/// Where first packets may go in a graph: places, and the ways between them.
///
/// It is made from `docs/SEMANTICS.md` (N-3 to N-9) and allows at least what that page allows:
/// where the page is particular about the past of a packet, a way is open for all. What reaches
/// nobody here reaches nobody there. Answers are not looked at.
public struct TransferGraph {
  /// The graph.
  public let topology: Topology
  /// The endpoints, those that are alike together.
  public let stands: [Stand]
  /// The stand of each endpoint.
  public let standOf: [Int]
  /// The ways.
  public let edges: [Edge]
  /// The ways that start at each place.
  let leaving: [Place: [Int]]
  let filters: FilterReading

  /// Reads a graph.
  ///
  /// - Parameters:
  ///   - topology: The graph.
  ///   - usesProxies: Whether balancers and proxies open connections for those who come to them.
  public init(_ topology: Topology, usesProxies: Bool) {
    self.topology = topology
    var stands: [Stand] = []
    var standOf: [Int] = []
    var known: [Key: Int] = [:]
    for id in topology.endpoints.ids {
      let endpoint = topology.endpoints[id]
      let key = Key(
        subnet: endpoint.subnet, binding: endpoint.binding, offers: endpoint.offers,
        isAddressed: !endpoint.addresses.isEmpty)
      let number = known[key] ?? stands.count
      if number == stands.count {
        known[key] = number
        stands.append(Stand(subnet: endpoint.subnet, binding: endpoint.binding, endpoints: []))
      }
      stands[number].endpoints.append(id)
      standOf.append(number)
    }
    self.stands = stands
    self.standOf = standOf
    var builder = EdgeBuilder(topology, stands, standOf)
    builder.addAll(usesProxies: usesProxies)
    edges = builder.edges
    var leaving: [Place: [Int]] = [:]
    for (number, edge) in edges.enumerated() { leaving[edge.from, default: []].append(number) }
    self.leaving = leaving
    filters = FilterReading(topology)
  }

  private struct Key: Hashable {
    var subnet: ID<Subnet>
    var binding: ID<FilterBinding>
    var offers: TrafficSet
    var isAddressed: Bool
  }

  /// Why nothing can be certified of a graph; nil where something can.
  public static func obstacle(_ topology: Topology) -> String? {
    if let omission = topology.omissions.first {
      return "a part of the graph was not read: \(topology.assumptions[omission].statement)"
    }
    return nil
  }

  /// What becomes of packets on a way.
  ///
  /// - Parameters:
  ///   - box: The packets.
  ///   - identity: The groups that they carry.
  ///   - edge: The way.
  /// - Returns: The packets that arrive, as boxes, and the groups that they carry.
  func image(_ box: PacketBox, _ identity: Identity, by edge: Edge) -> ([PacketBox], Identity) {
    var boxes = [box.intersection(edge.takes)].filter { !$0.isEmpty }
    for step in edge.steps where !boxes.isEmpty {
      let parts = filters.passing(step, identity)
      boxes = boxes.flatMap { box in
        parts.map { part in
          box.intersection(
            PacketBox(
              sources: step.looksAtSource ? part.peers : .all,
              destinations: step.looksAtSource ? .all : part.peers, traffic: part.traffic))
        }.filter { !$0.isEmpty }
      }
    }
    boxes = boxes.flatMap { Self.changed($0, edge) }.filter { !$0.isEmpty }
    return (boxes, Self.changed(identity, edge.identity))
  }

  private static func changed(_ box: PacketBox, _ edge: Edge) -> [PacketBox] {
    var box = box
    switch edge.ports {
    case .kept: break
    case .anySource:
      box.traffic = box.traffic.projectingSourcePorts(over: .full, every: false)
    case .moved(let offset, let anySource):
      box.traffic = box.traffic.shiftingDestinationPorts(by: offset)
      if anySource { box.traffic = box.traffic.projectingSourcePorts(over: .full, every: false) }
    case .replaced(let traffic): box.traffic = box.traffic.isEmpty ? .empty : traffic
    }
    // Addresses of the two families go apart, as a packet has addresses of one.
    return AddressFamily.allCases.map { family in
      PacketBox(
        sources: edge.source.image(of: box.sources.restricted(toFamily: family)),
        destinations: edge.destination.image(of: box.destinations.restricted(toFamily: family)),
        traffic: box.traffic)
    }
  }

  static func changed(_ identity: Identity, _ change: IdentityChange) -> Identity {
    switch change {
    case .kept: identity
    case .lost: .none
    case .unknown: .unknown
    case .added(let groups): identity.adding(groups)
    case .replaced(let groups): .groups(groups.sorted())
    }
  }
}

extension AddressChange {
  /// What becomes of addresses of one family.
  func image(of set: AddressSet) -> AddressSet {
    if set.isEmpty { return .empty }
    switch self {
    case .kept: return set
    case .oneOf(let others):
      return set.families.reduce(AddressSet.empty) {
        $0.union(others.restricted(toFamily: $1))
      }
    case .replaced(let others): return others
    case .mapped(let list):
      return AddressSet(list.filter { set.contains($0.from) }.map { Prefix($0.to) })
    }
  }
}
