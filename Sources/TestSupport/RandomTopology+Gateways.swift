import PacketSets
import Topology

extension RandomTopology {
  /// Adds gateways and the routes to them.
  mutating func addGateways() {
    var defaults: [[ID<Gateway>]] = subnets.map { _ in [] }
    let networks = build.topology.networks.ids
    for network in networks {
      defaults[network.index] += newGateways(of: network)
    }
    for (index, gateways) in defaults.enumerated() {
      for subnet in subnets[index] { addDefaultRoutes(subnet, gateways) }
    }
    if options.peerings { addPeerings() }
    if options.transits { addTransits() }
    if options.oddRoutes { addOddRoutes() }
  }

  private mutating func newGateways(of network: ID<Network>) -> [ID<Gateway>] {
    var result: [ID<Gateway>] = []
    let name = build.topology.networks[network].id
    let world =
      build.topology.worlds.count > 1 && happens(20) ? ID<World>(1) : Topology.internet
    if options.internetGateways, happens(75) {
      result.append(build.internetGateway("gate-\(name)", network, world: world))
      if happens(30), let other = one(of: build.topology.networks.ids), other != network {
        build.topology.gateways[build.topology.gateways.count - 1].networks.append(other)
      }
    }
    if options.egressOnlyGateways, options.version6, happens(30) {
      result.append(build.egressOnlyGateway("exit-\(name)", network, world: world))
    }
    if options.serviceGateways, happens(25) {
      result.append(
        build.serviceGateway("services-\(name)", network, world: world, traffic: newTraffic()))
    }
    if options.sourceTranslations, happens(55) { result.append(newTranslation(of: network)) }
    if options.opaqueGateways, happens(20) {
      let id = build.opaqueGateway(
        "opaque-\(name)", network, mayTranslate: happens(50), because: reason(),
        world: happens(50) ? one(of: build.topology.worlds.ids) : nil)
      result.append(id)
    }
    return result
  }

  private mutating func newTranslation(of network: ID<Network>) -> ID<Gateway> {
    let name = build.topology.networks[network].id
    let isPublic = !happens(25)
    var interfaces: [ID<Endpoint>] = []
    for index in 0..<(happens(25) ? 2 : 1) {
      guard let subnet = one(of: subnets[network.index]) else { continue }
      let addresses = newAddresses(in: subnet, public: isPublic || happens(20))
      let id = add("translator\(index)-\(name)", addresses, in: subnet, binding: .open)
      build.topology.endpoints[id].initiates = happens(20)
      build.topology.endpoints[id].offers = happens(20) ? .all : .empty
      interfaces.append(id)
    }
    let traffic: TrafficSet = happens(20) ? .all : TrafficSet(.tcp).union(TrafficSet(.icmp))
    let id = build.sourceTranslation(
      "translation-\(name)", interfaces, networks: network, traffic: traffic,
      ports: happens(70) ? 1024...65535 : 20000...40000, reachesInternet: isPublic)
    if happens(20), let other = one(of: build.topology.networks.ids), other != network {
      build.topology.gateways[id].networks.append(other)
    }
    return id
  }

  private mutating func addDefaultRoutes(_ subnet: ID<Subnet>, _ gateways: [ID<Gateway>]) {
    if happens(85), let gateway = one(of: gateways) {
      build.route(subnet, "0.0.0.0/0", to: .gateway(gateway))
    }
    if options.version6, happens(75), let gateway = one(of: gateways) {
      build.route(subnet, "::/0", to: .gateway(gateway))
    }
  }

  private mutating func addPeerings() {
    let networks = build.topology.networks.ids
    for left in networks {
      for right in networks where left < right && happens(55) {
        let id = build.peering(
          "link\(left.index)-\(right.index)", left, right, keepsIdentity: happens(60),
          isActive: happens(85))
        for (here, there) in [(left, right), (right, left)] {
          let prefixes = build.topology.networks[there].prefixes
          for subnet in subnets[here.index] where happens(80) {
            for prefix in prefixes {
              build.route(subnet, happens(70) ? "\(prefix)" : "0.0.0.0/0", to: .gateway(id))
            }
          }
        }
      }
      if options.unknownPeers, happens(20) {
        let prefix = happens(50) ? "192.168.0.0/16" : "198.51.100.0/24"
        let id = build.peering("link\(left.index)", left, toUnknown: prefix, because: reason())
        for subnet in subnets[left.index] where happens(60) {
          build.route(subnet, prefix, to: .gateway(id))
        }
      }
    }
  }

  private mutating func addOddRoutes() {
    let gateways = build.topology.gateways.ids
    for subnet in build.topology.subnets.ids where happens(40) {
      guard let prefix = one(of: peers) else { return }
      let network = build.topology.subnets[subnet].network
      let near = gateways.filter { build.topology.gateways[$0].networks.contains(network) }
      var targets: [RouteTarget] = [.local, .drop("blackhole")]
      targets += (happens(90) ? near : gateways).map { .gateway($0) }
      if options.middleboxes, happens(30), let box = one(of: build.topology.endpoints.ids) {
        targets = [.endpoint(box)]
        if happens(80) { build.topology.endpoints[box].forwards = true }
      }
      guard let target = one(of: targets) else { return }
      build.route(subnet, "\(prefix)", to: target, rank: one(of: [0, 0, 0, -1, 1]) ?? 0)
      if options.unknownRoutes, happens(15), let other = one(of: targets) {
        build.possibleRoute(subnet, "\(prefix)", to: other, because: reason())
      }
    }
  }

  /// Makes some of what is there unknown, and some shared.
  mutating func forget() {
    if options.unknownFilters {
      for filter in build.topology.filters.ids where happens(4) {
        build.topology.filters[filter].unknown = reason()
      }
    }
    for network in subnets where network.count > 1 && happens(20) {
      let shared = build.topology.subnets[network[0]].routeTable
      build.topology.subnets[network[1]].routeTable = shared
    }
    if options.unknownRoutes {
      for subnet in build.topology.subnets.ids where happens(5) {
        build.forgetRoutes(of: subnet, because: reason())
      }
    }
    if options.oddRoutes {
      for table in build.topology.routeTables.indices
      where !build.topology.routeTables[table].routes.isEmpty && happens(8) {
        build.topology.routeTables[table].routes.removeFirst()
      }
    }
  }
}
