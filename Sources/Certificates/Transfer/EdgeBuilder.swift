import PacketSets
import Topology

/// Makes the ways of a graph.
struct EdgeBuilder {
  let topology: Topology
  let stands: [Stand]
  let standOf: [Int]
  private(set) var edges: [Edge] = []

  init(_ topology: Topology, _ stands: [Stand], _ standOf: [Int]) {
    self.topology = topology
    self.stands = stands
    self.standOf = standOf
  }

  /// Adds all ways.
  mutating func addAll(usesProxies: Bool) {
    for number in stands.indices { addEnds(number) }
    for subnet in topology.subnets.ids { addRoutes(subnet) }
    for world in topology.worlds.ids {
      edges.append(Edge(from: .anywhere, to: .world(world)))
      addEntries(world)
    }
    addTransits()
    addForwardings()
    if usesProxies { addProxies() }
  }

  mutating func add(_ edge: Edge) { edges.append(edge) }

  // MARK: Ends

  /// Sending (N-4 step 1) and receiving (N-4 step 6).
  private mutating func addEnds(_ number: Int) {
    let stand = stands[number]
    let binding = topology.bindings[stand.binding]
    add(
      Edge(
        from: .sent(number), to: .inside(stand.subnet),
        steps: steps(binding.outbound, looksAtSource: false)))
    guard let first = stand.endpoints.first else { return }
    let own = addresses(of: number)
    add(
      Edge(
        from: .arriving(number), to: .received(number),
        takes: PacketBox(
          sources: .all, destinations: own, traffic: topology.endpoints[first].offers),
        steps: steps(binding.inbound, looksAtSource: true)))
    let subnet = topology.subnets[stand.subnet]
    let inside = own.intersection(AddressSet(subnet.prefixes))
    add(
      Edge(
        from: .inside(stand.subnet), to: .arriving(number),
        takes: PacketBox(sources: .all, destinations: inside, traffic: .all)))
    let entering = border(subnet.inbound, looksAtSource: true)
    for place in [Place.local(subnet.network), .anywhere] {
      add(
        Edge(
          from: place, to: .arriving(number),
          takes: PacketBox(sources: .all, destinations: own, traffic: .all), steps: entering))
    }
  }

  func addresses(of stand: Int) -> AddressSet {
    AddressSet(
      stands[stand].endpoints.flatMap { endpoint in
        topology.endpoints[endpoint].addresses.map { Prefix($0.address) }
      })
  }

  func steps(_ stages: [FilterStage], looksAtSource: Bool) -> [FilterStep] {
    stages.map {
      FilterStep(filters: $0.filters, looksAtSource: looksAtSource, knowsGroups: true)
    }
  }

  func border(_ filter: ID<Filter>?, looksAtSource: Bool) -> [FilterStep] {
    guard let filter else { return [] }
    return [FilterStep(filters: [filter], looksAtSource: looksAtSource, knowsGroups: false)]
  }

  // MARK: Routes

  /// What leaves a subnet (N-4 steps 3 to 5, N-5).
  private mutating func addRoutes(_ id: ID<Subnet>) {
    let subnet = topology.subnets[id]
    let outside = AddressSet(subnet.prefixes).complement
    let leaving = border(subnet.outbound, looksAtSource: false)
    for (region, target) in regions(subnet.routeTable) {
      let takes = PacketBox(
        sources: .all, destinations: region.intersection(outside), traffic: .all)
      if takes.isEmpty { continue }
      guard let target else {
        addCrossing(from: .inside(id), takes, leaving, mayTranslate: true)
        continue
      }
      switch target {
      case .drop, .attachment: break
      case .local:
        add(
          Edge(from: .inside(id), to: .local(subnet.network), takes: takes, steps: leaving))
      case .endpoint(let middle):
        if topology.endpoints[middle].forwards {
          addCrossing(from: .inside(id), takes, leaving, mayTranslate: true)
        }
      case .gateway(let gateway): addGateway(gateway, id, takes, leaving)
      }
    }
  }

  /// Which destinations a table sends where; a table that is not known sends all past something
  /// unknown.
  func regions(_ table: ID<RouteTable>) -> [(AddressSet, RouteTarget?)] {
    let table = topology.routeTables[table]
    if table.unknown != nil { return [(.all, nil)] }
    var result: [(AddressSet, RouteTarget?)] = []
    let certain = table.routes.enumerated().flatMap { number, route in
      route.destinations.map { (prefix: $0, rank: route.rank, number: number) }
    }
    for (number, route) in table.routes.enumerated() {
      var region = AddressSet.empty
      for prefix in route.destinations {
        var part = AddressSet(prefix)
        for other in certain
        where other.number != number
          && (prefix.contains(other.prefix) && other.prefix.length > prefix.length
            || other.prefix == prefix && other.rank < route.rank)
        {
          part = part.subtracting(AddressSet(other.prefix))
        }
        region.formUnion(part)
      }
      if let possible = route.possible { region.formUnion(possible.addresses) }
      if !region.isEmpty { result.append((region, route.target)) }
    }
    return result
  }

  /// Past something of which it is not known what it does.
  mutating func addCrossing(
    from place: Place, _ takes: PacketBox, _ steps: [FilterStep], mayTranslate: Bool
  ) {
    add(
      Edge(
        from: place, to: .anywhere, takes: takes, steps: steps,
        source: mayTranslate ? .oneOf(.all) : .kept, identity: .unknown))
  }
}
