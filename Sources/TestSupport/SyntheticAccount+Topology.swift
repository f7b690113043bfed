import PacketSets
public import Topology

extension SyntheticAccount {
  /// The account as a graph, as an importer would lower its exports.
  ///
  /// - Complexity: O(*n*) in the number of interfaces.
  public func topology() -> Topology {
    var builder = GraphBuilder(account: self)
    for number in 0..<networkCount { builder.add(plan(ofNetwork: number)) }
    return builder.topology
  }

  /// The tier of an endpoint of the graph, or nil for one that is in no tier.
  public static func tier(of endpoint: Endpoint, in topology: Topology) -> Tier? {
    topology.resources[endpoint.resource].tag("Tier").flatMap(Tier.init)
  }

  /// The number of a group in the graph: networks have equally many groups.
  private static func group(_ network: Int, _ index: Int) -> ID<IdentityGroup> {
    ID(network * GroupLayout.count + index)
  }

  /// Lowers plans one after the other.
  private struct GraphBuilder {
    let account: SyntheticAccount
    var topology = Topology()
    private var bindings: [[Int]: ID<FilterBinding>] = [:]
    private var inbound: [ID<Filter>] = []
    private var outbound: [ID<Filter>] = []
    private var peering: ID<Gateway>?
    private var transit: ID<Gateway>?
    private let scope = Scope(
      provider: "aws", account: SyntheticAccount.owner, region: SyntheticAccount.region)

    init(account: SyntheticAccount) {
      self.account = account
      topology.endpoints.reserveCapacity(account.interfaceCount)
      topology.resources.reserveCapacity(account.interfaceCount)
      for number in 0..<account.networkCount {
        _ = topology.add(
          Network(
            id: account.identifier("vpc", number), name: "net\(number)", scope: scope,
            prefixes: [SyntheticAccount.prefix(ofNetwork: number)]))
      }
      if account.hasTransit {
        let reason = topology.add(
          Assumption(
            statement: "the routes of the transit gateway are not in the exports",
            remedy: "aws ec2 search-transit-gateway-routes"))
        let opaque = OpaqueGateway(
          title: "transit gateway", mayTranslate: false, assumption: reason)
        transit = topology.add(
          Gateway(
            id: account.identifier("tgw", 0), kind: .opaque(opaque),
            networks: topology.networks.ids))
      }
    }

    mutating func add(_ plan: NetworkPlan) {
      let network = ID<Network>(plan.number)
      bindings = [:]
      addGroups(plan)
      let next = addPeering(from: network)
      let open = (
        addFilter(0, plan, .inbound, [.everything]), addFilter(0, plan, .outbound, [.everything])
      )
      let list = (
        addFilter(1, plan, .inbound, SyntheticAccount.accessList),
        addFilter(1, plan, .outbound, [.everything])
      )
      let gateway = topology.add(
        Gateway(
          id: account.identifier("igw", plan.number), kind: .internet(Topology.internet),
          networks: [network]))
      let firstTranslation = topology.gateways.count
      let firstEndpoint = topology.endpoints.count
      for zone in 0..<plan.zoneCount {
        _ = topology.add(
          Gateway(
            id: account.identifier("nat", plan.number, zone),
            kind: .sourceTranslation(
              SourceTranslation(
                endpoints: [ID(firstEndpoint + zone)],
                traffic: TrafficSet(.tcp).union(TrafficSet(.udp)).union(TrafficSet(.icmp)))),
            networks: [network]))
      }
      let common = commonRoutes(of: plan, previous: peering, next: next)
      peering = next
      let front = addTable("front", plan, common + [Self.toAll(.gateway(gateway))])
      let back = addTable("back", plan, common)
      let middle = (0..<plan.zoneCount).map { zone in
        addTable(
          "middle-\(zone)", plan, common + [Self.toAll(.gateway(ID(firstTranslation + zone)))])
      }
      let firstSubnet = topology.subnets.count
      for subnet in plan.subnets {
        let table =
          switch subnet.side {
          case .front: front
          case .middle: middle[subnet.zone]
          case .back: back
          }
        _ = topology.add(
          Subnet(
            id: subnet.id, name: subnet.name, network: network, prefixes: [subnet.prefix],
            zone: SyntheticAccount.zone(subnet.zone), routeTable: table,
            inbound: subnet.hasAccessList ? list.0 : open.0,
            outbound: subnet.hasAccessList ? list.1 : open.1))
      }
      for interface in plan.interfaces {
        addInterface(interface, subnet: ID(firstSubnet + interface.subnet), plan)
      }
    }

    private mutating func addGroups(_ plan: NetworkPlan) {
      inbound = []
      outbound = []
      for group in plan.groups {
        _ = topology.add(
          IdentityGroup(id: group.id, name: group.name, network: ID(plan.number)))
        inbound.append(addFilter(group, .inbound, group.inbound))
        outbound.append(addFilter(group, .outbound, group.outbound))
      }
    }

