import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// A peering whose other side is not in the exports.
@Suite struct `A missing side of a peering` {
  @Test func `may let its world in and the answer back, and is never closed`() throws {
    var build = TopologyBuilder()
    let network = build.network("main", "10.1.0.0/16")
    let subnet = build.subnet("front", "10.1.3.0/24", in: network)
    let server = build.endpoint("server", "10.1.3.4", in: subnet)
    let reason = build.assumption("the other network is not exported")
    let beyond = build.topology.add(
      World(
        id: "beyond", name: "beyond", kind: .partner, addresses: .privateUse))
    let link = build.peering("link", network, toUnknown: "192.168.0.0/16", because: reason)
    if case .peering(var peering) = build.topology.gateways[link].kind {
      for index in peering.sides.indices where peering.sides[index].network == nil {
        peering.sides[index].world = beyond
      }
      build.topology.gateways[link].kind = .peering(peering)
    }
    build.route(subnet, "192.168.0.0/16", to: .gateway(link))
    let client = Party.outside(beyond, try #require(IPAddress("192.168.0.9")))
    let connection = ReachabilityModel(build.topology).connection(
      from: client, to: .endpoint(server))
    #expect(connection.certain.isEmpty)
    #expect(TrafficSet.tcp(22).isSubset(of: connection.possible))
  }
}
