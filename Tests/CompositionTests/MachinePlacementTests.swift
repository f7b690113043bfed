import Composition
import Documents
import PacketSets
import TestSupport
import Testing
import Topology

/// A compose project and a firewall on a machine of a cloud.
struct MachinePlacementTests {
  private static let compose = """
    services:
      redis: {image: redis, ports: ["6379:6379"]}
    """
  private static let firewall = """
    *filter
    :INPUT DROP [0:0]
    :FORWARD DROP [0:0]
    :OUTPUT ACCEPT [0:0]
    -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    -A INPUT -s 10.0.0.10/32 -p tcp -m tcp --dport 22 -j ACCEPT
    COMMIT
    """
  private static let addresses = #"""
    [{"ifindex": 2, "ifname": "eth0", "flags": ["UP"], "operstate": "UP", "addr_info":
      [{"family": "inet", "local": "10.0.0.20", "prefixlen": 24, "scope": "global"}]}]
    """#

  /// A cloud with one machine, in the words of its provider.
  private static let cloud: [String: String] = [
    "aws/describe-vpcs.json": #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#,
    "aws/describe-subnets.json":
      #"{"Subnets": [{"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"}]}"#,
    "aws/describe-instances.json": #"""
    {"Reservations": [{"Instances": [{"InstanceId": "i-1", "VpcId": "vpc-1", "SubnetId": "subnet-1",
      "State": {"Name": "running"}, "PrivateIpAddress": "10.0.0.20", "NetworkInterfaces": [],
      "SecurityGroups": []}]}]}
    """#,
    "aws/describe-network-interfaces.json": #"""
    {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-1", "VpcId": "vpc-1", "SubnetId": "subnet-1",
      "PrivateIpAddress": "10.0.0.20", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.20",
      "Primary": true}], "Attachment": {"InstanceId": "i-1", "DeviceIndex": 0,
      "Status": "attached"}, "Groups": [], "InterfaceType": "interface"}]}
    """#,
  ]

  private func graph(
    _ more: [String: String], _ placements: [MachinePlacement] = []
  ) async -> ComposedGraph {
    await Composer.compose(
      SourceCatalog(texts: Self.cloud.merging(more) { $1 }), placements: placements)
  }

  /// The stages before the machine's interface, by layer.
  private func layers(_ graph: ComposedGraph) -> [Layer] {
    guard let endpoint = graph.topology.endpoints.first(where: { $0.id == "eni-1" }) else {
      return []
    }
    return graph.topology.bindings[endpoint.binding].inbound.map(\.layer)
  }

  @Test func `a host that names an address of a machine is that machine`() async {
    let apart = await graph([:])
    #expect(!layers(apart).contains(.hostFirewall))
    let joined = await graph([
      "box/iptables-save.txt": Self.firewall, "box/ip-addr.json": Self.addresses,
    ])
    #expect(layers(joined).contains(.hostFirewall))
    #expect(!joined.topology.resources.contains { $0.kind == .host })
    #expect(joined.topology.endpoints.filter { $0.id == "eni-1" }.count == 1)
    #expect(joined.topology.worlds.map(\.id) == apart.topology.worlds.map(\.id))
  }

  @Test func `a placement puts a project and a firewall on a machine`() async throws {
    let placement = MachinePlacement(compose: "shop/compose.yaml", firewall: "box", engine: "28.5")
    var graph = await graph(
      ["box/iptables-save.txt": Self.firewall, "shop/compose.yaml": Self.compose], [placement])
    let machine = try #require(
      graph.topology.resources.ids.first { graph.topology.resources[$0].id == "i-1" })
    let before = graph.topology.endpoints.count
    let isPlaced = graph.place(placement, on: machine)
    #expect(isPlaced)
    #expect(layers(graph).contains(.hostFirewall))
    #expect(graph.topology.endpoints.count < before)
    let forwarding = try #require(graph.topology.forwardings.first)
    #expect(graph.topology.endpoints[forwarding.endpoint].id == "eni-1")
    #expect(
      graph.topology.resource(of: try #require(forwarding.targets.first).endpoint).name == "redis")
    let translation = graph.topology.gateways.compactMap { gateway -> SourceTranslation? in
      if case .sourceTranslation(let translation) = gateway.kind { return translation }
      return nil
    }
    #expect(
      translation.flatMap(\.endpoints).map { graph.topology.endpoints[$0].id } == ["eni-1"])
  }

  @Test func `a placement whose machine is not known proves nothing`() async {
    let placement = MachinePlacement(compose: "shop/compose.yaml")
    var graph = await graph(["shop/compose.yaml": Self.compose], [placement])
    let before = graph.topology.omissions.count
    let isPlaced = graph.place(placement, on: nil)
    #expect(!isPlaced)
    #expect(graph.topology.omissions.count == before + 1)
    let last = graph.topology.omissions.last.map { graph.topology.assumptions[$0].statement }
    #expect(last == "on which machine shop/compose.yaml stands")
  }

  @Test func `a placement of what is not in the exports proves nothing`() async throws {
    let placement = MachinePlacement(compose: "absent/compose.yaml")
    var graph = await graph([:], [placement])
    let machine = try #require(
      graph.topology.resources.ids.first { graph.topology.resources[$0].id == "i-1" })
    let isPlaced = graph.place(placement, on: machine)
    #expect(!isPlaced)
    #expect(!graph.topology.omissions.isEmpty)
  }
}
