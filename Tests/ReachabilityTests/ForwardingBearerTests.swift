import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// Forwardings that open connections of their own (N-9).
@Suite struct ForwardingBearerTests {
  private struct Graph {
    var topology: Topology
    var client: ID<Endpoint>
    var server: ID<Endpoint>
  }

  /// A client with an IPv6 address alone, a machine beside it, and a server with IPv4 alone behind the
  /// machine's other interface.
  private func graph(keepsSource: Bool, usesBearer: Bool) -> Graph {
    var build = TopologyBuilder()
    let front = build.network("front", "fd00:1::/64", "10.1.0.0/16")
    let back = build.network("back", "10.2.0.0/16")
    let outside = build.subnet("outside", "fd00:1::/64", "10.1.0.0/24", in: front)
    let inside = build.subnet("inside", "10.2.0.0/24", in: back)
    let client = build.endpoint("client", "fd00:1::2", in: outside)
    let machine = build.endpoint("machine", "fd00:1::1", "10.1.0.1", in: outside)
    let bridge = build.endpoint("bridge", "10.2.0.1", in: inside)
    let server = build.endpoint("server", "10.2.0.9", in: inside)
    let address = build.topology.endpoints[server].addresses[0].address
    _ = build.topology.add(
      Forwarding(
        id: "port", endpoint: machine, accepts: .tcp(8080), portOffset: -2648,
        targets: [ForwardingTarget(server, at: address)], keepsSource: keepsSource,
        bearer: usesBearer ? bridge : nil))
    return Graph(topology: build.topology, client: client, server: server)
  }

  private func connection(_ graph: Graph) -> Connection {
    ReachabilityModel(graph.topology).connection(
      from: .endpoint(graph.client), to: .endpoint(graph.server))
  }

  @Test func `a connection of its own crosses from IPv6 to IPv4`() {
    let connection = connection(graph(keepsSource: false, usesBearer: true))
    #expect(connection.certain == .tcp(5432))
  }

  @Test func `a packet that keeps its source cannot change its family`() {
    #expect(connection(graph(keepsSource: true, usesBearer: true)).possible.isEmpty)
  }

  @Test func `the answer finds back only to the address that the connection bears`() {
    // Without the bridge the packet bears an address of the front network, which nothing joins.
    #expect(connection(graph(keepsSource: false, usesBearer: false)).possible.isEmpty)
  }
}
