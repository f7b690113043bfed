import PacketSets
import Reachability
import Topology

/// One picture in the making: the flows of its groups, and from them nodes and edges.
struct ScenePage {
  let builder: SceneBuilder
  let networks: Set<ID<Network>>
  let style: NodeNames.Style
  private(set) var table = EdgeTable()
  /// Which subnets open connections to which.
  private(set) var calls: Set<[ID<Subnet>]> = []
  /// The groups whose members reach one another, with the traffic.
  private(set) var inner: [(group: Int, traffic: TrafficSet)] = []
  private(set) var notes: [String] = []
  var topology: Topology { builder.topology }

  init(builder: SceneBuilder, networks: Set<ID<Network>>, style: NodeNames.Style) {
    self.builder = builder
    self.networks = networks
    self.style = style
  }

  /// The groups that the picture draws.
  var shown: [Int] {
    builder.groups.groups.indices.filter {
      networks.contains(topology.network(of: builder.groups.groups[$0].first))
    }
  }

  /// Asks for every flow of the picture.
  mutating func ask() {
    let groups = shown
    for group in groups {
      for world in topology.worlds.ids {
        for flow in builder.asker.flows(between: group, and: world) { add(flow) }
      }
    }
    guard groups.count <= builder.limits.asked else {
      notes.append(
        "\(groups.count) different groups: traffic among them is not drawn, only with the outside.")
      return
    }
    let isVague =
      topology.routeTables.contains { $0.unknown != nil }
      || topology.gateways.contains { if case .opaque = $0.kind { true } else { false } }
    if isVague, topology.networks.count > 1 {
      notes.append(
        "What gateways and route tables that are not known may carry to other networks is not"
          + " drawn; the proofs count it.")
    }
    let linked = LinkedNetworks(topology)
    for source in groups {
      let from = topology.network(of: builder.groups.groups[source].first)
      for target in groups {
        let to = topology.network(of: builder.groups.groups[target].first)
        guard from == to || linked.contains(from, to) else { continue }
        if let flow = builder.asker.flow(from: source, to: target) { add(flow) }
      }
    }
    askNeighbours(of: groups, linked)
  }

  /// Flows with networks that the picture does not draw, which stand above it as one node each.
  private mutating func askNeighbours(of groups: [Int], _ linked: LinkedNetworks) {
    let others = builder.groups.groups.indices.filter { number in
      let network = topology.network(of: builder.groups.groups[number].first)
      return !networks.contains(network) && networks.contains { linked.contains($0, network) }
    }
    let most = builder.limits.asked * builder.limits.asked
    guard others.count * groups.count <= most else {
      notes.append("Traffic with other networks is not drawn.")
      return
    }
    for number in others {
      let network = topology.network(of: builder.groups.groups[number].first)
      for near in groups {
        let home = topology.network(of: builder.groups.groups[near].first)
        guard linked.contains(network, home) else { continue }
        for pair in [(number, near), (near, number)] {
          if let flow = builder.asker.flow(from: pair.0, to: pair.1) { add(flow) }
        }
      }
    }
  }

  private mutating func add(_ flow: SceneFlow) {
    if case .group(let source) = flow.source, case .group(let target) = flow.target {
      let subnets = [source, target].map {
        topology.endpoints[builder.groups.groups[$0].first].subnet
      }
      if !flow.certain.isEmpty { calls.insert(subnets) }
      if source == target, flow.violations.isEmpty {
        inner.append((source, flow.certain.union(flow.doubtful)))
        return
      }
    }
    let sources = nodes(at: flow.source)
    let targets = nodes(at: flow.target)
    let middle = chain(flow)
    guard let first = middle.first, let last = middle.last else {
      for source in sources {
        for target in targets { table.add(source, target, flow) }
      }
      return
    }
    for source in sources { table.add(source, first, flow) }
    for (one, other) in zip(middle, middle.dropFirst()) { table.add(one, other, flow) }
    if endsAtGateway(flow) { return }
    for target in targets { table.add(last, target, flow) }
  }

  /// The nodes of the gateways on the way.
  private func chain(_ flow: SceneFlow) -> [String] {
    var result: [String] = []
    for passage in flow.gateways {
      let gateway = topology.gateways[passage.gateway]
      switch gateway.kind {
      case .peering: continue
      // One whose networks are not drawn stands nowhere.
      case .transit: if networks.isDisjoint(with: gateway.networks) { continue }
      case .internet, .egressOnly, .service, .sourceTranslation, .opaque: break
      }
      let node =
        passage.interface.map { builder.names.node(of: $0, style) }
        ?? Self.node(of: passage.gateway, topology)
      if result.last != node { result.append(node) }
    }
    return result
  }

  /// Whether the picture lets a flow to the internet end at the gateway.
  private func endsAtGateway(_ flow: SceneFlow) -> Bool {
    guard case .outside = flow.target, let last = flow.gateways.last else { return false }
    switch topology.gateways[last.gateway].kind {
    case .internet, .egressOnly, .service: return true
    case .sourceTranslation, .peering, .transit, .opaque: return false
    }
  }

  private func nodes(at end: SceneFlow.End) -> [String] {
    switch end {
    case .outside(let id): return [id]
    case .group(let number):
      let group = builder.groups.groups[number]
      let network = topology.network(of: group.first)
      guard networks.contains(network) else { return ["network:\(topology.networks[network].id)"] }
      return builder.names.nodes(of: number, style).map(\.id)
    }
  }

  /// The identity of the node of a gateway.
  static func node(of gateway: ID<Gateway>, _ topology: Topology) -> String {
    "gateway:\(topology.gateways[gateway].id)"
  }
}

/// Which networks are joined by a gateway that is attached to both.
///
/// What a gateway of which nothing is known may carry to networks to which it is not attached is
/// not drawn; a note says so.
struct LinkedNetworks {
  private var pairs: Set<[ID<Network>]> = []

  init(_ topology: Topology) {
    for id in topology.gateways.ids {
      let gateway = topology.gateways[id]
      switch gateway.kind {
      case .internet, .egressOnly, .service, .sourceTranslation: continue
      case .opaque: link(gateway.networks)
      case .peering(let peering): link(peering.sides.compactMap(\.network))
      case .transit: link(Self.networks(behind: id, topology))
      }
    }
  }

  /// The networks of a transit gateway and of those that are joined with it.
  private static func networks(
    behind gateway: ID<Gateway>, _ topology: Topology
  ) -> [ID<Network>] {
    var found: Set<ID<Gateway>> = [gateway]
    var open = [gateway]
    while let next = open.popLast() {
      guard case .transit(let transit) = topology.gateways[next].kind else { continue }
      for attachment in transit.attachments {
        if case .transit(let other, _) = attachment.side, found.insert(other).inserted {
          open.append(other)
        }
      }
    }
    return Set(found.flatMap { topology.gateways[$0].networks }).sorted()
  }

  /// Whether packets may go from one network to the other.
  func contains(_ one: ID<Network>, _ other: ID<Network>) -> Bool {
    pairs.contains([one, other])
  }

  private mutating func link(_ networks: [ID<Network>]) {
    for one in networks {
      for other in networks where one != other { pairs.insert([one, other]) }
    }
  }
}
