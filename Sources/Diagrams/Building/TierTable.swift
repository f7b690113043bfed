import PacketSets
import Reachability
import Topology

/// Adds up the flows of a picture by the tiers of their ends.
struct TierTable {
  private var table = EdgeTable()
  private var outside: Set<String> = []
  /// The name of what belongs to no tier.
  private static let none = "no tier"

  init() { table.hasLoops = true }

  /// Adds a flow.
  mutating func add(_ flow: SceneFlow, _ builder: SceneBuilder) {
    let source = name(flow.source, builder)
    let target = name(flow.target, builder)
    table.add(source, target, flow)
  }

  /// The matrix of the tiers that have members in some networks.
  func matrix(_ builder: SceneBuilder, _ networks: Set<ID<Network>>) -> SceneMatrix? {
    let edges = table.edges
    if edges.isEmpty { return nil }
    var inside: Set<String> = []
    for index in builder.groups.groups.indices {
      let first = builder.groups.groups[index].first
      if networks.contains(builder.topology.network(of: first)) {
        inside.insert(Self.tier(of: first, builder))
      }
    }
    for edge in edges {
      for end in [edge.source, edge.target] where !outside.contains(end) { inside.insert(end) }
    }
    let used = Set(edges.flatMap { [$0.source, $0.target] })
    if !used.contains(Self.none) { inside.remove(Self.none) }
    let known = builder.tiers.map(\.name).filter(inside.contains)
    let rest = inside.subtracting(known).sorted()
    return SceneMatrix(names: outside.subtracting(inside).sorted() + known + rest, edges: edges)
  }

  private mutating func name(_ end: SceneFlow.End, _ builder: SceneBuilder) -> String {
    switch end {
    case .group(let number):
      return Self.tier(of: builder.groups.groups[number].first, builder)
    case .outside(let id):
      let node = ExternalNodes.node(id, builder.topology, tiers: builder.tiers)
      let isPart = id.hasPrefix("part:")
      let name = node.map { isPart ? "\($0.label) \($0.detail)" : $0.label } ?? id
      outside.insert(name)
      return name
    }
  }

  /// The smallest tier that an endpoint belongs to.
  private static func tier(of endpoint: ID<Endpoint>, _ builder: SceneBuilder) -> String {
    let tiers = builder.tiers.indices.filter {
      builder.tiers[$0].name != "everything"
        && builder.tiers[$0].parties.endpoints.contains(endpoint)
    }
    let smallest = tiers.min {
      (builder.tiers[$0].parties.endpoints.count, $0)
        < (builder.tiers[$1].parties.endpoints.count, $1)
    }
    return smallest.map { builder.tiers[$0].name } ?? none
  }
}
