import PacketSets
import Topology

/// The graph made ready for walking: prefix trees, filter programs, route lookups, flat arrays.
final class CompiledGraph {
  let topology: Topology
  let algebra: Algebra
  /// The tree of the prefixes that filters of endpoints mention.
  let peerTree: PrefixTree
  /// The tree of the prefixes that routes and subnet filters mention.
  let fabricTree: PrefixTree
  let guards: GuardTable
  let routes: RouteLookup

  /// The groups of all endpoints that pass on packets of others.
  let forwarderGroups: [ID<IdentityGroup>]

  /// The guard for connections that the endpoints of a binding open, by binding.
  let outgoing: [Int32]
  /// The guard for connections to the endpoints of a binding, by binding.
  let incoming: [Int32]
  /// The groups of a binding.
  let groups: [GroupSetID]
  /// The borders of the subnets.
  let borders: [Border]
  /// The gateways of kind `internet` of each network, by network.
  let internetGateways: [[ID<Gateway>]]
  /// The ways by which packets of worlds may come into each network, by network.
  let unknownEntries: [[UnknownEntry]]
  /// The attachments of transit gateways by which packets of worlds may come into each network.
  let transitEntries: [[TransitEntry]]
  /// Whether packets of a network may go out through a translation with filters of its own, by
  /// network.
  let isFilteredBehind: [Bool]
  /// The forwardings.
  let relays: RelayTable
  /// Which networks transit gateways join.
  let joints: TransitJoints
  /// What is missing to know what an endpoint does with packets that it passes on.
  let middleboxes: [ID<Endpoint>: ID<Assumption>]
  /// What is missing to know where the endpoints without addresses stand.
  let noAddress: ID<Assumption>?
  /// Whether a source translation, a door of a transit gateway, the machine of a forwarding or an
  /// address from elsewhere stands in the subnet, by subnet.
  let standsOut: [Bool]
  /// The number of the zone of a subnet, where a transit gateway asks for it; else -1.
  let zones: [Int32]

  private var borderPrograms: FilterCompiler
  private var borderDecisions: [BorderKey: Bounds] = [:]

  /// The filters on the border of a subnet, as programs; -1 stands for none.
  struct Border: Hashable {
    var inbound: Int32
    var outbound: Int32
    var inboundIsStateful: Bool
    var outboundIsStateful: Bool
  }

  init(_ given: Topology) {
    var topology = given
    middleboxes = Self.addMiddleboxAssumptions(to: &topology)
    noAddress = Self.addAddressAssumption(to: &topology)
    self.topology = topology
    relays = RelayTable(topology)
    let joints = TransitJoints(topology)
    self.joints = joints
    unknownEntries = UnknownEntry.all(of: topology, joints)
    transitEntries = TransitEntry.all(of: topology, joints)
    zones = TransitJoints.zones(of: topology)
    let algebra = Algebra()
    self.algebra = algebra
    peerTree = PrefixTree(Self.peerPrefixes(of: topology))
    fabricTree = PrefixTree(Self.fabricPrefixes(of: topology))
    let guards = GuardTable(tree: peerTree, algebra: algebra)
    self.guards = guards
    outgoing = topology.bindings.map {
      guards.add(arriving: $0.outbound, leaving: $0.inbound, filters: topology.filters)
    }
    incoming = topology.bindings.map {
      guards.add(arriving: $0.inbound, leaving: $0.outbound, filters: topology.filters)
    }
    groups = topology.bindings.map { guards.groups.number(of: $0.groups) }
    routes = RouteLookup(topology, tree: fabricTree, algebra: algebra)
    forwarderGroups = Set(
      topology.endpoints.lazy.filter(\.forwards).flatMap {
        topology.bindings[$0.binding].groups
      }
    ).sorted()
    var compiler = FilterCompiler(tree: fabricTree)
    borders = topology.subnets.map { subnet in
      func program(_ id: ID<Filter>?) -> Int32 {
        guard let id else { return -1 }
        let number = compiler.program(of: topology.filters[id], algebra: algebra)
        return compiler.programs[Int(number)].passesAll ? -1 : number
      }
      return Border(
        inbound: program(subnet.inbound), outbound: program(subnet.outbound),
        inboundIsStateful: subnet.inbound.map { topology.filters[$0].isStateful } ?? true,
        outboundIsStateful: subnet.outbound.map { topology.filters[$0].isStateful } ?? true)
    }
    borderPrograms = compiler
    var byNetwork = Array(repeating: [ID<Gateway>](), count: topology.networks.count)
    var standing = Array(repeating: false, count: topology.subnets.count)
    for id in topology.gateways.ids {
      switch topology.gateways[id].kind {
      case .internet:
        for network in topology.gateways[id].networks { byNetwork[network.index].append(id) }
      case .sourceTranslation(let translation):
        for endpoint in translation.endpoints {
          standing[topology.endpoints[endpoint].subnet.index] = true
        }
      case .transit(let transit):
        for attachment in transit.attachments {
          guard case .network(_, let doors) = attachment.side else { continue }
          for door in doors { standing[door.index] = true }
        }
      case .egressOnly, .service, .peering, .opaque: break
      }
    }
    for forwarding in topology.forwardings {
      standing[topology.endpoints[forwarding.endpoint].subnet.index] = true
      standing[topology.endpoints[forwarding.sender].subnet.index] = true
      if let origin = forwarding.origin { standing[origin.index] = true }
    }
    for endpoint in topology.endpoints {
      let subnet = endpoint.subnet.index
      if standing[subnet] { continue }
      standing[subnet] = !endpoint.addresses.allSatisfy {
        topology.subnets[subnet].holds($0.address)
      }
    }
    isFilteredBehind = Self.filteredNetworks(of: topology, joints)
    internetGateways = byNetwork
    standsOut = standing
  }