    private mutating func addFilter(
      _ group: GroupPlan, _ direction: FlowDirection, _ rules: [RulePlan]
    ) -> ID<Filter> {
      topology.add(
        Filter(
          id: group.id, name: group.name, layer: .instanceFilter, direction: direction,
          rules: Self.lowered(rules, id: group.id)))
    }

    private mutating func addFilter(
      _ list: Int, _ plan: NetworkPlan, _ direction: FlowDirection, _ rules: [RulePlan]
    ) -> ID<Filter> {
      let id = account.identifier("acl", plan.number, list)
      return topology.add(
        Filter(
          id: id, layer: .subnetFilter, direction: direction, isStateful: false,
          rules: Self.lowered(rules, id: id)))
    }

    private static func lowered(_ rules: [RulePlan], id: String) -> [FilterRule] {
      rules.map { rule in
        let peer =
          switch rule.peer {
          case .prefix(let prefix): PeerMatch(addresses: AddressSet(prefix))
          case .group(let network, let index):
            PeerMatch(groups: [SyntheticAccount.group(network, index)])
          }
        return FilterRule(
          id: id, action: .allow, traffic: rule.ports.map { .tcp($0) } ?? .all, peer: peer)
      }
    }

    /// Joins a network to the next one.
    private mutating func addPeering(from network: ID<Network>) -> ID<Gateway>? {
      guard network.index + 1 < account.networkCount else { return nil }
      let networks = [network, ID<Network>(network.index + 1)]
      let sides = networks.map {
        PeeringSide(
          network: $0, id: topology.networks[$0].id,
          prefixes: AddressSet(topology.networks[$0].prefixes))
      }
      return topology.add(
        Gateway(
          id: account.identifier("pcx", network.index),
          kind: .peering(Peering(sides: sides, keepsIdentity: true)), networks: networks))
    }

    private func commonRoutes(
      of plan: NetworkPlan, previous: ID<Gateway>?, next: ID<Gateway>?
    ) -> [Route] {
      var routes = [Route(destinations: [plan.prefix], target: .local)]
      for (gateway, other) in [(previous, plan.number - 1), (next, plan.number + 1)] {
        guard let gateway else { continue }
        routes.append(
          Route(
            destinations: [SyntheticAccount.prefix(ofNetwork: other)], target: .gateway(gateway)))
      }
      if let transit {
        routes.append(
          Route(destinations: [SyntheticAccount.transitPrefix], target: .gateway(transit)))
      }
      return routes
    }

    private static func toAll(_ target: RouteTarget) -> Route {
      Route(destinations: [.allIPv4], target: target)
    }

    private mutating func addTable(_ mark: String, _ plan: NetworkPlan, _ routes: [Route])
      -> ID<RouteTable>
    {
      topology.add(
        RouteTable(
          id: account.identifier("rtb-\(mark)", plan.number), name: "net\(plan.number)-\(mark)",
          routes: routes))
    }

    private mutating func addInterface(
      _ plan: InterfacePlan, subnet: ID<Subnet>, _ network: NetworkPlan
    ) {
      let isTranslation = plan.tier == .translation
      let resource = topology.add(
        Resource(
          id: account.identifier("i", network.number, topology.resources.count), name: plan.name,
          kind: isTranslation ? .natGateway : .instance, scope: scope,
          tags: [Tag("Name", plan.name), Tag("Tier", plan.tier.rawValue)]))
      let address = EndpointAddress(
        .v4(plan.address), publicAddress: plan.publicAddress.map { .v4($0) })
      _ = topology.add(
        Endpoint(
          id: plan.id, resource: resource, subnet: subnet, addresses: [address],
          binding: binding(plan.groups, network.number), initiates: !isTranslation,
          offers: isTranslation ? .empty : .all))
    }

    private mutating func binding(_ groups: [Int], _ network: Int) -> ID<FilterBinding> {
      if let known = bindings[groups] { return known }
      let id = topology.add(
        groups.isEmpty
          ? .open
          : FilterBinding(
            groups: groups.map { SyntheticAccount.group(network, $0) },
            inbound: [FilterStage(groups.map { inbound[$0] }, layer: .instanceFilter)],
            outbound: [FilterStage(groups.map { outbound[$0] }, layer: .instanceFilter)]))
      bindings[groups] = id
      return id
    }
  }

  /// The access list of those subnets that have one of their own, as it judges what comes in.
  static let accessList = [
    RulePlan(ports: nil, peer: .prefix(transitPrefix)),
    .port(443, from: .prefix(.allIPv4)), .port(80, from: .prefix(.allIPv4)),
    .port(22, from: .prefix(office)),
    RulePlan(ports: 1024...65535, peer: .prefix(.allIPv4)),
  ]

  /// The addresses of all networks together.
  static let transitPrefix = Prefix(.v4(IPv4Address(rawValue: 0x0a00_0000)), length: 8)

  /// The name of a zone.
  static func zone(_ number: Int) -> String { region + ["a", "b", "c"][number] }
}
