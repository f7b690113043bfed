import PacketSets
import Topology

/// Takes elements out of a graph, with everything that stands for nothing without them.
struct TopologyPruning {
  /// The graph.
  var topology: Topology
  /// The endpoints that go.
  var endpoints: Set<ID<Endpoint>> = []
  /// The resources that go; none of their endpoints may stay.
  var resources: Set<ID<Resource>> = []
  /// The networks that go, with their subnets; none of their endpoints may stay.
  var networks: Set<ID<Network>> = []

  init(_ topology: Topology) { self.topology = topology }

  /// The graph without them.
  func pruned() -> Topology {
    var topology = topology
    // A gateway goes when nothing is left that it is attached to.
    var gateways: Set<ID<Gateway>> = []
    var worlds: Set<ID<World>> = []
    for id in topology.gateways.ids {
      let attached = topology.gateways[id].networks
      guard !attached.isEmpty, attached.contains(where: networks.contains) else { continue }
      topology.gateways[id].networks = attached.filter { !networks.contains($0) }
      guard topology.gateways[id].networks.isEmpty else { continue }
      gateways.insert(id)
      worlds.formUnion(Self.worlds(of: topology.gateways[id]))
    }
    for id in topology.gateways.ids where !gateways.contains(id) {
      worlds.subtract(Self.worlds(of: topology.gateways[id]))
    }
    worlds.remove(Topology.internet)
    let subnets = Set(
      topology.subnets.ids.filter { networks.contains(topology.subnets[$0].network) })
    let tables = Set(
      topology.routeTables.ids.filter { id in
        topology.routeTables[id].routes.contains { route in
          if case .gateway(let gateway) = route.target { return gateways.contains(gateway) }
          return false
        }
      })
    for id in tables {
      topology.routeTables[id].routes.removeAll { route in
        if case .gateway(let gateway) = route.target { return gateways.contains(gateway) }
        return false
      }
    }
    let shift = TopologyShift(
      without: topology, networks: networks, subnets: subnets, resources: resources,
      endpoints: endpoints, gateways: gateways, worlds: worlds)
    return shift.applied(to: topology)
  }

  private static func worlds(of gateway: Gateway) -> Set<ID<World>> {
    switch gateway.kind {
    case .internet(let world), .egressOnly(let world): [world]
    case .service(let service): [service.world]
    case .sourceTranslation: []
    case .peering(let peering): Set(peering.sides.compactMap(\.world))
    case .transit(let transit):
      Set(
        transit.attachments.compactMap { attachment in
          switch attachment.side {
          case .world(let world): world
          case .unknown(_, let world): world
          case .network, .transit: nil
          }
        })
    case .opaque(let opaque): Set([opaque.world].compactMap { $0 })
    }
  }
}