  private static func filteredNetworks(of topology: Topology, _ joints: TransitJoints) -> [Bool] {
    var result = Array(repeating: false, count: topology.networks.count)
    for gateway in topology.gateways {
      guard case .sourceTranslation(let translation) = gateway.kind, translation.binding != nil
      else { continue }
      for network in gateway.networks {
        result[network.index] = true
        let joint = joints.jointOf[network.index]
        if joint < 0 { continue }
        for other in joints.members[Int(joint)] { result[Int(other)] = true }
      }
    }
    return result
  }

  /// What the border of a subnet lets pass, by the first packet as its sender sent it.
  ///
  /// - Parameters:
  ///   - subnet: The subnet whose border is crossed.
  ///   - isEntering: Whether the packet enters the subnet.
  ///   - peer: The address outside the subnet, or `nil` when it is not known.
  ///   - family: The address family of the packet.
  ///   - view: How the packet looks there.
  /// - Returns: The bounds.
  func border(
    _ subnet: ID<Subnet>, isEntering: Bool, peer: IPAddress?, _ family: AddressFamily,
    view: PacketView
  ) -> Bounds {
    let border = borders[subnet.index]
    let program = isEntering ? border.inbound : border.outbound
    if program < 0 { return .everything }
    if view.isAnswer && (isEntering ? border.inboundIsStateful : border.outboundIsStateful) {
      return .everything
    }
    let node =
      peer.map { Int32(fabricTree.node(containing: $0)) } ?? SymbolicPeer.unknownNode(family)
    let key = BorderKey(program: program, node: node, view: view)
    if let known = borderDecisions[key] { return known }
    let raw = borderPrograms.programs[Int(program)].evaluate(
      SymbolicPeer(node: node, groups: .none), groups: [], algebra: algebra)
    let result = algebra.pull(raw, through: view)
    borderDecisions[key] = result
    return result
  }

  private struct BorderKey: Hashable {
    var program: Int32
    var node: Int32
    var view: PacketView
  }

  /// How a filter sees a packet whose source something unknown may have changed.
  ///
  /// - Parameters:
  ///   - family: The address family of the packet.
  ///   - groups: The groups that the packet carried before.
  /// - Returns: A peer that may be anybody and carry those groups or those of any forwarder.
  func unknownPeer(_ family: AddressFamily, groups: GroupSetID) -> SymbolicPeer {
    var carried = groups
    if !forwarderGroups.isEmpty {
      let members = Set(guards.groups.members(of: groups)).union(forwarderGroups).sorted()
      carried = guards.groups.number(of: members)
    }
    return SymbolicPeer(
      node: SymbolicPeer.unknownNode(family), groups: carried, groupsAreDoubtful: true)
  }

  /// The receiver of a packet as its sender's filters see it.
  func receiver(at end: PathEnd) -> SymbolicPeer {
    var groups = GroupSetID.none
    if case .endpoint(let target, let own, let asked) = end, own == asked {
      groups = self.groups[topology.endpoints[target].binding.index]
    }
    return SymbolicPeer(node: peerNode(end.address), groups: groups)
  }

  /// The node of an address in the tree of the endpoints' filters.
  func peerNode(_ address: IPAddress) -> Int32 { Int32(peerTree.node(containing: address)) }

  /// The node of an address in the tree of routes and subnet filters.
  func fabricNode(_ address: IPAddress) -> Int32 { Int32(fabricTree.node(containing: address)) }
}
